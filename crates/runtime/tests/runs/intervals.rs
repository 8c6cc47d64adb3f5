//! Ticks: the first at once, late ones by choice; and sleeps that are set anew.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story};
use awaitscope::time::{
    Instant, MissedTickBehavior, interval, interval_at, sleep, sleep_until, timeout, timeout_at,
};
use awaitscope::{join, println, traced, work};
use expect_test::expect;
use std::pin::{Pin, pin};
use trace::Outcome;

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &[&str]) {
    assert_eq!(lines(&run(main)), expected);
}

#[test]
fn the_first_tick_comes_at_once_and_the_others_one_period_apart() {
    #[traced]
    async fn main() {
        let mut ticks = interval(ms(10));
        for number in 1..=3 {
            ticks.tick().await;
            println!("tick {number}");
        }
    }
    expect![[r#"
        0    T0      calls main
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      enters main
        0    T0      asks for the sleep of 10 ms
        0    T0      prints “tick 1”
        0    T0      suspends main at `ticks.tick().await;`
        0    T0      is pending
        10ms reactor has the sleep of 10 ms
        10ms reactor wakes T0 (the sleep of 10 ms, Queued)
        10ms T0      is polled
        10ms T0      enters main
        10ms T0      asks for the sleep of 10 ms
        10ms T0      prints “tick 2”
        10ms T0      suspends main at `ticks.tick().await;`
        10ms T0      is pending
        20ms reactor has the sleep of 10 ms
        20ms reactor wakes T0 (the sleep of 10 ms, Queued)
        20ms T0      is polled
        20ms T0      enters main
        20ms T0      asks for the sleep of 10 ms
        20ms T0      prints “tick 3”
        20ms T0      cancels the sleep of 10 ms
        20ms T0      returns from main
        20ms T0      is ready
        20ms T0      ends T0: Completed
        20ms reactor The run completed after 20 ms.
    "#]]
    .assert_eq(&story(&run(main), include_str!("intervals.rs")));
}

/// Ticks each 10 ms, the second of which somebody is late for.
async fn late(behavior: MissedTickBehavior) {
    let start = Instant::now();
    let mut ticks = interval(ms(10));
    ticks.set_missed_tick_behavior(behavior);
    assert_eq!(ticks.missed_tick_behavior(), behavior);
    for number in 0..6 {
        let due = ticks.tick().await - start;
        println!("due {due:?}");
        if number == 1 {
            work(ms(27));
        }
    }
}

#[test]
fn late_ticks_come_in_a_burst_or_delayed_or_are_skipped() {
    check(
        || late(MissedTickBehavior::default()),
        &[
            "0 due 0ns",
            "10ms due 10ms",
            "37ms due 20ms",
            "37ms due 30ms",
            "40ms due 40ms",
            "50ms due 50ms",
        ],
    );
    check(
        || late(MissedTickBehavior::Delay),
        &[
            "0 due 0ns",
            "10ms due 10ms",
            "37ms due 20ms",
            "47ms due 47ms",
            "57ms due 57ms",
            "67ms due 67ms",
        ],
    );
    check(
        || late(MissedTickBehavior::Skip),
        &[
            "0 due 0ns",
            "10ms due 10ms",
            "37ms due 20ms",
            "40ms due 40ms",
            "50ms due 50ms",
            "60ms due 60ms",
        ],
    );
}

#[test]
fn a_little_late_is_not_late() {
    check(
        || async {
            let mut ticks = interval(ms(10));
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            for _ in 0..3 {
                ticks.tick().await;
                println!("tick");
                work(ms(15));
            }
        },
        &["0 tick", "15ms tick", "30ms tick"],
    );
}

#[test]
fn it_can_begin_later_and_be_set_anew_and_a_dropped_tick_is_not_lost() {
    check(
        || async {
            let mut ticks = interval_at(Instant::now() + ms(3), ms(10));
            assert_eq!(ticks.period(), ms(10));
            assert!(timeout(ms(1), ticks.tick()).await.is_err());
            ticks.tick().await;
            println!("first");
            work(ms(2));
            ticks.reset();
            ticks.tick().await;
            println!("second");
            ticks.reset_immediately();
            ticks.tick().await;
            println!("third");
            ticks.reset_at(Instant::now() + ms(1));
            ticks.tick().await;
            ticks.reset_after(ms(2));
            ticks.tick().await;
            println!("last");
        },
        &["3ms first", "15ms second", "15ms third", "18ms last"],
    );
}

#[test]
fn a_period_of_no_length_ends_with_the_budget_and_not_with_a_panic() {
    let trace = run(|| async {
        let mut ticks = interval(ms(0));
        loop {
            ticks.tick().await;
        }
    });
    assert!(matches!(trace.outcome, Outcome::BudgetSpent(_)), "{}", outcome(&trace));
}

#[test]
fn a_sleep_that_is_set_anew_wakes_whoever_waits_for_it() {
    check(
        || async {
            let mut nap = Box::pin(sleep(ms(50)));
            assert!(futures::poll!(nap.as_mut()).is_pending());
            let deadline = Instant::now() + ms(4);
            nap.as_mut().reset(deadline);
            assert_eq!(nap.deadline(), deadline);
            // Nobody polls it again before it rings.
            std::future::poll_fn(|context| {
                let rung = nap.is_elapsed() || Instant::now() >= deadline;
                if rung { nap.as_mut().poll(context) } else { std::task::Poll::Pending }
            })
            .await;
            println!("rings");
            Pin::new(&mut *nap).reset(Instant::now() + ms(3));
            nap.await;
            println!("and again");
        },
        &["4ms rings", "7ms and again"],
    );
}

#[test]
fn deadlines_may_be_given_as_moments() {
    check(
        || async {
            let start = Instant::now();
            let late = timeout_at(start + ms(2), sleep_until(start + ms(9))).await;
            println!("{late:?} {:?}", start.elapsed());
            let early = timeout_at(Instant::now() - ms(5), pin!(sleep(ms(1)))).await;
            println!("{early:?}");
            join!(sleep_until(start), sleep_until(start + ms(4)));
            println!("{:?}", Instant::now().duration_since(start));
        },
        &["2ms Err(Elapsed(())) 2ms", "2ms Err(Elapsed(()))", "4ms 4ms"],
    );
}
