//! A deadline drops the future that it was given; a task is not that future.

use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{knob, println, spawn, traced};

#[traced]
pub async fn main() {
    let patience = Duration::from_millis(knob!(patience_ms = 20, 5..=60));

    match timeout(patience, count("teapots")).await {
        Ok(pieces) => println!("main: {pieces} teapots"),
        Err(late) => println!("main: no teapots, {late}"),
    }

    match timeout(patience, spawn(count("saucers"))).await {
        Ok(pieces) => println!("main: {pieces:?} saucers"),
        Err(late) => println!("main: no saucers, {late}"),
    }

    sleep(Duration::from_millis(50)).await;
    println!("main: closes");
}

#[traced]
async fn count(ware: &str) -> u32 {
    println!("{ware}: counting");
    sleep(Duration::from_millis(40)).await;
    println!("{ware}: counted");
    12
}
