//! A plain function cannot be suspended, and so it cannot await.

use awaitscope::println;
use awaitscope::time::{Duration, sleep};

async fn price(tea: &str) -> u64 {
    sleep(Duration::from_millis(20)).await;
    tea.len() as u64
}

fn receipt(tea: &str) -> String {
    let price = price(tea).await;
    format!("{tea}: {price}")
}

fn total(teas: &[&str]) -> u64 {
    teas.iter().map(|tea| price(tea).await).sum()
}

pub async fn main() {
    println!("{}", receipt("mint"));
    println!("both: {}", total(&["mint", "green"]));
}
