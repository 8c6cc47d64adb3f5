//! The state machine that an async fn was compiled to, and where it stands: the compiler's own
//! states, locals and sizes.

use super::element::{Element, tag};
use crate::state::{Local, Model, Stage};

/// The machine that this step is about, if it is about one.
pub(super) fn machine(model: &Model) -> Option<Element> {
    let at = model.run.machine(model.position)?;
    let machine = model.run.texts.machines.get(at.machine)?;
    let bytes = tag("small").string(format!("{} bytes, {}", machine.size, at.word));
    let heading = tag("h2").text("State machine of ").with(tag("code").string(&machine.name));
    let stages = machine.states.iter().enumerate();
    let list = stages.map(|(number, it)| stage(it, at.stage == Some(number)));
    let section = tag("section").class("machine panel").attr("aria-label", "State machine");
    Some(section.with(heading.text(" ").with(bytes)).with(tag("ol").all(list)))
}

fn stage(stage: &Stage, is_here: bool) -> Element {
    let name = match stage.kind.as_str() {
        "start" => tag("span").class("place").text("before its first poll"),
        "suspended" => tag("span").class("place").with(tag("code").string(&stage.text)),
        _ => tag("span").class("place").text("done"),
    };
    let locals = stage.locals.iter().filter(|local| !local.name.is_empty());
    let awaits = stage.awaits.as_ref().map(|future| chip("awaits ", future)).into_iter();
    let row = tag("li").class(if is_here { "here" } else { "" });
    let row = row.maybe("aria-current", is_here.then_some("true")).with(name);
    row.with(tag("span").class("locals").all(locals.map(|local| chip("", local)).chain(awaits)))
}

fn chip(what: &'static str, local: &Local) -> Element {
    let Local { name, of, size } = local;
    let text = match (name.is_empty(), of.is_empty()) {
        (false, false) => format!("{name}: {of}"),
        (false, true) => name.clone(),
        (true, _) => of.clone(),
    };
    let bytes = tag("small").string(format!(" {size} B"));
    tag("span").class("local").text(what).with(tag("code").string(text)).with(bytes)
}
