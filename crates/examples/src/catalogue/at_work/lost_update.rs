//! Read, await, write: what another task wrote in between is lost, on a single thread too.

use awaitscope::sync::Mutex;
use awaitscope::time::{Duration, sleep};
use awaitscope::{join, knob, println, traced};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[traced]
pub async fn main() {
    let free = AtomicU32::new(10);
    join!(book(&free, 2), async {
        sleep(Duration::from_millis(knob!(later_ms = 10, 1..=40))).await;
        book(&free, 3).await;
    });
    println!("without a lock: {} seats are free", free.load(Relaxed));

    let free = Mutex::new(10);
    join!(book_in_turn(&free, 2), book_in_turn(&free, 3));
    println!("with a lock: {} seats are free", free.lock().await);
}

#[traced]
async fn book(free: &AtomicU32, seats: u32) {
    let before = free.load(Relaxed);
    pay(seats).await;
    free.store(before - seats, Relaxed);
}

#[traced]
async fn book_in_turn(free: &Mutex<u32>, seats: u32) {
    let mut free = free.lock().await;
    let before = *free;
    pay(seats).await;
    *free = before - seats;
}

#[traced]
async fn pay(seats: u32) {
    sleep(Duration::from_millis(30)).await;
    println!("{seats} seats are paid");
}
