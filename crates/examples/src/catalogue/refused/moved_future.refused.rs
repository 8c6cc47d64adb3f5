//! Awaiting a future consumes it: there is nothing left to await a second time.

use awaitscope::println;
use awaitscope::time::{Duration, sleep};

async fn brew(tea: &str) -> String {
    sleep(Duration::from_millis(30)).await;
    format!("{tea} tea")
}

pub async fn main() {
    let mint = brew("mint");

    println!("for Ada: {}", mint.await);
    println!("for Bob: {}", mint.await);
}
