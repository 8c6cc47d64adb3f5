//! One example, ready to be stepped through. Keys act while the focus is somewhere in here.

use super::account::Account;
use super::diagram::Diagram;
use super::help::help;
use super::keys;
use super::narration::narration;
use super::output::output;
use super::shared::Shared;
use super::source::source;
use super::tasks::tasks;
use super::transport::transport;
use crate::state::{Action, Facts, Model};
use std::rc::Rc;
use yew::prelude::*;

/// The player.
pub(super) fn player(model: &Model, facts: &Facts, dispatch: &Callback<Action>) -> Html {
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| keys::pressed(&event, &dispatch))
    };
    let example = model.run.example;
    let run = Shared(Rc::clone(&model.run));
    // Beside a single source the shelf is as high as that, and scrolls.
    let scrolls = example.twin.is_none().then_some("0");
    let languages = if example.twin.is_some() { "two" } else { "one" };
    html! {
        <main class={classes!("player", languages)} {onkeydown}>
            <div class="heading">
                <h1>{ example.title }</h1>
                <p>{ example.look_for }</p>
            </div>
            { source(&run, facts, dispatch) }
            <div class="desk">
                { narration(facts, model.run.example.twin.is_some()) }
                { transport(model, dispatch) }
            </div>
            <Diagram
                run={run.clone()}
                axis={model.axis}
                position={model.position}
                dispatch={dispatch.clone()}
            />
            <div class="shelf" tabindex={scrolls} role="group" aria-label="Output and tasks">
                { output(facts, dispatch) }
                { tasks(facts) }
            </div>
            <Account {run} />
            { help() }
        </main>
    }
}
