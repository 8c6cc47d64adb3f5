//! Three jobs on one core: first as three threads, then as three tasks on one thread.

use awaitscope::thread;
use awaitscope::time::{Duration, Instant, sleep};
use awaitscope::{block_on, knob, println, spawn, traced, work};
use std::io;

const WAIT: Duration = Duration::from_millis(20);

fn effort() -> Duration {
    Duration::from_millis(knob!(compute_ms = 6, 1..=12))
}

#[traced]
pub fn main() -> io::Result<()> {
    let start = Instant::now();
    let threads = ["a", "b", "c"].map(|page| thread::spawn(move || render(page)));
    for thread in threads {
        thread.join()?;
    }
    println!("main: three threads, {:?}", start.elapsed());

    let start = Instant::now();
    block_on(three_tasks())?;
    println!("main: three tasks, {:?}", start.elapsed());
    Ok(())
}

#[traced]
fn render(page: &str) {
    thread::sleep(WAIT); // the page is fetched
    work(effort());
    println!("render: page {page}, by a thread");
}

#[traced]
async fn three_tasks() {
    let tasks = ["a", "b", "c"].map(|page| spawn(render_async(page)));
    for task in tasks {
        let _ = task.await;
    }
}

#[traced]
async fn render_async(page: &'static str) {
    sleep(WAIT).await;
    work(effort());
    println!("render: page {page}, by a task");
}
