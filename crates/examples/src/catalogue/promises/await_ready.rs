//! Awaiting what is ready goes straight on: nobody else gets a turn.

use awaitscope::task::yield_now;
use awaitscope::{println, spawn, traced};

#[traced]
pub async fn main() {
    spawn(ring());

    for name in ["theme", "language"] {
        let value = setting(name).await;
        println!("main: {name} is {value}");
    }

    println!("main: gives way");
    yield_now().await;
    println!("main: is back");
}

#[traced]
async fn setting(name: &str) -> &'static str {
    // Both are in memory: this function never waits.
    if name == "theme" { "dark" } else { "Welsh" }
}

#[traced]
async fn ring() {
    println!("ring: the telephone rings");
}
