//! The future of an `async fn`, polled once more after it was ready, panics.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

async fn answer() -> u32 {
    42
}

fn main() {
    let mut future = pin!(answer());
    let mut context = Context::from_waker(Waker::noop());

    assert_eq!(future.as_mut().poll(&mut context), Poll::Ready(42));
    let _ = future.as_mut().poll(&mut context); // nobody should
}
