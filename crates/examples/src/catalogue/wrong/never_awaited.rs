//! `let _ =` in front of an async call drops the future, and with it all the work.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced};
use std::io;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[traced]
pub async fn main() {
    let disk = AtomicU32::new(0);

    let _ = save(&disk, "chapter 1"); // never mind if it fails
    println!("main: on the disk: {}", disk.load(Relaxed));

    let _ = save(&disk, "chapter 2").await;
    println!("main: on the disk: {}", disk.load(Relaxed));
}

#[traced]
async fn save(disk: &AtomicU32, text: &str) -> io::Result<()> {
    println!("save: writes {text}");
    sleep(Duration::from_millis(20)).await;
    disk.fetch_add(1, Relaxed);
    Ok(())
}
