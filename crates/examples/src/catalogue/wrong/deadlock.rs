//! Two tasks take two locks in opposite orders, and wait for each other for ever.

use awaitscope::sync::Mutex;
use awaitscope::time::{Duration, sleep};
use awaitscope::{join, knob, println, spawn, traced};
use std::sync::Arc;

type Tool = Arc<Mutex<&'static str>>;

#[traced]
pub async fn main() {
    let ladder = Arc::new(Mutex::new("the ladder"));
    let lamp = Arc::new(Mutex::new("the lamp"));

    let painter = spawn(paint(ladder.clone(), lamp.clone()));
    let fitter = spawn(fit(ladder, lamp));
    let _ = join!(painter, fitter);
    println!("main: the house is finished");
}

#[traced]
async fn paint(ladder: Tool, lamp: Tool) {
    let first = ladder.lock().await;
    println!("painter: has {first}");
    sleep(Duration::from_millis(10)).await;
    let second = lamp.lock().await;
    println!("painter: has {second} too");
}

#[traced]
async fn fit(ladder: Tool, lamp: Tool) {
    sleep(Duration::from_millis(knob!(late_ms = 5, 0..=30))).await;
    let first = lamp.lock().await;
    println!("fitter: has {first}");
    sleep(Duration::from_millis(10)).await;
    let second = ladder.lock().await;
    println!("fitter: has {second} too");
}
