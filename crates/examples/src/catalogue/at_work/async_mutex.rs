//! A lock that is held across an await: others wait for their turn, and the thread goes on.

use awaitscope::sync::Mutex;
use awaitscope::time::{Duration, sleep};
use awaitscope::{join, println, spawn, traced};
use std::sync::Arc;

#[traced]
pub async fn main() {
    let till = Arc::new(Mutex::new(100));
    let _ = join!(
        spawn(sell("ida", 5, till.clone())),
        spawn(sell("jon", 3, till.clone())),
        spawn(sell("kit", 8, till)),
        spawn(wait_for_delivery()),
    );
}

#[traced]
async fn sell(who: &str, price: u32, till: Arc<Mutex<u32>>) {
    let mut till = till.lock().await;
    let before = *till;
    println!("{who}: reads {before}");
    count_change().await;
    *till = before + price;
    println!("{who}: writes {till}");
}

#[traced]
async fn count_change() {
    sleep(Duration::from_millis(20)).await;
}

#[traced]
async fn wait_for_delivery() {
    sleep(Duration::from_millis(30)).await;
    println!("the delivery is here");
}
