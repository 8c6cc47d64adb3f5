//! Futures written by hand: one counts how often it is polled, the other how often its timer rings.

use awaitscope::time::{Duration, Sleep, sleep};
use awaitscope::{join, knob, println, traced};
use std::pin::Pin;
use std::task::{Context, Poll};

const TICK: Duration = Duration::from_millis(10);

struct Naive(u32, Option<Pin<Box<Sleep>>>);

struct Careful(u32, Pin<Box<Sleep>>);

impl Future for Naive {
    type Output = ();

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        println!("naive: {}", self.0);
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1; // whoever caused this poll
        let mut timer = Box::pin(sleep(TICK));
        let _ = timer.as_mut().poll(context); // asks it to wake us
        self.1 = Some(timer);
        Poll::Pending
    }
}

impl Future for Careful {
    type Output = ();

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        while self.1.as_mut().poll(context).is_ready() {
            self.0 -= 1; // only when the timer has rung
            println!("careful: {}", self.0);
            if self.0 == 0 {
                return Poll::Ready(());
            }
            self.1.set(sleep(TICK));
        }
        Poll::Pending
    }
}

#[traced]
pub async fn main() {
    Naive(3, None).await;
    println!("main: alone, the naive one took its time");

    join!(Naive(3, None), Careful(3, Box::pin(sleep(TICK))), fidget());
}

#[traced]
async fn fidget() {
    for _ in 0..3 {
        sleep(Duration::from_millis(knob!(fidget_ms = 4, 1..=20))).await;
    }
}
