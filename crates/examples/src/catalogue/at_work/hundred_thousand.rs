//! A hundred thousand tasks alive at once, each asleep on a deadline of its own.

use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, spawn, traced};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[traced]
pub async fn main() {
    let asleep = Arc::new(AtomicU64::new(0));
    let mut sensors = Vec::new();
    for number in 0..knob!(tasks = 100_000, 20..=100_000) {
        sensors.push(spawn(sensor(number, asleep.clone())));
    }
    println!("{} tasks spawned", sensors.len());
    sleep(Duration::from_millis(5)).await;
    println!("asleep at once: {}", asleep.load(Ordering::Relaxed));
    let mut reports = 0;
    for sensor in sensors {
        reports += sensor.await.unwrap_or_default();
    }
    println!("{reports} reports, asleep now: {}", asleep.load(Ordering::Relaxed));
}

/// Reports once. A tenth of the sensors wake together, the next tenth 10 ms later.
#[traced]
async fn sensor(number: u64, asleep: Arc<AtomicU64>) -> u64 {
    asleep.fetch_add(1, Ordering::Relaxed);
    sleep(Duration::from_millis(10 + 10 * (number % 10))).await;
    asleep.fetch_sub(1, Ordering::Relaxed);
    1
}
