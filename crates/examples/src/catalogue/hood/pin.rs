//! A borrow held across an await points into its own future, which must then stay where it is.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, spawn, traced};
use std::future::poll_fn;
use std::task::Poll;

#[traced]
pub async fn main() {
    let future = tallest();
    let mut pinned = Box::pin(future); // moved to the heap: not polled yet, so nothing points in

    let first = poll_fn(|context| Poll::Ready(pinned.as_mut().poll(context))).await;
    println!("main: ready after one poll? {}", first.is_ready());

    let task = spawn(pinned); // moves the pointer; the future stays where it was polled
    match task.await {
        Ok(height) => println!("main: {height} cm"),
        Err(error) => println!("main: {error}"),
    }
}

#[traced]
async fn tallest() -> u32 {
    let heights = [172, 181, 165];
    let best = heights.iter().max().unwrap_or(&0); // points into `heights`, which lives beside it
    println!("tallest: found");
    sleep(Duration::from_millis(20)).await; // both are kept
    *best
}
