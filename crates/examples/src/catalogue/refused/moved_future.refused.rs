//! Whoever is given a future consumes it: there is nothing left to await a second time.

use awaitscope::println;
use awaitscope::time::{Duration, sleep, timeout};

async fn brew(tea: &str) -> String {
    sleep(Duration::from_millis(50)).await;
    format!("{tea} tea")
}

pub async fn main() {
    let patience = Duration::from_millis(20);
    let mint = brew("mint");

    if timeout(patience, mint).await.is_err() {
        println!("waiter: a little longer");
    }
    println!("for Ada: {}", mint.await);
    println!("for Bob: {}", mint.await);
}
