//! Work that blocks or computes for long is moved off the executor's thread.

use awaitscope::task::spawn_blocking;
use awaitscope::time::{Duration, Instant, sleep};
use awaitscope::{join, knob, println, traced, work};

#[traced]
pub async fn main() {
    let (digest, ()) = join!(spawn_blocking(|| digest("correct horse")), heartbeat());
    if let Ok(digest) = digest {
        println!("main: the digest is {digest:08x}");
    }
}

/// Slow on purpose, as the digest of a password should be.
#[traced]
fn digest(password: &str) -> u32 {
    work(Duration::from_millis(knob!(digest_ms = 25, 5..=60)));
    println!("digest: done");
    password.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(16_777_619))
}

#[traced]
async fn heartbeat() {
    for _ in 0..3 {
        let due = Instant::now() + Duration::from_millis(10);
        sleep(Duration::from_millis(10)).await;
        println!("heartbeat: {} ms late", due.elapsed().as_millis());
    }
}
