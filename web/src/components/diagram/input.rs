//! What the reader's hands do, as the browser tells it: one native listener for all of it, so that
//! a wheel can be kept from scrolling the page, and no listener for each of a thousand boxes.

use wasm_bindgen::prelude::*;
use web_sys::{
    AddEventListenerOptions, Element, Event, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent,
};
use yew::Callback;

/// One event.
pub enum Input {
    /// A pointer goes down.
    Down(PointerEvent),
    /// It moves, down or not.
    Move(PointerEvent),
    /// It goes up.
    Up(PointerEvent),
    /// The pointer has left, or its events are taken by the browser.
    Gone(PointerEvent),
    /// A wheel, or two fingers on a trackpad.
    Wheel(WheelEvent),
    /// A double click.
    Double(MouseEvent),
    /// A click, or what presses a button without one.
    Click(MouseEvent),
    /// A key.
    Key(KeyboardEvent),
}

const KINDS: [&str; 9] = [
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "pointerleave",
    "wheel",
    "dblclick",
    "click",
    "keydown",
];

impl Input {
    fn of(event: Event) -> Option<Input> {
        let kind = event.type_();
        Some(match kind.as_str() {
            "wheel" => Input::Wheel(event.unchecked_into()),
            "keydown" => Input::Key(event.unchecked_into()),
            "click" => Input::Click(event.unchecked_into()),
            "dblclick" => Input::Double(event.unchecked_into()),
            "pointerdown" => Input::Down(event.unchecked_into()),
            "pointermove" => Input::Move(event.unchecked_into()),
            "pointerup" => Input::Up(event.unchecked_into()),
            "pointercancel" | "pointerleave" => Input::Gone(event.unchecked_into()),
            _ => return None,
        })
    }

    /// The browser and the rest of the page shall not act on it too.
    pub(super) fn keep(&self) {
        let event: &Event = match self {
            Input::Wheel(event) => event,
            Input::Key(event) => event,
            Input::Click(event) | Input::Double(event) => event,
            Input::Down(event) | Input::Move(event) | Input::Up(event) | Input::Gone(event) => {
                event
            }
        };
        event.prevent_default();
        if matches!(self, Input::Key(_)) {
            event.stop_propagation();
        }
    }
}

/// Tells of every event within an element, until it is dropped.
pub(super) struct Inputs {
    element: Element,
    /// Clicks are heard in the whole player: it has buttons for the diagram elsewhere too.
    player: Element,
    told: Closure<dyn Fn(Event)>,
}

impl Inputs {
    pub(super) fn of(element: &Element, tell: Callback<Input>) -> Inputs {
        let told = Closure::<dyn Fn(Event)>::new(move |event| {
            if let Some(input) = Input::of(event) {
                tell.emit(input);
            }
        });
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let player = element.parent_element().unwrap_or_else(|| element.clone());
        let inputs = Inputs { element: element.clone(), player, told };
        for kind in KINDS {
            let function = inputs.told.as_ref().unchecked_ref();
            let place = inputs.place(kind);
            let _ = place.add_event_listener_with_callback_and_add_event_listener_options(
                kind, function, &options,
            );
        }
        inputs
    }

    fn place(&self, kind: &str) -> &Element {
        if kind == "click" { &self.player } else { &self.element }
    }
}

impl Drop for Inputs {
    fn drop(&mut self) {
        for kind in KINDS {
            let function = self.told.as_ref().unchecked_ref();
            let _ = self.place(kind).remove_event_listener_with_callback(kind, function);
        }
    }
}
