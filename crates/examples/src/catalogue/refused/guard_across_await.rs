//! The lock is taken after the await: no guard is alive while the task is suspended.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, spawn, traced};
use std::sync::{Arc, Mutex};

#[traced]
async fn refill(stock: Arc<Mutex<u32>>) {
    sleep(Duration::from_millis(20)).await; // the delivery
    let mut cups = stock.lock().expect("nobody panics with the lock");
    *cups += 12;
}

#[traced]
pub async fn main() {
    let stock = Arc::new(Mutex::new(3));

    let delivery = spawn(refill(stock.clone()));
    let _ = delivery.await;

    println!("{} cups", stock.lock().expect("nobody panics with the lock"));
}
