//! What the run has printed so far, each line with its instant; a line leads to its step.

use super::element::{Element, button, tag};
use crate::state::{Action, Facts, Language, Line, Model, Side};
use yew::Callback;

/// The output of each language.
pub(super) fn output(model: &Model, facts: &Facts, dispatch: &Callback<Action>) -> Element {
    let shown = facts.sides.iter().filter(|side| model.folded() != Some(side.language));
    let lists = shown.map(|side| list(side, dispatch));
    tag("section")
        .class("output panel")
        .attr("aria-label", "Output")
        .with(tag("h2").class("unseen").text("Output"))
        .with(tag("div").class("columns").all(lists))
}

/// The lines of one language. Room is kept for the lines still to come.
fn list(side: &Side, dispatch: &Callback<Action>) -> Element {
    let name = side.language.name();
    let mut list = tag("ol").all(side.lines.iter().map(|it| line(it, side.language, dispatch)));
    for _ in side.lines.len()..side.room {
        list = list.with(tag("li").class("line empty").attr("aria-hidden", "true"));
    }
    tag("div").class("printed").key(name).with(tag("h3").text(name)).with(list)
}

fn line(line: &Line, language: Language, dispatch: &Callback<Action>) -> Element {
    let position = line.position;
    let button = button(dispatch, move || Action::ShowAt(language, position))
        .with(tag("span").class("at").string(&line.at))
        .with(tag("samp").string(&line.text));
    tag("li").class(if line.now { "line now" } else { "line" }).with(button)
}
