//! Makes the page ready for paper, and afterwards what it was: at the end of the run, all of it in
//! sight, laid out for the width of a sheet, and told in words.
//!
//! How it looks is `print.css`, which is there from the start. This comes with what can be said
//! about a run; who prints before that gets the page without its account, as far as it has come.

use crate::browser;
use crate::state::{Action, Model};
use diagram::Window;
use js_sys::{Date, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Whatever runs there are: a window ends where they do.
const ALL: Window = Window { from: -1.0, to: u32::MAX as f64 };

/// What is put back after printing.
#[derive(Clone, Copy)]
struct Before {
    position: usize,
    window: Option<Window>,
    account: bool,
}

/// Follows the browser's printing for as long as there is a page.
pub(super) fn print(dispatch: &Callback<Action>) {
    let before = Rc::new(Cell::new(None));
    for (event, change) in [("beforeprint", ready as Change), ("afterprint", restore)] {
        let (before, dispatch) = (Rc::clone(&before), dispatch.clone());
        listen(event, move || {
            let before = Rc::clone(&before);
            at_once(|| dispatch.emit(Action::Late(Box::new(move |model| change(model, &before)))));
            open(event == "beforeprint");
        });
    }
}

type Change = fn(&mut Model, &Cell<Option<Before>>);

fn ready(model: &mut Model, before: &Cell<Option<Before>>) {
    let Model { position, window, account, .. } = *model;
    before.set(Some(Before { position, window, account }));
    model.position = model.run.end();
    model.playing = false;
    model.account = true;
    model.paper = true;
    model.window = Some(ALL);
}

fn restore(model: &mut Model, before: &Cell<Option<Before>>) {
    let Some(before) = before.take() else { return };
    model.position = before.position.min(model.run.end());
    model.window = before.window;
    model.account = before.account;
    model.paper = false;
}

/// Draws what follows from an action before the browser goes on, all of it. Yew gives way after
/// 16 ms, and a page that is being printed does not come back: so the clock stands still for it.
fn at_once(act: impl FnOnce()) {
    let name = JsValue::from("now");
    let date = Reflect::get(&js_sys::global(), &JsValue::from("Date")).unwrap_or_default();
    let clock = Reflect::get(&date, &name).unwrap_or_default();
    let now = Date::now();
    let stopped = Closure::<dyn Fn() -> f64>::new(move || now).into_js_value();
    let _ = Reflect::set(&date, &name, &stopped);
    act();
    // After Yew, whose turn comes first.
    spawn_local(async move {
        let _ = Reflect::set(&date, &name, &clock);
    });
}

/// What is closed is not printed, and `open` is the element's own.
fn open(for_print: bool) {
    const PRINTED: &str = "data-printed";
    let document = browser::window().document();
    let found = document.and_then(|document| document.query_selector("details.account").ok());
    let Some(details) = found.flatten() else { return };
    if for_print && !details.has_attribute("open") {
        let _ = details.set_attribute(PRINTED, "").and_then(|()| details.set_attribute("open", ""));
    } else if !for_print && details.has_attribute(PRINTED) {
        let _ = details.remove_attribute(PRINTED).and_then(|()| details.remove_attribute("open"));
    }
}

fn listen(event: &str, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act).into_js_value();
    let _ = browser::window().add_event_listener_with_callback(event, act.unchecked_ref());
}
