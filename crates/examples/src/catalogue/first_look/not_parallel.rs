//! Two computations: `join!` on one thread takes the sum, two threads on two cores take half.

use awaitscope::thread;
use awaitscope::time::{Duration, Instant};
use awaitscope::{block_on, join, knob, println, traced, work};
use std::io;

#[traced]
pub fn main() -> io::Result<()> {
    let start = Instant::now();
    block_on(both())?;
    println!("main: join! took {:?}", start.elapsed());

    let start = Instant::now();
    let threads = ["left", "right"].map(|eye| thread::spawn(move || render(eye)));
    for thread in threads {
        thread.join()?;
    }
    println!("main: two threads took {:?}", start.elapsed());
    Ok(())
}

#[traced]
async fn both() {
    join!(render_async("left"), render_async("right"));
}

#[traced]
async fn render_async(eye: &str) {
    render(eye); // no await in here: nothing at which it could be left
}

#[traced]
fn render(eye: &str) {
    work(Duration::from_millis(knob!(effort_ms = 30, 1..=100)));
    println!("render: {eye} image");
}
