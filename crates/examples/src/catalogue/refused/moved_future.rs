//! A future that is lent can be lent again: a timeout that ends in between takes nothing away.

use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{knob, println, traced};
use std::pin::pin;

#[traced]
async fn brew(tea: &str) -> String {
    sleep(Duration::from_millis(50)).await;
    format!("{tea} tea")
}

#[traced]
pub async fn main() {
    let patience = Duration::from_millis(knob!(patience_ms = 20, 10..=60));
    let mut mint = pin!(brew("mint"));

    let cup = loop {
        match timeout(patience, mint.as_mut()).await {
            Ok(cup) => break cup,
            Err(_) => println!("waiter: a little longer"),
        }
    };
    println!("for Ada: {cup}");
    println!("for Bob: {cup}");
}
