//! What the run has printed so far, each line with its instant; a line leads to its step.

use crate::state::{Action, Facts, Line, Side};
use yew::prelude::*;

/// The output of each language. Room is kept for the lines still to come.
pub(super) fn output(facts: &Facts, dispatch: &Callback<Action>) -> Html {
    let line = |line: &Line| {
        let position = line.position;
        let onclick = dispatch.reform(move |_| Action::Seek(position));
        let now = line.now.then_some("now");
        html! {
            <li key={position} class={classes!("line", now)}>
                <button type="button" {onclick}>
                    <span class="at">{ &line.at }</span>
                    <samp>{ &line.text }</samp>
                </button>
            </li>
        }
    };
    let list = |side: &Side| {
        let to_come = side.room.saturating_sub(side.lines.len());
        html! {
            <div class="printed" key={side.language.name()}>
                <h3>{ side.language.name() }</h3>
                <ol>
                    { for side.lines.iter().map(line) }
                    { for (0..to_come).map(|_| html! { <li class="line empty" aria-hidden="true" /> }) }
                </ol>
            </div>
        }
    };
    html! {
        <section class="output panel" aria-label="Output">
            <h2 class="unseen">{ "Output" }</h2>
            <div class="columns">{ for facts.sides.iter().map(list) }</div>
        </section>
    }
}
