//! The future is awaited once; what it answered can be used as often as one likes.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced};

#[traced]
async fn brew(tea: &str) -> String {
    sleep(Duration::from_millis(30)).await;
    format!("{tea} tea")
}

#[traced]
pub async fn main() {
    let mint = brew("mint");

    let cup = mint.await;
    println!("for Ada: {cup}");
    println!("for Bob: {cup}");
}
