//! Two deliveries, one spawned and one awaited: in which order do six lines come?

use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, spawn, traced};

#[traced]
pub async fn main() {
    let parcel = spawn(deliver("parcel", 0));
    let letter = deliver("letter", knob!(red_light_ms = 0, 0..=30));
    println!("main: which one leaves first?");

    letter.await;
    let _ = parcel.await;
    println!("main: both have arrived");
}

#[traced]
async fn deliver(what: &str, red_light_ms: u64) {
    println!("{what}: leaves");
    cross_town(red_light_ms).await;
    println!("{what}: arrives");
}

#[traced]
async fn cross_town(red_light_ms: u64) {
    if red_light_ms > 0 {
        sleep(Duration::from_millis(red_light_ms)).await;
    }
}
