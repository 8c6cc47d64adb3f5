//! Rust awaits Promises: they go on by themselves, and their settling wakes the task that waits.

use awaitscope::{knob, println, traced};
use bridges::{page, recorded};
use js_sys::Promise;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(inline_js = "
export async function fire(pot, ms, { sleep, log }) {
  log(`kiln: fires the ${pot}`);
  await sleep(ms);
  log(`kiln: the ${pot} is done`);
  return pot;
}
")]
extern "C" {
    fn fire(pot: &str, ms: u32, page: &JsValue) -> Promise;
}

#[traced]
pub async fn main() {
    let page = page();
    let vase = recorded("the vase", fire("vase", knob!(vase_ms = 30, 5..=90), &page));
    let bowl = recorded("the bowl", fire("bowl", 20, &page));
    drop(recorded("the lid", fire("lid", 10, &page)));
    println!("main: three Promises, and no await yet");

    collect(vase).await;
    collect(bowl).await;
    println!("main: closes the studio");
}

#[traced]
async fn collect(pot: Promise) {
    match JsFuture::from(pot).await {
        Ok(pot) => println!("main: takes the {}", pot.as_string().unwrap_or_default()),
        Err(_) => println!("main: it cracked"),
    }
}
