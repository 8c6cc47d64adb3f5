//! The task owns what it uses: `async move` takes it along.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, spawn, traced};

#[traced]
pub async fn main() {
    let order = String::from("two cups of mint");

    let kitchen = spawn(async move {
        sleep(Duration::from_millis(20)).await;
        println!("kitchen: {order} is ready");
    });

    println!("main: waiting for the kitchen");
    let _ = kitchen.await;
}
