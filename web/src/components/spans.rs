//! The spans of the program's own tracing, as a tree with durations; a span leads to its opening.

use super::element::{Element, button, tag};
use crate::state::{Action, Language, Model};
use trace::{EventKind, Instant, ScopeNode, Trace};
use yew::Callback;

/// The tree, if the program opens spans.
pub(super) fn spans(model: &Model, dispatch: &Callback<Action>) -> Option<Element> {
    let tree = model.run.spans(model.words?);
    if tree.is_empty() {
        return None;
    }
    let section = tag("section").class("spans panel").attr("aria-label", "Spans");
    Some(section.with(tag("h2").text("Spans")).with(list(model, tree, dispatch)))
}

fn list(model: &Model, nodes: &[ScopeNode], dispatch: &Callback<Action>) -> Element {
    tag("ul").all(nodes.iter().map(|node| item(model, node, dispatch)))
}

fn item(model: &Model, node: &ScopeNode, dispatch: &Callback<Action>) -> Element {
    let trace: &Trace = &model.run.rust;
    let opens = |event: &trace::Event| event.kind == EventKind::ScopeOpened(node.scope);
    let event = trace.events.iter().position(opens).unwrap_or_default();
    let position = model.run.timeline.position(Language::Rust.which(), event);
    let class = match () {
        () if model.at() < node.opened || model.position < position => "span unborn",
        () if model.at() < node.closed => "span open",
        () => "span",
    };
    let times = match node.entries {
        1 => "entered once".to_owned(),
        entries => format!("entered {entries} times"),
    };
    let length = Instant(node.closed.0 - node.opened.0).words();
    let busy = Instant(node.busy).words();
    let told = format!("{} for {length}: busy {busy}, {times}", node.opened.words());
    let leads = button(dispatch, move || Action::Seek(position))
        .with(tag("code").string(trace.scope_label(node.scope)))
        .with(tag("small").string(told));
    let row = tag("li").class(class).with(leads);
    if node.children.is_empty() { row } else { row.with(list(model, &node.children, dispatch)) }
}
