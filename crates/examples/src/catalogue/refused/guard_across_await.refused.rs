//! A task that may move to another thread cannot hold a `MutexGuard` while it is suspended.

use awaitscope::time::{Duration, sleep};
use awaitscope::{join, println, spawn};
use std::sync::{Arc, Mutex};

async fn refill(shelf: Arc<Mutex<u32>>) {
    let mut cups = shelf.lock().expect("nobody panics with the lock");
    let missing = 15 - *cups;
    sleep(Duration::from_millis(20)).await; // the delivery
    *cups += missing;
}

async fn sell(shelf: Arc<Mutex<u32>>) {
    sleep(Duration::from_millis(10)).await; // a customer comes
    *shelf.lock().expect("nobody panics with the lock") -= 1;
}

pub async fn main() {
    let shelf = Arc::new(Mutex::new(3));
    let _ = join!(spawn(refill(shelf.clone())), spawn(sell(shelf.clone())));

    println!("main: {} cups", shelf.lock().expect("nobody panics with the lock"));
}
