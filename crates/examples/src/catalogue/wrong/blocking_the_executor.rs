//! A task that blocks its thread stops every other task with it.

use awaitscope::time::{Duration, Instant, sleep};
use awaitscope::{join, knob, println, spawn, thread, traced};

#[traced]
pub async fn main() {
    let _ = join!(spawn(water()), spawn(measure_blocking()));
    println!("and now with a sleep that is awaited");
    let _ = join!(spawn(water()), spawn(measure()));
}

/// Opens the sprinkler for 10 ms.
#[traced]
async fn water() {
    let opened = Instant::now();
    sleep(Duration::from_millis(10)).await;
    println!("sprinkler: open for {} ms", opened.elapsed().as_millis());
}

#[traced]
async fn measure_blocking() {
    println!("sensor: warms up");
    thread::sleep(Duration::from_millis(knob!(warm_up_ms = 40, 5..=60)));
    println!("sensor: 21 degrees");
}

#[traced]
async fn measure() {
    println!("sensor: warms up");
    sleep(Duration::from_millis(40)).await;
    println!("sensor: 21 degrees");
}
