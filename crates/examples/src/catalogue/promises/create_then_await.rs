//! Two requests are created, then awaited in turn: each begins at its own await.

use awaitscope::time::{Duration, Instant, sleep};
use awaitscope::{knob, println, traced};

#[traced]
pub async fn main() {
    let orders_ms = knob!(orders_ms = 30, 10..=90);
    requests(orders_ms).await;
    timers(orders_ms).await;
}

#[traced]
async fn requests(orders_ms: u64) {
    let start = Instant::now();
    let profile = request("/profile", 40);
    let orders = request("/orders", orders_ms);

    profile.await;
    orders.await;
    println!("both requests took {:?}", start.elapsed());
}

#[traced]
async fn request(page: &str, millis: u64) {
    println!("GET {page}");
    sleep(Duration::from_millis(millis)).await;
    println!("200 {page}");
}

#[traced]
async fn timers(orders_ms: u64) {
    let start = Instant::now();
    let profile = sleep(Duration::from_millis(40));
    let orders = sleep(Duration::from_millis(orders_ms));

    profile.await;
    orders.await;
    println!("both timers took {:?}", start.elapsed());
}
