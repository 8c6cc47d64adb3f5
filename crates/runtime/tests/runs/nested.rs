//! A run inside a run has a world of its own; the outer one waits and is as it was.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, run_blocking, story_of};
use awaitscope::time::{Instant, sleep};
use awaitscope::twin::TwinWorld;
use awaitscope::{println, random, spawn, traced};
use expect_test::{Expect, expect};
use std::sync::{Arc, Mutex};
use trace::{Outcome, Recipe, Trace};

fn check(trace: &Trace, expected: Expect) {
    expected.assert_eq(&story_of(trace, include_str!("nested.rs"), |_| true));
}

#[test]
fn the_inner_run_has_its_own_clock_record_and_tasks() {
    #[traced]
    async fn outer() {
        sleep(ms(5)).await;
        let inner = run(|| async {
            assert_eq!(Instant::now().elapsed(), ms(0));
            spawn(async { println!("inside") }).await.unwrap();
            sleep(ms(100)).await;
            println!("inside, later");
        });
        assert_eq!(lines(&inner), ["0 inside", "100ms inside, later"]);
        println!("outside");
        sleep(ms(1)).await;
    }
    check(
        &run(outer),
        expect![[r#"
            0    T0      calls outer
            0    T0      spawns task 0 (main)
            0    T0      is polled
            0    T0      enters outer
            0    T0      asks for the sleep of 5 ms
            0    T0      suspends outer at `sleep(ms(5)).await;`
            0    T0      is pending
            5ms  reactor has the sleep of 5 ms
            5ms  reactor wakes T0 (the sleep of 5 ms, Queued)
            5ms  T0      is polled
            5ms  T0      enters outer
            5ms  T0      prints “outside”
            5ms  T0      asks for the sleep of 1 ms
            5ms  T0      suspends outer at `sleep(ms(1)).await;`
            5ms  T0      is pending
            6ms  reactor has the sleep of 1 ms
            6ms  reactor wakes T0 (the sleep of 1 ms, Queued)
            6ms  T0      is polled
            6ms  T0      enters outer
            6ms  T0      returns from outer
            6ms  T0      is ready
            6ms  T0      ends T0: Completed
            6ms  reactor The run completed after 6 ms.
        "#]],
    );
}

#[test]
fn what_belongs_to_the_outer_run_stays_there() {
    let trace = run(|| async {
        let kept = Arc::new(Mutex::new(Some(sleep(ms(50)))));
        let moved = sleep(ms(7));
        let handle = spawn(sleep(ms(3)));
        let inner = run(|| async move {
            drop(kept.lock().unwrap().take());
            handle.abort();
            moved.await; // the outer clock stands still meanwhile
        });
        assert_eq!(inner.outcome.name(), "deadlock");
    });
    assert_eq!(outcome(&trace), "The run completed after 0 ms.");
    assert_eq!(trace.to_text().matches("cancelled ;").count(), 3);
}

#[test]
fn a_blocking_run_a_twin_and_an_async_run_may_be_interleaved() {
    let mut twin = TwinWorld::new(Recipe::of("twin"), Default::default());
    let thread = run_blocking(Default::default(), || {
        twin.start_turn();
        let slept = twin.sleep(ms(4), None);
        awaitscope::blocking::sleep(ms(2));
        let inner = run(|| sleep(ms(9)));
        assert_eq!(outcome(&inner), "The run completed after 9 ms.");
        twin.end_turn();
        assert_eq!(twin.next_completion(), Some((slept, Ok(String::new()))));
        println!("on the thread");
    });
    assert_eq!(lines(&thread), ["2ms on the thread"]);
    let twin = crate::support::valid(twin.finish(Outcome::Completed));
    assert_eq!(twin.end().as_millis(), 4.0);
}

#[test]
fn randomness_is_each_runs_own() {
    let draws = || async {
        let first: Vec<u32> = (0..4).map(|_| random::below(100)).collect();
        println!("{first:?}");
    };
    let alone = lines(&run(draws));
    let trace = run(|| async move {
        run(draws);
        draws().await;
    });
    assert_eq!(lines(&trace), alone);
}

#[test]
#[cfg(not(target_arch = "wasm32"))]
fn a_run_that_panics_leaves_the_outer_one_current() {
    let trace = run(|| async {
        let caught = std::panic::catch_unwind(|| run(|| async { panic!("inside") }));
        assert!(caught.is_err());
        sleep(ms(1)).await;
        println!("still here");
    });
    assert_eq!(lines(&trace), ["1ms still here"]);
}
