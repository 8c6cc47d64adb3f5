//! A future that wakes itself in every poll is right in the end, after many polls for nothing.

use awaitscope::time::{Duration, Instant, Sleep, sleep};
use awaitscope::{knob, println, traced, work};
use std::pin::Pin;
use std::task::{Context, Poll};

/// When the cake is done, and how often somebody has looked.
struct Impatient(Instant, u32);

struct Patient(Pin<Box<Sleep>>, u32);

/// What a look into the oven costs.
fn look() {
    work(Duration::from_millis(knob!(look_ms = 5, 1..=15)));
}

impl Future for Impatient {
    type Output = u32;

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        look();
        self.1 += 1;
        if Instant::now() < self.0 {
            context.waker().wake_by_ref(); // ask again at once
            return Poll::Pending;
        }
        Poll::Ready(self.1)
    }
}

impl Future for Patient {
    type Output = u32;

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        look();
        self.1 += 1;
        let rung = self.0.as_mut().poll(context); // the timer keeps the waker
        rung.map(|()| self.1)
    }
}

#[traced]
pub async fn main() {
    let baked = Duration::from_millis(30);
    let looks = Impatient(Instant::now() + baked, 0).await;
    println!("impatient: the cake is done, after {looks} looks");

    let looks = Patient(Box::pin(sleep(baked)), 0).await;
    println!("patient: the cake is done, after {looks} looks");
}
