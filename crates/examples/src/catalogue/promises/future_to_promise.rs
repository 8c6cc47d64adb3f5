//! JavaScript awaits a Rust future: a bridge drives it, from the next microtask on, whoever awaits.

use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, traced};
use bridges::{adopt, page, recorded};
use js_sys::Promise;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

#[wasm_bindgen(inline_js = "
export async function drink(tea, ms, { sleep, log }) {
  log('guest: holds the Promise');
  await sleep(ms);
  log('guest: awaits it');
  log(`guest: drinks the ${await tea}`);
}
")]
extern "C" {
    fn drink(tea: &Promise, ms: u32, page: &JsValue) -> Promise;
}

#[traced]
pub async fn main() {
    // `adopt` records a future that somebody else's executor polls.
    let tea = future_to_promise(adopt(brew("tea", 30)));
    let soup = future_to_promise(adopt(brew("soup", 40)));
    println!("main: has handed both over");
    drop(soup);
    println!("main: drops the Promise of the soup");

    let guest = drink(&tea, knob!(guest_ms = 50, 0..=90), &page());
    let _ = JsFuture::from(recorded("the guest", guest)).await;
    println!("main: the guest has left");
}

#[traced]
async fn brew(what: &str, millis: u64) -> Result<JsValue, JsValue> {
    println!("{what}: on the fire");
    sleep(Duration::from_millis(millis)).await;
    println!("{what}: ready");
    Ok(what.into())
}
