//! When the main task returns, every other task is dropped where it stands.

use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, spawn, traced};

#[traced]
pub async fn main() {
    let receipt = spawn(send("receipt", 20));
    drop(spawn(send("newsletter", knob!(newsletter_ms = 40, 5..=60))));
    println!("main: closes the shop");

    let _ = receipt.await;
    println!("main: good night");
}

#[traced]
async fn send(letter: &str, millis: u64) {
    println!("{letter}: goes to the printer");
    sleep(Duration::from_millis(millis)).await;
    println!("{letter}: is sent");
}
