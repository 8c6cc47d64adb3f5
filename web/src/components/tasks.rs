//! Who is doing what: tasks, threads, JavaScript; the run queue; futures that nobody polls.

use super::icon::state_sign;
use crate::state::{Facts, Row, RowState};
use yew::prelude::*;

/// The tasks at this step.
pub(super) fn tasks(facts: &Facts) -> Html {
    let listed = |names: &[String]| {
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    html! {
        <section class="tasks panel" aria-label="Tasks">
            <h2>{ "Tasks" }</h2>
            <ul class="rows">{ for facts.rows.iter().map(row) }</ul>
            <dl class="queues">
                <div><dt>{ "Run queue" }</dt><dd>{ listed(&facts.ready) }</dd></div>
                <div><dt>{ "Futures not yet polled" }</dt><dd>{ listed(&facts.unpolled) }</dd></div>
            </dl>
        </section>
    }
}

fn row(row: &Row) -> Html {
    let class = match row.state {
        RowState::Unborn => "unborn",
        RowState::Queued => "queued",
        RowState::Running => "running",
        RowState::Waiting => "waiting",
        RowState::Done => "done",
        RowState::Cut => "cut",
    };
    let polls = row.polls.map(|polls| match polls {
        1 => "1 poll".to_owned(),
        _ => format!("{polls} polls"),
    });
    html! {
        <li class={format!("row {class}")}>
            { state_sign(row.state) }
            <span class="who"><b>{ &row.name }</b>{ " " }<small>{ &row.kind }</small></span>
            <span class="state">{ row.word }</span>
            <span class="polls">{ polls }</span>
            <span class="detail">{ &row.detail }</span>
        </li>
    }
}
