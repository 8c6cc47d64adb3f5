//! A poll goes from the outermost call to the leaf, and back out again, every time.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced};

#[traced]
pub async fn main() {
    checkout().await;
    println!("main: thank you");
}

#[traced]
async fn checkout() {
    pay(30).await;
    println!("checkout: paid");
}

#[traced]
async fn pay(euros: u32) {
    ask_bank(euros).await;
    println!("pay: {euros} euros");
}

#[traced]
async fn ask_bank(euros: u32) {
    sleep(Duration::from_millis(20)).await;
    println!("ask_bank: the card is known");
    sleep(Duration::from_millis(30)).await;
    println!("ask_bank: {euros} euros are there");
}
