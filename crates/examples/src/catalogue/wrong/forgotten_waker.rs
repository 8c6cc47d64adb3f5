//! A future that answers `Pending` and keeps no waker is never polled again.

use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, spawn, traced};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Bell {
    has_rung: bool,
    listener: Option<Waker>,
}

/// Ready once the bell has rung.
struct Ring(Arc<Mutex<Bell>>);

impl Future for Ring {
    type Output = ();

    #[traced]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut bell = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if bell.has_rung {
            return Poll::Ready(());
        }
        let keep_waker: u8 = knob!(keep_waker = 0, 0..=1);
        if keep_waker == 1 {
            bell.listener = Some(context.waker().clone());
        }
        Poll::Pending
    }
}

#[traced]
pub async fn main() {
    let bell = Arc::<Mutex<Bell>>::default();
    spawn(postman(bell.clone()));
    println!("main: waits for the bell");
    Ring(bell).await;
    println!("main: opens the door");
}

#[traced]
async fn postman(bell: Arc<Mutex<Bell>>) {
    sleep(Duration::from_millis(30)).await;
    let mut bell = bell.lock().unwrap_or_else(PoisonError::into_inner);
    bell.has_rung = true;
    println!("postman: has rung");
    if let Some(waker) = bell.listener.take() {
        waker.wake();
    }
}
