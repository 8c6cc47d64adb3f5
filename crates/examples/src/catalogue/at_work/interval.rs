//! An interval ticks at once, and then with its period; what becomes of late ticks is a choice.

use awaitscope::time::MissedTickBehavior::{Burst, Delay, Skip};
use awaitscope::time::{Duration, Instant, MissedTickBehavior, interval, sleep};
use awaitscope::{knob, println, traced};

#[traced]
pub async fn main() {
    tick("burst", Burst).await;
    tick("delay", Delay).await;
    tick("skip", Skip).await;
}

/// Ticks every 10 ms; what is done at the first tick takes longer than that.
#[traced]
async fn tick(name: &str, late: MissedTickBehavior) {
    let start = Instant::now();
    let mut ticks = interval(Duration::from_millis(10));
    ticks.set_missed_tick_behavior(late);
    for number in 0..4 {
        ticks.tick().await;
        println!("{name}: {} ms", start.elapsed().as_millis());
        if number == 0 {
            sleep(Duration::from_millis(knob!(busy_ms = 25, 1..=60))).await;
        }
    }
}
