//! Forward, back, play: the reader's hands.

use super::control::{choice, tool};
use super::icon::Icon;
use crate::state::{Action, Axis, Model, Speed};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The buttons, the slider, the speed and the axis.
pub(super) fn transport(model: &Model, dispatch: &Callback<Action>) -> Html {
    let press = |action: fn() -> Action| dispatch.reform(move |_: MouseEvent| action());
    let (play, play_icon) =
        if model.playing { ("Pause", Icon::Pause) } else { ("Play", Icon::Play) };
    let oninput = dispatch.reform(|event: InputEvent| {
        let slider = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let position = slider.map_or(0.0, |slider| slider.value_as_number());
        Action::Seek(position as usize)
    });
    let (at_start, at_end) = (model.position == 0, model.position == model.run.end());
    html! {
        <div class="transport" role="group" aria-label="Transport">
            <div class="buttons">
                { tool(("First step", "Home"), Icon::First, at_start, press(|| Action::First)) }
                { tool(("Step back", "←"), Icon::Back, at_start, press(|| Action::Back)) }
                { tool((play, "Space"), play_icon, false, press(|| Action::TogglePlay)) }
                { tool(("Step forward", "→"), Icon::Forward, at_end, press(|| Action::Forward)) }
                { tool(("Last step", "End"), Icon::Last, at_end, press(|| Action::Last)) }
            </div>
            <input type="range" class="position" aria-label="Position" min="0" step="1"
                max={model.run.end().to_string()} value={model.position.to_string()}
                aria-valuetext={model.position_words()} {oninput} />
            <p class="where" aria-hidden="true">
                <span>{ format!("{} / {}", model.position, model.run.end()) }</span>
                <strong>{ model.at().words() }</strong>
            </p>
            { settings(model, dispatch) }
        </div>
    }
}

/// Speed and axis.
fn settings(model: &Model, dispatch: &Callback<Action>) -> Html {
    let options = Speed::ALL.map(|(_, name)| (name, name));
    let current = Speed::ALL.iter().find(|(speed, _)| *speed == model.speed).map_or("", |it| it.1);
    let chosen = dispatch.reform(|name: String| {
        let speed = Speed::ALL.iter().find(|entry| entry.1 == name);
        Action::SetSpeed(speed.map_or_else(Speed::default, |entry| entry.0))
    });
    let axis = |axis: Axis, name: &'static str, title: &'static str| {
        let pressed = (model.axis == axis).to_string();
        let onclick = dispatch.reform(move |_| Action::SetAxis(axis));
        html! { <button type="button" {title} aria-pressed={pressed} {onclick}>{ name }</button> }
    };
    html! {
        <div class="settings">
            { choice("Speed", &options, current, chosen) }
            <div class="segments" role="group" aria-label="Axis">
                { axis(Axis::Story, "Story", "Every step gets a column; waits are compressed") }
                { axis(Axis::Time, "Time", "True to scale") }
            </div>
        </div>
    }
}
