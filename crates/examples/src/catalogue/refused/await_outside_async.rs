//! What awaits is async itself, all the way up; a loop awaits where a closure cannot.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced};

#[traced]
async fn price(tea: &str) -> u64 {
    sleep(Duration::from_millis(20)).await;
    tea.len() as u64
}

#[traced]
async fn receipt(tea: &str) -> String {
    let price = price(tea).await;
    format!("{tea}: {price}")
}

#[traced]
async fn total(teas: &[&str]) -> u64 {
    let mut total = 0;
    for tea in teas {
        total += price(tea).await;
    }
    total
}

#[traced]
pub async fn main() {
    println!("{}", receipt("mint").await);
    println!("both: {}", total(&["mint", "green"]).await);
}
