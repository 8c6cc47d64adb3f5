//! A task may outlive the function that spawned it, and so it cannot borrow from there.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, spawn};

pub async fn main() {
    let order = String::from("two cups of mint");

    let kitchen = spawn(async {
        sleep(Duration::from_millis(20)).await;
        println!("kitchen: {order} is ready");
    });

    println!("main: waiting for the kitchen");
    let _ = kitchen.await;
}
