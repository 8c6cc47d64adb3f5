//! What happens in this step, in words: beneath each language its sentence.

use super::element::{Element, tag};
use crate::state::{Facts, Language, Sentence};

/// The sentences. Each language keeps its place, so that nothing moves when only one has news.
pub(super) fn narration(facts: &Facts, both: bool) -> Element {
    let narration = tag("div").class("narration").attr("role", "status");
    let narration = narration.attr("aria-live", "polite").with(said(facts, Language::Rust, both));
    if both { narration.with(said(facts, Language::JavaScript, both)) } else { narration }
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
