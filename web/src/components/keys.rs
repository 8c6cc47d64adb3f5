//! Keys of the player. A control that has a use of its own for a key keeps it.

use super::help;
use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// What a key means that was pressed while the focus is in the player.
pub fn pressed(event: &KeyboardEvent) -> Option<Action> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
        return None;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let key = event.key();
    if target.is_some_and(|target| keeps(&target, &key)) {
        return None;
    }
    let action = match key.as_str() {
        " " => Some(Action::TogglePlay),
        "ArrowRight" => Some(Action::Forward),
        "ArrowLeft" => Some(Action::Back),
        "Home" => Some(Action::First),
        "End" => Some(Action::Last),
        "?" => {
            help::show();
            None
        }
        _ => return None,
    };
    event.prevent_default();
    action
}

/// Whether an element has its own use for a key: Space presses buttons, arrows choose in lists and
/// move sliders, and scroll what is too wide for its place.
fn keeps(element: &Element, key: &str) -> bool {
    let within = |selector| element.closest(selector).is_ok_and(|found| found.is_some());
    let wide = || {
        let box_ = element.closest("[data-scrolls]").ok().flatten();
        box_.is_some_and(|element| element.scroll_width() > element.client_width() + 1)
    };
    match key {
        "?" => within("textarea"),
        _ if within("select, textarea, dialog") => true,
        " " => within("button, summary, a"),
        _ if within("input") => true,
        "ArrowLeft" | "ArrowRight" => !within("button") && wide(),
        _ => false,
    }
}
