//! Forward, back, play: the reader's hands.

use super::icon::{Icon, icon};
use crate::state::{Action, Axis, Model, Speed};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
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
    // Not `disabled` at either end: a button that goes away under the finger loses the focus.
    let at_start = (model.position == 0).then_some("true");
    let at_end = (model.position == model.run.end()).then_some("true");
    html! {
        <div class="transport" role="group" aria-label="Transport">
            <div class="buttons">
                <button type="button" class="tool" aria-label="First step" title="First step (Home)"
                    aria-disabled={at_start} onclick={press(|| Action::First)}>
                    { icon(Icon::First) }
                </button>
                <button type="button" class="tool" aria-label="Step back" title="Step back (←)"
                    aria-disabled={at_start} onclick={press(|| Action::Back)}>
                    { icon(Icon::Back) }
                </button>
                <button type="button" class="tool" aria-label={play} title={format!("{play} (Space)")}
                    onclick={press(|| Action::TogglePlay)}>
                    { icon(play_icon) }
                </button>
                <button type="button" class="tool primary" aria-label="Step forward"
                    title="Step forward (→)" aria-disabled={at_end}
                    onclick={press(|| Action::Forward)}>
                    <span aria-hidden="true">{ "Step" }</span>{ icon(Icon::Forward) }
                </button>
                <button type="button" class="tool" aria-label="Last step" title="Last step (End)"
                    aria-disabled={at_end} onclick={press(|| Action::Last)}>
                    { icon(Icon::Last) }
                </button>
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
    let speed_changed = dispatch.reform(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let name = select.map(|select| select.value()).unwrap_or_default();
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
            <label class="field">
                <span>{ "Speed" }</span>
                <select onchange={speed_changed}>
                    { for Speed::ALL.iter().map(|(speed, name)| html! {
                        <option value={*name} selected={*speed == model.speed}>{ *name }</option>
                    }) }
                </select>
            </label>
            <div class="segments" role="group" aria-label="Axis">
                { axis(Axis::Story, "Story", "Every step gets a column; waits are compressed") }
                { axis(Axis::Time, "Time", "True to scale") }
            </div>
        </div>
    }
}
