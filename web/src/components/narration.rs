//! What happens in this step, in words: beneath each language its sentence.

use super::element::{Element, tag};
use crate::state::{Facts, Language, Model, Sentence};

/// The sentences. Each language keeps its place, so that nothing moves when only one has news.
pub(super) fn narration(model: &Model, facts: &Facts) -> Element {
    let languages = (0..model.run.texts.sources.len().max(1)).map(Language::of);
    let languages: Vec<_> = languages.filter(|it| model.folded() != Some(*it)).collect();
    let both = languages.len() > 1;
    let narration = tag("div").class("narration").attr("role", "status");
    // While the run plays, sentences come faster than they can be spoken.
    let live = if model.playing { "off" } else { "polite" };
    narration.attr("aria-live", live).all(languages.iter().map(|it| said(facts, *it, both)))
}

fn said(facts: &Facts, language: Language, both: bool) -> Element {
    let of = |list: &[Sentence]| {
        let sentence = list.iter().find(|sentence| sentence.language == language);
        sentence.map(|sentence| sentence.text.clone())
    };
    let text = match (of(&facts.sentences), of(&facts.outcomes)) {
        (_, Some(outcome)) => tag("p").class("outcome").string(outcome),
        (Some(step), None) => tag("p").string(step),
        (None, None) => tag("p").class("still").text("Nothing in this step."),
    };
    let sentence = tag("div").class("sentence").key(language.name());
    let name = || tag("span").class("language").text(language.name());
    if both { sentence.with(name()).with(text) } else { sentence.with(text) }
}
