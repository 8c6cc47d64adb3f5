//! Keys of the player. A control that has a use of its own for a key keeps it.

use super::help;
use crate::browser;
use crate::state::Action;
use wasm_bindgen::prelude::*;
use web_sys::{Element, KeyboardEvent};
use yew::Callback;

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

/// Lets the arrows step the run where nothing else has the focus. Space, Home and End are the
/// page's own there: they scroll. Where a host or an audience looks on, the guide sees to it.
pub(super) fn everywhere(dispatch: &Callback<Action>) {
    let query = browser::query();
    if query.contains("embed=1") || query.contains("present=1") {
        return;
    }
    let dispatch = dispatch.clone();
    let act = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let is_arrow = matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight");
        let body = browser::window().document().and_then(|document| document.body());
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if is_arrow && target.as_ref() == body.as_deref().map(AsRef::as_ref) {
            pressed(&event).into_iter().for_each(|action| dispatch.emit(action));
        }
    });
    let act = act.into_js_value();
    let _ = browser::window().add_event_listener_with_callback("keydown", act.unchecked_ref());
}

/// Whether an element has its own use for a key: Space presses buttons, arrows choose in lists and
/// scroll what is too wide for its place. The slider of the position means the same as we do.
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
        _ if within("input:not([type=range])") => true,
        "ArrowLeft" | "ArrowRight" => !within("button") && wide(),
        _ => false,
    }
}
