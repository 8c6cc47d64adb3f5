//! A run ends with an outcome that has a name and a sentence, whatever the program does.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{ms, outcome, run, run_in, valid};
use awaitscope::net::TcpListener;
use awaitscope::task::{JoinHandle, yield_now};
use awaitscope::time::sleep;
use awaitscope::world::Network;
use awaitscope::{Limits, join, spawn, traced, work};
use std::sync::{Arc, Mutex};
use trace::{Recipe, Trace};

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &str) {
    assert_eq!(outcome(&run(main)), expected);
}

/// Runs with these limits.
fn limited<F>(limits: Limits, main: impl FnOnce() -> F) -> Trace
where
    F: Future<Output: 'static> + 'static,
{
    valid(awaitscope::run(Recipe::of("a test"), Network::default(), limits, main))
}

#[traced]
async fn nap(millis: u64) {
    sleep(ms(millis)).await;
}

#[test]
fn a_run_whose_main_task_returns_is_completed() {
    check(|| async {}, "The run completed after 0 ms.");
    check(|| nap(20), "The run completed after 20 ms.");
}

#[test]
fn a_run_that_awaits_only_the_outside_is_idle() {
    let main = || async {
        let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
        join!(nap(5), async { listener.accept().await.is_ok() })
    };
    let trace = run_in(Network::default(), main);
    let expected = "The run ends here, idle: only input from outside could wake task 0 (main), \
                    which waits for a connection on port 7, and none comes.";
    assert_eq!(outcome(&trace), expected);
    assert_eq!(trace.end().as_millis(), 5.0, "what else there was to do is done");
}

#[test]
fn a_deadlock_names_every_task_and_what_it_waits_for() {
    type Slot = Arc<Mutex<Option<JoinHandle<()>>>>;

    #[traced]
    async fn waits(slot: Slot) {
        sleep(ms(1)).await;
        let other = slot.lock().unwrap().take();
        if let Some(other) = other {
            let _ = other.await;
        }
    }
    let main = || async {
        let (one, two) = (Slot::default(), Slot::default());
        let first = spawn(waits(one.clone()));
        let second = spawn(waits(two.clone()));
        *one.lock().unwrap() = Some(second);
        *two.lock().unwrap() = Some(first);
        let third = spawn(std::future::pending::<()>());
        let _ = join!(third, std::future::pending::<()>());
    };
    let expected = "The run ended in a deadlock: nothing can ever wake task 0 (main), which \
                    waits for task 3 (task); task 1 (waits), which waits for task 2 (waits); \
                    task 2 (waits), which waits for task 1 (waits); and task 3 (task), which \
                    waits for nothing that the run knows of.";
    check(main, expected);
}

#[test]
fn a_budget_of_polls_stops_a_task_that_wakes_itself_for_ever() {
    let limits = Limits { polls: 7, ..Limits::LESSON };
    let trace = limited(limits, || async {
        loop {
            yield_now().await;
        }
    });
    assert_eq!(outcome(&trace), "The run was stopped: its budget of 7 polls is spent.");
    assert_eq!(trace.state_at(usize::MAX).tasks[0].polls, 7);
}

#[test]
fn a_budget_of_events_stops_a_program_that_records_too_much() {
    let limits = Limits { events: 100, ..Limits::LESSON };
    let trace = limited(limits, || async {
        loop {
            nap(1).await;
        }
    });
    assert_eq!(outcome(&trace), "The run was stopped: its budget of 100 events is spent.");
    assert!((100..120).contains(&trace.events.len()), "between two polls: {}", trace.events.len());
}

#[test]
fn a_budget_of_time_is_spent_by_waiting_and_by_working() {
    let limits = Limits { time: 10_000_000, ..Limits::LESSON };
    let expected = "The run was stopped: its budget of 10 ms of virtual time is spent.";
    let trace = limited(limits, || nap(11));
    assert_eq!(outcome(&trace), expected);
    assert_eq!(trace.end().as_millis(), 0.0, "it does not wait for what comes too late");
    let trace = limited(limits, || async {
        loop {
            work(ms(6));
            yield_now().await;
        }
    });
    assert_eq!(outcome(&trace), expected);
    assert_eq!(trace.end().as_millis(), 12.0, "work that has begun is not cut short");
    assert_eq!(outcome(&limited(limits, || nap(10))), "The run completed after 10 ms.");
}

#[test]
fn a_budget_of_nothing_polls_nothing() {
    for limits in [Limits { polls: 0, ..Limits::LESSON }, Limits { events: 0, ..Limits::LESSON }] {
        let trace = limited(limits, || nap(1));
        assert_eq!(trace.state_at(usize::MAX).tasks[0].polls, 0);
    }
}

#[test]
fn the_end_of_time_is_no_panic() {
    let forever = std::time::Duration::MAX;
    let limits = Limits { time: u64::MAX, ..Limits::LESSON };
    let trace = limited(limits, || async move {
        nap(1).await;
        join!(sleep(forever), async { work(forever) });
        sleep(forever).await;
        work(forever);
    });
    assert_eq!(trace.end().0, u64::MAX);
    check(
        || sleep(std::time::Duration::MAX),
        "The run was stopped: its budget of 3600 s of virtual time is spent.",
    );
}
