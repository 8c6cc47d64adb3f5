//! Forward, back, play: the reader's hands.

use super::control::{choice, tool};
use super::element::{Element, On, button, tag};
use super::icon::Icon;
use crate::state::{Action, Axis, Model, Speed};
use diagram::grouped;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};
use yew::{Callback, Html};

/// The buttons, the slider, the speed and the axis.
pub(super) fn transport(model: &Model, dispatch: &Callback<Action>) -> Element {
    let (step, steps) = model.steps();
    let place = tag("p")
        .class("where")
        .attr("aria-hidden", "true")
        .with(tag("span").string(format!("{} / {}", grouped(step), grouped(steps))))
        .with(tag("strong").string(model.at().words()));
    tag("div")
        .class("transport")
        .attr("role", "group")
        .attr("aria-label", "Transport")
        .with(buttons(model, dispatch))
        .with(slider(model, dispatch))
        .with(place)
        .with(settings(model, dispatch))
}

fn buttons(model: &Model, dispatch: &Callback<Action>) -> Element {
    let (play, sign) = if model.playing { ("Pause", Icon::Pause) } else { ("Play", Icon::Play) };
    let (at_start, at_end) = (model.position == 0, model.is_at_end());
    // On a route it goes on beyond either end.
    let (back, on) = (model.leg(-1).is_some(), model.leg(1).is_some());
    let tool = |name, sign, is_idle, action| tool(name, sign, is_idle, dispatch, action);
    tag("div")
        .class("buttons")
        .with(tool(("First step", "Home"), Icon::First, at_start, || Action::First))
        .with(tool(("Step back", "←"), Icon::Back, at_start && !back, || Action::Back))
        .with(tool((play, "Space"), sign, false, || Action::TogglePlay))
        .with(tool(("Step forward", "→"), Icon::Forward, at_end && !on, || Action::Forward))
        .with(tool(("Last step", "End"), Icon::Last, at_end, || Action::Last))
}

fn slider(model: &Model, dispatch: &Callback<Action>) -> Element {
    let moved = |event: &Event| {
        let slider = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
        Some(Action::Slide(slider.value_as_number() as usize))
    };
    let (step, steps) = model.steps();
    tag("input")
        .attr("type", "range")
        .class("position")
        .attr("aria-label", "Position")
        .attr("min", "0")
        .attr("step", "1")
        .value("max", steps.to_string())
        .value("aria-valuetext", model.position_words())
        .input(step.to_string())
        .on(On::Input, dispatch, moved)
}

/// Speed and axis.
fn settings(model: &Model, dispatch: &Callback<Action>) -> Element {
    let options = Speed::ALL.map(|(_, name)| (name, name));
    let current = Speed::ALL.iter().find(|(speed, _)| *speed == model.speed).map_or("", |it| it.1);
    let chosen = |name: &str| {
        let speed = Speed::ALL.iter().find(|entry| entry.1 == name);
        Action::SetSpeed(speed.map_or_else(Speed::default, |entry| entry.0))
    };
    let axis = |axis: Axis, name: &'static str, title: &'static str| {
        let pressed = if model.axis == axis { "true" } else { "false" };
        let button = button(dispatch, move || Action::SetAxis(axis));
        button.attr("title", title).attr("aria-pressed", pressed).text(name)
    };
    let axes = tag("div")
        .class("segments")
        .attr("role", "group")
        .attr("aria-label", "Axis")
        .with(axis(Axis::Story, "Story", "Every step gets a column; waits are compressed"))
        .with(axis(Axis::Time, "Time", "Time, to scale, and a sliver for each step"));
    let speeds = choice("Speed", &options, current, dispatch, chosen);
    // A live run draws nothing from it.
    let seed = if model.is_live() { Html::default() } else { seed(model, dispatch).done() };
    tag("div").class("settings").html(seed).with(speeds).with(axes)
}

/// What the run's random numbers are drawn from.
fn seed(model: &Model, dispatch: &Callback<Action>) -> Element {
    let change = |event: &Event| {
        let seed = event.target()?.dyn_into::<HtmlInputElement>().ok()?.value_as_number();
        (seed >= 0.0).then_some(Action::Reseed(seed as u64))
    };
    let field = tag("input")
        .attr("type", "number")
        .attr("min", "0")
        .attr("step", "1")
        .class("seed")
        .input(model.recipe().seed.to_string())
        .on(On::Input, dispatch, change);
    let title = "0 is the calm run; any other number draws delays of its own, always the same";
    tag("label").class("field").attr("title", title).with(tag("span").text("Seed")).with(field)
}
