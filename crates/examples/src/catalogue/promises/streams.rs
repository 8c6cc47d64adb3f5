//! A stream makes its next item when it is asked for it, and not before.

use awaitscope::stream::{self, StreamExt};
use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, traced};
use std::pin::pin;

#[traced]
pub async fn main() {
    let mut pages = pin!(stream::unfold(1, fetch_page));

    while let Some(page) = pages.next().await {
        println!("main: reads page {page}");
        sleep(Duration::from_millis(20)).await;
    }
    println!("main: that was all");
}

#[traced]
async fn fetch_page(number: u32) -> Option<(u32, u32)> {
    if number > knob!(pages = 3, 0..=5) {
        return None;
    }
    println!("fetch_page: {number}");
    sleep(Duration::from_millis(30)).await;
    Some((number, number + 1))
}
