//! A future that is polled again after `Ready` may do anything; this one pays once more.

use awaitscope::future::FutureExt;
use awaitscope::time::{Duration, Sleep, sleep};
use awaitscope::{println, select, traced};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

/// Pays the deposit back once the bottles are counted.
struct Refund(Pin<Box<Sleep>>);

impl Refund {
    fn of_bottles() -> Refund {
        Refund(Box::pin(sleep(Duration::from_millis(20))))
    }
}

impl Future for Refund {
    type Output = u32;

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        self.0.as_mut().poll(context).map(|()| 8)
    }
}

#[traced]
pub async fn main() {
    let mut refund = Refund::of_bottles();
    for _ in 0..3 {
        select! {
            euros = &mut refund => println!("till: pays {euros} euros back"),
            () = serve() => println!("till: serves a customer"),
        }
    }
    println!("and now with a fuse");

    let mut refund = pin!(Refund::of_bottles().fuse());
    for _ in 0..3 {
        select! {
            euros = &mut refund => println!("till: pays {euros} euros back"),
            () = serve() => println!("till: serves a customer"),
        }
    }
}

#[traced]
async fn serve() {
    sleep(Duration::from_millis(15)).await;
}
