//! What `futures` makes of many futures, and one written by hand.

use awaitscope::future::{FutureExt, join_all, select, try_join_all};
use awaitscope::stream::{self, FuturesUnordered, StreamExt};
use awaitscope::time::{Duration, Sleep, sleep};
use awaitscope::{println, random, spawn, traced};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

#[traced]
async fn fetch(millis: u64) -> u64 {
    sleep(Duration::from_millis(millis)).await;
    println!("fetched {millis}");
    millis
}

#[traced]
async fn fails(millis: u64) -> Result<u64, String> {
    let got = fetch(millis).await;
    if got == 2 { Err("two".to_owned()) } else { Ok(got) }
}

/// Counts the rings of its timer.
struct Rings(u32, Pin<Box<Sleep>>);

impl Future for Rings {
    type Output = &'static str;

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<&'static str> {
        while self.0 > 0 {
            ready!(self.1.as_mut().poll(context));
            println!("ring {}", self.0);
            self.0 -= 1;
            self.1.set(sleep(Duration::from_millis(2)));
        }
        Poll::Ready("done")
    }
}

#[traced]
pub async fn main() {
    println!("{:?}", join_all([3, 1, 2].map(fetch)).await);
    println!("{:?}", try_join_all([fails(3), fails(2), fails(1)]).await);
    println!("{}", join_all((0..40).map(|n| fetch(40 - n))).await.len());

    let shared = fetch(5).shared();
    let other = spawn(shared.clone());
    println!("{} {:?}", shared.await, other.await.ok());
    let first = select(fetch(4).boxed(), fetch(1).boxed()).await;
    println!("{}", first.factor_first().0);

    let halves = stream::unfold(8, |n| async move {
        sleep(Duration::from_millis(n)).await;
        (n > 1).then_some((n, n / 2))
    });
    println!("{:?}", halves.collect::<Vec<_>>().await);
    let buffered = stream::iter([30, 10, 20, 5]).map(fetch).buffer_unordered(2);
    println!("{:?}", buffered.collect::<Vec<_>>().await);
    let naps = (1..=3).map(|n| async move {
        sleep(Duration::from_millis(n)).await;
        println!("nap {n}");
    });
    naps.collect::<FuturesUnordered<_>>().for_each(|()| async {}).await;
    println!("{}", Rings(3, Box::pin(sleep(Duration::from_millis(2)))).await);
    println!("{}", (0..9).map(|_| random::below(10).to_string()).collect::<String>());
}
