//! The guard lives in a block that ends before the await: meanwhile others can take the lock.

use awaitscope::time::{Duration, sleep};
use awaitscope::{join, println, spawn, traced};
use std::sync::{Arc, Mutex};

#[traced]
async fn refill(shelf: Arc<Mutex<u32>>) {
    let missing = {
        let cups = shelf.lock().expect("nobody panics with the lock");
        15 - *cups
    };
    println!("refill: {missing} cups are missing");
    sleep(Duration::from_millis(20)).await; // the delivery
    *shelf.lock().expect("nobody panics with the lock") += missing;
    println!("refill: {missing} cups are delivered");
}

#[traced]
async fn sell(shelf: Arc<Mutex<u32>>) {
    sleep(Duration::from_millis(10)).await; // a customer comes
    *shelf.lock().expect("nobody panics with the lock") -= 1;
    println!("sell: one cup is sold");
}

#[traced]
pub async fn main() {
    let shelf = Arc::new(Mutex::new(3));
    let _ = join!(spawn(refill(shelf.clone())), spawn(sell(shelf.clone())));

    println!("main: {} cups", shelf.lock().expect("nobody panics with the lock"));
}
