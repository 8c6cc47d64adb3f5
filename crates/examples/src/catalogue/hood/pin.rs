//! A future that borrows from itself across an await: moved before its first poll, pinned after.

use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{knob, println, spawn, traced};

#[traced]
async fn read_line() -> String {
    let mut buffer = [0; 5];
    let word = &mut buffer; // from here on, one part of this future points at another
    sleep(Duration::from_millis(30)).await;
    word.copy_from_slice(b"hello");
    String::from_utf8_lossy(word).into_owned()
}

#[traced]
pub async fn main() {
    let line = read_line();
    let mut line = Box::pin(line); // moves the future: no poll yet, so nothing in it points at it

    let patience = Duration::from_millis(knob!(patience_ms = 10, 0..=60));
    let text = match timeout(patience, line.as_mut()).await {
        Ok(text) => text,
        Err(_) => {
            println!("main: slow; let it go on in a task of its own");
            spawn(line).await.unwrap_or_default() // moves the pointer; the future stays in place
        }
    };
    println!("main: {text}");
}
