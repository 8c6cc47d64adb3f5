//! `join!` awaits two futures at once, on one thread.

use awaitscope::time::{Duration, Instant, sleep};
use awaitscope::{join, println, traced};

#[traced]
pub async fn main() {
    let start = Instant::now();

    let (soup, rice) = join!(cook("soup", 30), cook("rice", 20));

    println!("{soup} and {rice} after {:?}", start.elapsed());
}

#[traced]
async fn cook(dish: &'static str, millis: u64) -> &'static str {
    println!("{dish}: on the stove");
    sleep(Duration::from_millis(millis)).await;
    println!("{dish}: done");
    dish
}
