//! One example, ready to be stepped through. Keys act while the focus is somewhere in here.

use super::account::Account;
use super::diagram::Diagram;
use super::help::Help;
use super::keys;
use super::narration::Narration;
use super::output::Output;
use super::shared::Shared;
use super::source::Source;
use super::tasks::Tasks;
use super::transport::Transport;
use crate::state::{Action, Facts, Model, TwinRun};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Player`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) model: Shared<Model>,
    pub(super) facts: Shared<Facts>,
    pub(super) dispatch: Callback<Action>,
}

/// The player.
#[component]
pub(super) fn Player(props: &Props) -> Html {
    let Props { model, facts, dispatch } = props;
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| keys::pressed(&event, &dispatch))
    };
    let example = model.run.example;
    let run = Shared(Rc::clone(&model.run));
    let languages = if example.twin.is_some() { "two" } else { "one" };
    html! {
        <main class={classes!("player", languages)} {onkeydown}>
            <div class="heading">
                <h1>{ example.title }</h1>
                <p>{ example.look_for }</p>
            </div>
            <Source run={run.clone()} facts={facts.clone()} dispatch={dispatch.clone()} />
            <div class="desk">
                <Narration facts={facts.clone()} both={model.run.twin != TwinRun::None} />
                <Transport model={model.clone()} dispatch={dispatch.clone()} />
            </div>
            <Diagram
                run={run.clone()}
                axis={model.axis}
                position={model.position}
                dispatch={dispatch.clone()}
            />
            <div class="shelf">
                <Output facts={facts.clone()} dispatch={dispatch.clone()} />
                <Tasks facts={facts.clone()} />
            </div>
            <Account {run} />
            <Help />
        </main>
    }
}
