//! A poll that computes for long makes every other task late.

use awaitscope::task::yield_now;
use awaitscope::time::{Duration, Instant, sleep};
use awaitscope::{join, knob, println, spawn, traced, work};

#[traced]
pub async fn main() {
    let _ = join!(spawn(heartbeat()), spawn(render(false)));
    println!("and now with a yield after each tile");
    let _ = join!(spawn(heartbeat()), spawn(render(true)));
}

/// Means to beat every 10 ms.
#[traced]
async fn heartbeat() {
    for _ in 0..2 {
        let due = Instant::now() + Duration::from_millis(10);
        sleep(Duration::from_millis(10)).await;
        println!("heartbeat: {} ms late", due.elapsed().as_millis());
    }
}

#[traced]
async fn render(yields: bool) {
    for _ in 0..3 {
        draw_tile();
        if yields {
            yield_now().await;
        }
    }
    println!("render: done");
}

/// Computes; there is nothing in it to await.
#[traced]
fn draw_tile() {
    work(Duration::from_millis(knob!(tile_ms = 15, 1..=40)));
}
