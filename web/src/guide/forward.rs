//! Which keys belong to the host: those that the page does not use, page keys, and an arrow where
//! the run has no further step. So a deck's keys never die inside the frame. And on a projector:
//! the keys of a clicker.

use super::options::Keys;
use super::{asked, emit, host, with};
use crate::browser;
use crate::components::pressed;
use crate::state::Action;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Element, KeyboardEvent};

/// Where keys are typed or choose something. The slider is none: its arrows step the run.
const FIELDS: &str = "input:not([type=range]), select, textarea, dialog, [contenteditable]";
/// Where page keys, too, have a use; a field of one line and a list do without.
const PAGES: &str = "textarea, dialog, [contenteditable]";
/// What our element calls its frame: it takes `key` itself.
const OURS: &str = "await";
/// What Space and Enter press.
const BUTTONS: &str = "button, summary, a";

/// Begins to listen, before and after the page does; `forwards` is whether the host gets any.
pub(super) fn listen(forwards: bool) {
    if is_static() {
        on_key(true, untouched);
    } else if forwards {
        on_key(true, before);
    }
    on_key(false, after);
}

/// A clicker sends page keys; and who presents answers a prediction by its number.
pub(super) fn clicker() {
    on_key(true, |event| {
        let key = event.key();
        let answer = key.parse::<usize>().ok().filter(|answer| key.len() == 1 && *answer > 0);
        let action = match (key.as_str(), answer) {
            ("PageDown", _) => Action::Forward,
            ("PageUp", _) => Action::Back,
            (_, Some(answer)) if is_asked(answer) => Action::Predict(answer - 1),
            _ => return,
        };
        if !is_chord(event) && !is_in_use(event) {
            keep(event);
            emit(action);
        }
    });
    on_key(false, after);
}

/// Whether there is a question with so many answers.
fn is_asked(answer: usize) -> bool {
    with(|state| {
        let model = state.model.as_ref().filter(|model| model.asks);
        let question = model.and_then(|model| model.run.texts.question.as_ref());
        question.is_some_and(|question| answer <= question.answers.len())
    })
}

fn on_key(captures: bool, act: fn(&KeyboardEvent)) {
    let act = Closure::<dyn Fn(KeyboardEvent)>::new(move |event| act(&event)).into_js_value();
    let options = AddEventListenerOptions::new();
    options.set_capture(captures);
    let window = browser::window();
    let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
        "keydown",
        act.unchecked_ref(),
        &options,
    );
}

fn is_chord(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

fn within(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Whether a field or a list has a use of its own for a key.
fn is_in_use(event: &KeyboardEvent) -> bool {
    within(
        event,
        match event.key().as_str() {
            "PageUp" | "PageDown" => PAGES,
            "Escape" => "dialog",
            _ => FIELDS,
        },
    )
}

/// Whether a key is the browser's own: F5 and its like too, which no page can press for it.
fn is_browsers(event: &KeyboardEvent) -> bool {
    match event.key().as_str() {
        "Tab" | "Shift" | "Control" | "Alt" | "Meta" | "CapsLock" | "ContextMenu" => true,
        key => key.len() > 1 && key.starts_with('F') && key[1..].parse::<u8>().is_ok(),
    }
}

/// Whether a key is the browser's own, presses what has the focus, or moves the slider.
fn is_taken(event: &KeyboardEvent) -> bool {
    match event.key().as_str() {
        " " | "Enter" => within(event, BUTTONS),
        "ArrowUp" | "ArrowDown" => within(event, "[type=range]"),
        _ => is_browsers(event),
    }
}

fn keep(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

/// A picture has no use for any key.
fn untouched(event: &KeyboardEvent) {
    if !is_chord(event) && !is_browsers(event) {
        keep(event);
        if asked().keys != Keys::Focus {
            forward(event);
        }
    }
}

/// Before the page gets a key.
fn before(event: &KeyboardEvent) {
    if is_chord(event) || is_in_use(event) || is_taken(event) {
        return;
    }
    let is_ours = asked().keys == Keys::Forward && !is_beyond(&event.key());
    if !is_ours {
        keep(event);
        forward(event);
    }
}

fn is_static() -> bool {
    with(|state| state.options.is_static)
}

/// Whether a key is a letter, turns pages, or leads beyond an end of the run.
fn is_beyond(key: &str) -> bool {
    with(|state| {
        let Some(model) = &state.model else { return true };
        let next = match key {
            "PageUp" | "PageDown" => return true,
            "ArrowRight" if model.is_at_end() => 1,
            "ArrowLeft" if model.position == 0 => -1,
            // Decks have letters for much; the diagram's are on its buttons too.
            letter => return letter.len() == 1 && letter.as_bytes()[0].is_ascii_alphabetic(),
        };
        // On a route the next example comes first.
        model.leg(next).is_none()
    })
}

/// After the page had its chance.
fn after(event: &KeyboardEvent) {
    if event.default_prevented()
        || is_chord(event)
        || is_in_use(event)
        || is_taken(event)
        || is_static()
    {
        return;
    }
    // In a frame, or before an audience, keys act wherever the focus is.
    if let Some(action) = pressed(event) {
        return emit(action);
    }
    let options = asked();
    let scrolls = || {
        let height = browser::window().inner_height().ok().and_then(|height| height.as_f64());
        browser::root()
            .zip(height)
            .is_some_and(|(root, height)| f64::from(root.scroll_height()) > height + 1.0)
    };
    let is_page = matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") && scrolls();
    if options.embed && options.keys != Keys::Focus && !event.default_prevented() && !is_page {
        forward(event);
    }
}

/// Hands a key to the host; in reveal.js's words too, unless it has used ours. Whether it is
/// reveal.js cannot be known: that speaks to a frame when it comes to its slide, but not to one
/// that loads on it.
fn forward(event: &KeyboardEvent) {
    let fields = [
        ("key", event.key().into()),
        ("code", event.code().into()),
        ("keyCode", event.key_code().into()),
        ("shiftKey", event.shift_key().into()),
    ];
    host::post("key", &fields);
    let speaks_ours = with(|state| state.host.is_ours);
    if !speaks_ours && browser::window().name().unwrap_or_default() != OURS {
        let code = event.key_code();
        host::post_text(&format!("{{\"method\":\"triggerKey\",\"args\":[{code}]}}"));
    }
}
