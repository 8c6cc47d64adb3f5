//! Each of two tasks waits for the other, and the main task for both.

use awaitscope::task::{JoinHandle, spawn};
use awaitscope::{println, traced};
use std::sync::{Arc, Mutex};

type Slot = Arc<Mutex<Option<JoinHandle<()>>>>;

#[traced]
pub async fn main() {
    let slot = Slot::default();
    let hen = spawn(hen(slot.clone()));
    let egg = spawn(egg(hen));
    *slot.lock().expect("no holder of this lock can panic") = Some(egg);
    std::future::pending::<()>().await;
}

#[traced]
async fn hen(slot: Slot) {
    let egg = slot.lock().expect("no holder of this lock can panic").take();
    if let Some(egg) = egg {
        println!("the hen waits for the egg");
        let _ = egg.await;
    }
}

#[traced]
async fn egg(hen: JoinHandle<()>) {
    println!("the egg waits for the hen");
    let _ = hen.await;
}
