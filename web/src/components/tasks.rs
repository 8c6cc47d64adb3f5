//! Who is doing what: tasks, threads, JavaScript; the run queue; futures that nobody polls.

use super::element::{Element, tag};
use super::icon::state_sign;
use crate::state::{Facts, Row, RowState};
use yew::Html;

/// The tasks at this step.
pub(super) fn tasks(facts: &Facts) -> Element {
    let queues = tag("dl")
        .class("queues")
        .with(listed("Run queue", &facts.ready))
        .with(listed("Futures not yet polled", &facts.unpolled));
    // Room is kept for most of what is to come, so that little moves beneath. What is known comes
    // with the part that knows it.
    let room = || match facts.sides.len() {
        2 => tag("div").class("known").done(),
        _ => Html::default(),
    };
    let known = facts.known.as_ref().map(|known| {
        let list =
            tag("dl").class("queues known").attr("aria-label", "What is known of JavaScript");
        list.with(listed("Queued to go on", &known.queued))
            .with(listed("Suspended", &known.suspended))
            .with(listed("Promises", &known.promises))
            .done()
    });
    tag("section")
        .class("tasks panel")
        .attr("aria-label", "Tasks")
        .with(tag("h2").text("Tasks"))
        .with(tag("ul").class("rows").all(facts.rows.iter().map(row)))
        .html(facts.others.as_deref().map(others).unwrap_or_default())
        .with(queues)
        .html(known.unwrap_or_else(room))
}

/// What all those do who have no row.
fn others(sentence: &str) -> Html {
    tag("p").class("others").string(sentence).done()
}

fn listed(title: &'static str, names: &[String]) -> Element {
    // Where the items are clauses, a comma would not tell them apart.
    let clauses = names.iter().any(|name| name.contains(" awaits ") || name.contains(": "));
    let between = if clauses { "; " } else { ", " };
    let names = if names.is_empty() { "none".to_owned() } else { names.join(between) };
    tag("div").with(tag("dt").text(title)).with(tag("dd").string(names))
}

fn row(row: &Row) -> Element {
    let class = match row.state {
        RowState::Unborn => "row unborn",
        RowState::Queued => "row queued",
        RowState::Running => "row running",
        RowState::Waiting => "row waiting",
        RowState::Done => "row done",
        RowState::Cut => "row cut",
    };
    let polls = match row.polls {
        None => String::new(),
        Some(1) => "1 poll".to_owned(),
        Some(polls) => format!("{polls} polls"),
    };
    let name = tag("b").string(&row.name);
    let kind = tag("small").string(&row.kind);
    tag("li")
        .class(class)
        .with(state_sign(row.state))
        .with(tag("span").class("who").with(name).text(" ").with(kind))
        .with(tag("span").class("state").text(row.word))
        .with(tag("span").class("polls").string(polls))
        .with(tag("span").class("detail").string(&row.detail))
}
