//! An error drops what stood beside it; a task's error waits for someone who joins it.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, spawn, traced, try_join};

#[traced]
pub async fn main() {
    spawn(audit()); // nobody keeps the handle

    match order().await {
        Ok(()) => println!("main: ordered"),
        Err(problem) => println!("main: no order, {problem}"),
    }
    sleep(Duration::from_millis(40)).await;
    println!("main: closes");
}

#[traced]
async fn order() -> Result<(), &'static str> {
    let parcel = pack();
    try_join!(reserve(), charge())?;
    parcel.await;
    Ok(())
}

#[traced]
async fn reserve() -> Result<(), &'static str> {
    println!("reserve: asks the warehouse");
    sleep(Duration::from_millis(40)).await;
    println!("reserve: two teapots");
    Ok(())
}

#[traced]
async fn charge() -> Result<(), &'static str> {
    println!("charge: asks the bank");
    sleep(Duration::from_millis(20)).await;
    Err("the card is refused")
}

#[traced]
async fn pack() {
    println!("pack: two teapots in paper");
}

#[traced]
async fn audit() -> Result<(), &'static str> {
    println!("audit: writes its entry");
    sleep(Duration::from_millis(10)).await;
    Err("the disk is full")
}
