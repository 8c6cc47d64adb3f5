//! A lock held across an await, in order of asking; and a bell.

use awaitscope::sync::{Mutex, Notify};
use awaitscope::task::yield_now;
use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{join, println, spawn, traced};
use std::sync::Arc;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

#[traced]
async fn adds(name: &'static str, total: Arc<Mutex<u32>>) {
    for _ in 0..2 {
        let mut total = total.lock().await;
        println!("{name} has the lock");
        let before = *total;
        sleep(ms(5)).await;
        *total = before + 1;
        println!("{name}: {total}");
    }
}

#[traced]
async fn hears(name: &'static str, bell: Arc<Notify>) {
    bell.notified().await;
    println!("{name} hears the bell");
}

#[traced]
pub async fn main() {
    let total = Arc::new(Mutex::new(0));
    let tasks = ["ada", "bob", "cleo"].map(|name| spawn(adds(name, total.clone())));
    yield_now().await;
    println!("free: {}", total.try_lock().is_ok());
    println!("in time: {}", timeout(ms(8), total.lock()).await.is_ok());
    for task in tasks {
        println!("{}", task.await.is_ok());
    }
    let owned = total.clone().lock_owned().await;
    println!("{owned} {:?}", total.try_lock().map(|total| *total).is_err());
    drop(owned);

    let bell = Arc::new(Notify::new());
    bell.notify_one();
    let tasks = ["ada", "bob", "cleo", "dora"].map(|name| spawn(hears(name, bell.clone())));
    sleep(ms(1)).await;
    bell.notify_one();
    sleep(ms(1)).await;
    bell.notify_waiters();
    let [ada, bob, cleo, dora] = tasks;
    println!("{}", join!(ada, bob, cleo, dora).3.is_ok());
}
