//! The sources: the file that was compiled, and beside it the file that the engine ran.

use super::code::code;
use super::element::{Element, tag};
use crate::state::{Action, Facts, Language, Run};
use yew::Callback;

/// One pane for each language.
pub(super) fn source(run: &Run, facts: &Facts, dispatch: &Callback<Action>) -> Element {
    let example = run.example;
    let pane = |language: Language, file, source| {
        let caption = tag("figcaption")
            .with(tag("span").class("language").text(language.name()))
            .with(tag("span").class("file").text(file));
        let marks = facts.side(language).map(|side| side.marks.clone()).unwrap_or_default();
        let code = code(run, language, (file, source), &marks, dispatch);
        tag("figure").class("pane").key(file).with(caption).with(code)
    };
    let section = tag("section").class("source").attr("aria-label", "Source");
    let section = section.with(pane(Language::Rust, example.file, example.source));
    match example.twin {
        Some(twin) => section.with(pane(Language::JavaScript, twin.file, twin.source)),
        None => section,
    }
}
