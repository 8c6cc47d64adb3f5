//! What if an operation ended at another instant: what was moved, and buttons that move what is
//! under way or has just ended. Whatever can be dragged in the diagram can be done here with keys.

use super::element::{Element, On, button, tag};
use crate::state::{Action, Model, Movable, WhatIfs};
use trace::Instant;
use yew::{Callback, Html};

/// The panel, where there is anything that could be moved.
pub(super) fn what_if(model: &Model, dispatch: &Callback<Action>) -> Option<Element> {
    let WhatIfs { rows, more, moved } = WhatIfs::of(model)?;
    let section = tag("section").class("what-if panel").attr("aria-label", "What if");
    let hint = if rows.is_empty() {
        "At this step nothing is under way whose end could be moved."
    } else {
        "Let an operation end sooner or later, and the run is made again."
    };
    let more = (more > 0)
        .then(|| tag("p").class("hint").string(format!("{more} more are under way.")).done());
    let reset = button(dispatch, Action::reset_what_ifs).class("quiet").text("Reset all");
    let section = section
        .with(tag("h2").text("What if"))
        .with(tag("p").class("hint").text(hint))
        .with(tag("ul").all(rows.iter().map(|it| row(it, dispatch))))
        .html(more.unwrap_or_default());
    Some(section.html(if moved > 0 { reset.done() } else { Html::default() }))
}

fn row(it: &Movable, dispatch: &Callback<Action>) -> Element {
    let says = tag("span").class("says").string(&it.says);
    let row = tag("li").class(if it.is_moved { "moved" } else { "" }).with(says);
    let name = it.label.clone().unwrap_or_else(|| it.op.to_string());
    let hands = tag("span").class("hands");
    let hands = match it.label {
        Some(_) => hands
            .with(nudge("− ", "sooner", &name, it, it.sooner, dispatch))
            .with(nudge("+ ", "later", &name, it, it.later, dispatch)),
        None => hands,
    };
    let op = it.op;
    let reset = button(dispatch, move || Action::end_at(op, None))
        .value("aria-label", format!("Reset {name}"))
        .class("quiet")
        .text("Reset");
    // Nothing has a place too: a button that is pressed keeps its own, and so the focus.
    row.with(hands).html(if it.is_moved { reset.done() } else { Html::default() })
}

/// A button that goes away under the finger would lose the focus: it only says that it is idle.
fn nudge(
    sign: &'static str,
    way: &'static str,
    name: &str,
    it: &Movable,
    to: Option<Instant>,
    dispatch: &Callback<Action>,
) -> Element {
    let (op, step) = (it.op, &it.step);
    tag("button")
        .attr("type", "button")
        .on(On::Click, dispatch, move |_| Some(Action::end_at(op, Some(to?))))
        .value("aria-label", format!("End {name} {step} {way}"))
        .maybe("aria-disabled", to.is_none().then_some("true"))
        .string(format!("{sign}{step}"))
}
