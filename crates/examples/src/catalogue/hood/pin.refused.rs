//! A future that was pinned and polled stays where it is.

use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{println, spawn};
use std::pin::pin;

async fn read_line() -> String {
    let mut buffer = [0; 5];
    let word = &mut buffer; // from here on, one part of this future points at another
    sleep(Duration::from_millis(30)).await;
    word.copy_from_slice(b"hello");
    String::from_utf8_lossy(word).into_owned()
}

pub async fn main() {
    let mut line = pin!(read_line());

    if timeout(Duration::from_millis(10), line.as_mut()).await.is_err() {
        println!("main: slow; let it go on in a task of its own");
        spawn(*line);
    }
}
