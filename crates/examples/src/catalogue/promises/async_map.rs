//! `.map` with a closure that is async inside makes a list of futures, and runs none of them.

use awaitscope::future::join_all;
use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, traced};

#[traced]
pub async fn main() {
    let words = ["tea", "milk", "sugar"];
    let lines = words.map(|word| async move { format!("{word}: {}", translate(word).await) });

    sleep(Duration::from_millis(knob!(pause_ms = 50, 0..=100))).await;
    println!("main: {} futures, and no word", lines.len());

    let lines = join_all(lines).await;
    println!("main: {}", lines.join(", "));
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
