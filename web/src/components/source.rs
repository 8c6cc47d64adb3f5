//! The sources: the file that was compiled, and beside it the file that the engine ran.

use super::code::code;
use super::element::{Element, tag};
use crate::state::{Action, Facts, Language, Model, Source};
use yew::Callback;

/// One pane for each language.
pub(super) fn source(model: &Model, facts: &Facts, dispatch: &Callback<Action>) -> Element {
    let pane = |(which, source): (usize, &Source)| {
        let language = Language::of(which);
        let caption = tag("figcaption")
            .with(tag("span").class("language").text(language.name()))
            .with(tag("span").class("file").string(&source.file));
        let marks = facts.side(language).map(|side| side.marks.clone()).unwrap_or_default();
        let code = code(model, language, source, &marks, dispatch);
        tag("figure").class("pane").key(language.name()).with(caption).with(code)
    };
    let panes = model.run.texts.sources.iter().enumerate().map(pane);
    tag("section").class("source").attr("aria-label", "Source").all(panes)
}
