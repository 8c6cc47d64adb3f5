//! `.map` with an async closure makes a list of futures, and runs none of them.

use awaitscope::future::join_all;
use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, traced};

#[traced]
pub async fn main() {
    let words = ["tea", "milk", "sugar"];
    let translations = words.map(async |word| translate(word).await);

    sleep(Duration::from_millis(knob!(pause_ms = 50, 0..=100))).await;
    println!("main: {} futures, and no word", translations.len());

    let translations = join_all(translations).await;
    println!("main: {}", translations.join(", "));
}

#[traced]
async fn translate(word: &str) -> &str {
    println!("translate: {word}");
    sleep(Duration::from_millis(30)).await;
    match word {
        "tea" => "te",
        "milk" => "llaeth",
        _ => "siwgr",
    }
}
