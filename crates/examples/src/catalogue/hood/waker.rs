//! A future that waits for somebody else: its `poll` leaves a waker, and whoever rings calls it.

use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, spawn, traced};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Bell {
    rung: bool,
    listener: Option<Waker>,
}

struct Listen(Arc<Mutex<Bell>>);

impl Future for Listen {
    type Output = ();

    #[traced]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut bell = self.0.lock().expect("nobody panics with the bell in hand");
        if bell.rung {
            return Poll::Ready(());
        }
        bell.listener = Some(context.waker().clone()); // whom to wake
        Poll::Pending
    }
}

#[traced]
fn ring(bell: &Mutex<Bell>) {
    let mut bell = bell.lock().expect("nobody panics with the bell in hand");
    bell.rung = true; // for a listener who comes later
    match bell.listener.take() {
        Some(listener) => listener.wake(),
        None => println!("ring: nobody listens yet"),
    }
}

#[traced]
pub async fn main() {
    let bell = Arc::new(Mutex::new(Bell::default()));
    spawn(visitor(bell.clone()));

    println!("main: takes a shower");
    sleep(Duration::from_millis(knob!(shower_ms = 10, 0..=60))).await;

    Listen(bell).await;
    println!("main: opens the door");
}

#[traced]
async fn visitor(bell: Arc<Mutex<Bell>>) {
    sleep(Duration::from_millis(30)).await;
    ring(&bell);
    println!("visitor: has rung, and waits");
}
