//! The browser's own timer, fetch and clock, for the run that is live.

use crate::page::recorded;
use awaitscope::outside::Wall;
use js_sys::Promise;
use trace::Instant;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now_ms() -> f64;
}

/// `setTimeout` as a Promise, which nobody can call back.
#[track_caller]
pub fn timer(ms: i32) -> Promise {
    let set = |window: &web_sys::Window, settle: &js_sys::Function| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(settle, ms)
    };
    let promise = Promise::new(&mut |settle, _| {
        let _ = web_sys::window().map(|window| set(&window, &settle));
    });
    recorded(&format!("timer({ms})"), promise)
}

/// The browser's `fetch` of a file beside the page.
#[track_caller]
pub fn fetch(path: &str) -> Promise {
    let fetched = web_sys::window().map(|window| window.fetch_with_str(path));
    let nowhere = || Promise::reject(&"no window".into());
    recorded(&format!("fetch({path})"), fetched.unwrap_or_else(nowhere))
}

/// The wall clock from now on. Tenths of a millisecond are what browsers tell, and what people read.
pub(crate) fn wall() -> Wall {
    let start = now_ms();
    // A cast from float to integer saturates.
    Box::new(move || Instant(((now_ms() - start) * 10.0).round() as u64 * 100_000))
}
