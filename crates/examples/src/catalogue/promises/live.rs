//! Our executor drives a real timer and a real fetch, on the wall clock.

use awaitscope::task::spawn_local;
use awaitscope::{println, select, traced};
use bridges::{fetch, recorded, timer, words};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The words of this very example, which lie beside the page.
const FILE: &str = "texts/live.json";

#[traced]
pub async fn main() {
    let clock = spawn_local(tick());
    download().await;
    let _ = clock.await;
    println!("main: both are done");
}

#[traced]
async fn tick() {
    for number in 1..=3 {
        let _ = JsFuture::from(timer(50)).await;
        println!("timer: {number}");
    }
}

#[traced]
async fn download() {
    let limit = JsFuture::from(timer(5_000));
    select! {
        biased;
        text = get(FILE) => match text {
            Ok(text) => println!("fetch: {} bytes", text.len()),
            Err(error) => println!("fetch: failed, {}", words(&error)),
        },
        _ = limit => println!("fetch: nothing came for 5 s"),
    }
}

#[traced]
async fn get(path: &str) -> Result<String, JsValue> {
    let response: Response = JsFuture::from(fetch(path)).await?.dyn_into()?;
    if !response.ok() {
        return Err("there is no such file".into());
    }
    let text = JsFuture::from(recorded("response.text()", response.text()?)).await?;
    Ok(text.as_string().unwrap_or_default())
}
