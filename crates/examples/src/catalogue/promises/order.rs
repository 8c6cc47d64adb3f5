//! Two deliveries, one spawned and one awaited: in which order do six lines come?

use awaitscope::{println, spawn, traced};

#[traced]
pub async fn main() {
    let parcel = spawn(deliver("parcel"));
    let letter = deliver("letter");
    println!("main: which one leaves first?");

    letter.await;
    let _ = parcel.await;
    println!("main: both have arrived");
}

#[traced]
async fn deliver(what: &str) {
    println!("{what}: leaves");
    cross_town().await;
    println!("{what}: arrives");
}

#[traced]
async fn cross_town() {
    // The road is free: there is nothing to wait for.
}
