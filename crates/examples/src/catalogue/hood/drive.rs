//! The smallest `block_on`: pin the future, poll it, park the thread until it is woken, repeat.

use awaitscope::task::yield_now;
use awaitscope::thread::{self, Thread};
use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

struct Unpark(Thread);

impl Wake for Unpark {
    #[traced]
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

#[traced]
fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

#[traced]
pub fn main() {
    let cups = drive(make_coffee());
    println!("main: {cups} cups");
}

#[traced]
async fn make_coffee() -> u32 {
    println!("make_coffee: the water heats up");
    sleep(Duration::from_millis(20)).await; // woken while the thread is parked

    println!("make_coffee: anybody before me?");
    yield_now().await; // wakes itself, before the thread parks

    println!("make_coffee: done");
    2
}
