//! A number in the source that can be dragged sideways, typed, or nudged by the arrow keys.

use super::element::{On, tag};
use crate::state::Action;
use examples::Knob;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, PointerEvent};
use yew::{Callback, Html};

/// A full drag through the range takes about so many pixels, but a step never less than one.
const TRAVEL_PX: f64 = 240.0;
/// Less than this is a click, which puts the caret into the field.
const SLACK_PX: f64 = 4.0;

thread_local! {
    /// Where the pointer went down, and the value then; none while nothing is dragged.
    static GRIP: Cell<Option<(f64, i64)>> = const { Cell::new(None) };
}

/// The field, as wide as its widest number.
pub fn knob(knob: &Knob, value: i64, dispatch: &Callback<Action>) -> Html {
    let Knob { name, low, high, .. } = knob.clone();
    let turn = move |value: i64| Some(Action::turn(name.clone(), value));
    let (typed, dragged) = (turn.clone(), turn);
    let change = move |event: &Event| {
        let value = field(event)?.value_as_number();
        value.is_finite().then_some(())?;
        typed(value as i64)
    };
    let drag = move |event: &Event| {
        let (event, field) = (event.dyn_ref::<PointerEvent>()?, field(event)?);
        let value = follow(event, &field, value, (low, high))?;
        dragged(value)
    };
    let digits = [low, high, value].map(|number| number.to_string().len());
    let width = match digits.into_iter().max() {
        Some(0..=1) => "knob w1",
        Some(2) => "knob w2",
        Some(3) => "knob w3",
        Some(4) => "knob w4",
        _ => "knob w6",
    };
    tag("input")
        .attr("type", "number")
        .class(width)
        .value("aria-label", format!("{}, from {low} to {high}", knob.name))
        .value(
            "title",
            format!("{}: drag, type, or use the arrow keys ({low} to {high})", knob.name),
        )
        .value("min", low.to_string())
        .value("max", high.to_string())
        .attr("step", "1")
        .input(value.to_string())
        .on(On::Input, dispatch, change)
        .on(On::PointerDown, dispatch, drag.clone())
        .on(On::PointerMove, dispatch, drag.clone())
        .on(On::PointerUp, dispatch, drag)
        .done()
}

fn field(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Follows a pointer from where it went down; the value that it has been dragged to.
fn follow(
    event: &PointerEvent,
    field: &HtmlInputElement,
    value: i64,
    (low, high): (i64, i64),
) -> Option<i64> {
    let x = f64::from(event.client_x());
    match event.type_().as_str() {
        "pointerdown" => {
            GRIP.set(Some((x, value)));
            // The pointer may leave the field while it is held down.
            let _ = field.set_pointer_capture(event.pointer_id());
            None
        }
        "pointermove" => {
            let (from, start) = GRIP.get().filter(|_| event.buttons() != 0)?;
            let way = x - from;
            if way.abs() < SLACK_PX {
                return None;
            }
            // Dragging is not selecting digits.
            event.prevent_default();
            let step_px = (TRAVEL_PX / (high - low).max(1) as f64).max(1.0);
            let steps =
                if step_px > 1.0 { way / step_px } else { way * (high - low) as f64 / TRAVEL_PX };
            let dragged = (start + steps.round() as i64).clamp(low, high);
            (dragged != value).then_some(dragged)
        }
        _ => {
            GRIP.set(None);
            None
        }
    }
}
