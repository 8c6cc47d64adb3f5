//! Read, await, write: what another task wrote in between is lost, on a single thread too.

use awaitscope::sync::Mutex;
use awaitscope::time::{Duration, sleep};
use awaitscope::{join, knob, println, traced};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[traced]
pub async fn main() {
    let free = AtomicU32::new(10);
    join!(book(&free, 0, 2), book(&free, knob!(later_ms = 10, 0..=40), 3));
    println!("without a lock: {} seats are free", free.load(Relaxed));

    let free = Mutex::new(10);
    join!(book_in_turn(&free, 0, 2), book_in_turn(&free, 10, 3));
    println!("with a lock: {} seats are free", free.lock().await);
}

#[traced]
async fn book(free: &AtomicU32, after_ms: u64, seats: u32) {
    sleep(Duration::from_millis(after_ms)).await;
    let before = free.load(Relaxed);
    pay(seats).await;
    free.store(before - seats, Relaxed);
}

#[traced]
async fn book_in_turn(free: &Mutex<u32>, after_ms: u64, seats: u32) {
    sleep(Duration::from_millis(after_ms)).await;
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
