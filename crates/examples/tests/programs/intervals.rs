//! Ticks, of which some are late, and a deadline that moves.

use awaitscope::time::{
    Duration, Instant, MissedTickBehavior, interval, interval_at, sleep, sleep_until, timeout_at,
};
use awaitscope::{join, println, traced, work};

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

#[traced]
async fn ticks(name: &'static str, behavior: MissedTickBehavior) {
    let start = Instant::now();
    let mut ticks = interval(ms(10));
    ticks.set_missed_tick_behavior(behavior);
    for number in 0..7 {
        let due = ticks.tick().await - start;
        println!("{name}: tick {number}, due after {} ms", due.as_millis());
        match number {
            1 => work(ms(27)),
            4 => sleep(ms(13)).await,
            _ => {}
        }
    }
}

#[traced]
pub async fn main() {
    ticks("burst", MissedTickBehavior::Burst).await;
    ticks("delay", MissedTickBehavior::Delay).await;
    ticks("skip", MissedTickBehavior::Skip).await;

    let start = Instant::now();
    let mut later = interval_at(start + ms(3), ms(4));
    later.tick().await;
    println!("first, {} ms", later.period().as_millis());
    later.reset();
    later.tick().await;
    println!("second");
    let late = timeout_at(start + ms(9), later.tick()).await;
    println!("third: {}", late.is_ok());

    let mut nap = Box::pin(sleep(ms(50)));
    let shortens = async {
        sleep_until(start + ms(12)).await;
        println!("{}", nap.is_elapsed());
        nap.as_mut().reset(Instant::now() + ms(2));
        nap.await;
        println!("rings");
    };
    join!(shortens, async {
        later.tick().await;
        println!("third");
    });
}
