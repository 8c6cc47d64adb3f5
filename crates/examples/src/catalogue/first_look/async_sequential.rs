//! Two awaits in a row: the second begins when the first has ended.

use awaitscope::time::{Duration, Instant, sleep};
use awaitscope::{knob, println, traced};

#[traced]
pub async fn main() {
    let start = Instant::now();

    let soup = cook("soup", knob!(soup_ms = 30, 5..=60)).await;
    let rice = cook("rice", 20).await;

    println!("{soup} and {rice} after {:?}", start.elapsed());
}

#[traced]
async fn cook(dish: &'static str, millis: u64) -> &'static str {
    println!("{dish}: on the stove");
    sleep(Duration::from_millis(millis)).await;
    println!("{dish}: done");
    dish
}
