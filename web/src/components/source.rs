//! The sources: the file that was compiled, and beside it the file that the engine ran.

use super::code::code;
use super::element::{Element, button, tag};
use crate::state::{Action, Facts, Language, Model, Source};
use yew::Callback;

/// One pane for each language.
pub(super) fn source(model: &Model, facts: &Facts, dispatch: &Callback<Action>) -> Element {
    let pane = |(which, source): (usize, &Source)| {
        let language = Language::of(which);
        let mut caption = tag("figcaption")
            .with(tag("span").class("language").text(language.name()))
            .with(tag("span").class("file").string(&source.file));
        let is_folded = model.folded() == Some(language);
        if model.run.texts.sources.len() > 1 {
            caption = caption.with(fold(language, is_folded, dispatch));
        }
        if is_folded {
            return tag("figure").class("pane folded").key(language.name()).with(caption);
        }
        let marks = facts.side(language).map(|side| side.marks.clone()).unwrap_or_default();
        let code = code(model, language, source, &marks, dispatch);
        tag("figure").class("pane").key(language.name()).with(caption).with(code)
    };
    let panes = model.run.texts.sources.iter().enumerate().map(pane);
    tag("section").class("source").attr("aria-label", "Source").all(panes)
}

/// Folds a language away: source, lanes and output.
fn fold(language: Language, is_folded: bool, dispatch: &Callback<Action>) -> Element {
    let (says, expanded) = if is_folded { ("Show", "false") } else { ("Hide", "true") };
    let fold = button(dispatch, move || Action::Fold(language)).class("quiet");
    fold.attr("aria-expanded", expanded)
        .value("aria-label", format!("{says} {}", language.name()))
        .text(says)
}
