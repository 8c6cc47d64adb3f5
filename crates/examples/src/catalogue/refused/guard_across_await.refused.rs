//! A task that may move to another thread cannot hold a `MutexGuard` while it is suspended.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, spawn};
use std::sync::{Arc, Mutex};

async fn refill(stock: Arc<Mutex<u32>>) {
    let mut cups = stock.lock().expect("nobody panics with the lock");
    sleep(Duration::from_millis(20)).await; // the delivery
    *cups += 12;
}

pub async fn main() {
    let stock = Arc::new(Mutex::new(3));

    let delivery = spawn(refill(stock.clone()));
    let _ = delivery.await;

    println!("{} cups", stock.lock().expect("nobody panics with the lock"));
}
