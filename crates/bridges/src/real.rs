//! The browser's own timer, fetch and clock, for the run that is live.

use crate::page::recorded;
use awaitscope::outside::Wall;
use js_sys::Promise;
use trace::Instant;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Window;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now_ms() -> f64;
}

/// `setTimeout` as a Promise, which nobody can call back.
#[track_caller]
pub fn timer(ms: i32) -> Promise {
    let promise = Promise::new(&mut |settle, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&settle, ms);
    });
    recorded(&format!("timer({ms})"), promise)
}

/// The browser's `fetch` of a file beside the page.
#[track_caller]
pub fn fetch(path: &str) -> Promise {
    recorded(&format!("fetch({path})"), window().fetch_with_str(path))
}

fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The wall clock from now on. Tenths of a millisecond are what browsers tell and people read.
pub(crate) fn wall() -> Wall {
    let start = now_ms();
    // A cast from float to integer saturates.
    Box::new(move || Instant(((now_ms() - start) * 10.0).round() as u64 * 100_000))
}
