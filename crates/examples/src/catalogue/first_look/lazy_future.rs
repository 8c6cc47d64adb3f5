//! Calling an async function makes a future; no body runs.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced};

#[traced]
pub async fn main() {
    let mint = brew("mint");
    println!("main: called brew for mint");

    let green = brew(favourite());
    println!("main: called brew for green");

    let cup = green.await;
    println!("main: {cup} is ready");

    drop(mint); // never awaited
}

#[traced]
async fn brew(tea: &str) -> String {
    println!("brew: {tea} goes into the pot");
    sleep(Duration::from_millis(30)).await;
    format!("{tea} tea")
}

#[traced]
fn favourite() -> &'static str {
    println!("favourite: green");
    "green"
}
