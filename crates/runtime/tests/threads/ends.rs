//! How runs with threads end: stuck, idle, stopped, refused; never by a panic, never for ever.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, run_blocking, valid};
use awaitscope::thread;
use awaitscope::{BlockOnError, Limits, block_on, println, time};
use trace::Recipe;

#[test]
fn a_park_that_nobody_ends_is_a_deadlock() {
    let trace = run_blocking(Default::default(), || {
        thread::sleep(ms(3));
        thread::park();
        println!("never");
    });
    assert_eq!(lines(&trace), [""; 0]);
    let words = "The run ended in a deadlock: nothing can ever wake thread main, which waits for \
                 an unpark.";
    assert_eq!(outcome(&trace), words);
    assert_eq!(trace.end().as_millis(), 3.0);
}

#[test]
fn whoever_joins_a_thread_that_never_ends_never_goes_on_either() {
    let trace = run_blocking(Default::default(), || {
        let lock = std::sync::Arc::new(awaitscope::blocking::Mutex::new(0));
        let stuck = thread::spawn(move || {
            thread::sleep(ms(5));
            let first = lock.lock();
            let second = lock.lock();
            println!("never: {}", first.is_ok() && second.is_ok());
        });
        assert!(stuck.join().is_err());
        println!("never");
    });
    assert_eq!(lines(&trace), [""; 0]);
    assert_eq!(trace.outcome.name(), "deadlock");
    assert!(outcome(&trace).contains("thread main, which waits for thread 1"), "{trace:?}");
    assert!(
        outcome(&trace).contains("the lock that it has held since line "),
        "{}",
        outcome(&trace)
    );
}

#[test]
fn a_block_on_that_nothing_can_wake_is_a_deadlock() {
    let trace = run_blocking(Default::default(), || {
        let answer = block_on(std::future::pending::<()>());
        assert_eq!(answer, Err(BlockOnError::Stalled));
    });
    assert_eq!(trace.outcome.name(), "deadlock");
    assert!(outcome(&trace).contains("thread main, which waits for a wake"), "{}", outcome(&trace));
}

#[test]
fn a_thread_that_would_need_its_spawner_to_run_meanwhile_is_refused_with_a_sentence() {
    let trace = run_blocking(Default::default(), || {
        let parked = thread::spawn(|| {
            thread::park();
            println!("never");
        });
        thread::sleep(ms(5));
        parked.thread().unpark();
        println!("never");
        assert!(parked.join().is_err());
    });
    assert_eq!(trace.outcome.name(), "refused");
    assert!(outcome(&trace).contains("would have to go on while another one"));
    assert_eq!(lines(&trace), [""; 0]);
}

fn spendthrift(limits: Limits) -> trace::Trace {
    let main = || {
        let mut naps = 0;
        while naps < 1_000 {
            naps += 1;
            thread::sleep(ms(1));
        }
    };
    valid(awaitscope::run_blocking(Recipe::of("naps"), Default::default(), limits, main))
}

#[test]
fn a_budget_stops_a_blocking_run_too() {
    let events = spendthrift(Limits { events: 100, ..Limits::LESSON });
    assert_eq!(outcome(&events), "The run was stopped: its budget of 100 events is spent.");
    assert!(events.events.len() < 110);
    let time = spendthrift(Limits { time: 20_000_000, ..Limits::LESSON });
    let words = "The run was stopped: its budget of 20 ms of virtual time is spent.";
    assert_eq!(outcome(&time), words);
    assert!(time.end().as_millis() < 22.0);
    assert_eq!(outcome(&spendthrift(Limits::LESSON)), "The run completed after 1 s.");
}

#[test]
fn a_budget_stops_the_threads_of_an_async_run() {
    let limits = Limits { events: 200, ..Limits::LESSON };
    let main = || async {
        let naps = awaitscope::task::spawn_blocking(|| {
            (0..1_000).for_each(|_| thread::sleep(ms(1)));
        });
        assert!(naps.await.is_err());
    };
    let trace = valid(awaitscope::run(Recipe::of("naps"), Default::default(), limits, main));
    assert_eq!(outcome(&trace), "The run was stopped: its budget of 200 events is spent.");
}

#[test]
fn at_the_end_of_an_async_run_its_threads_are_cut_off() {
    let trace = run(|| async {
        drop(thread::spawn(|| thread::sleep(ms(50))));
        time::sleep(ms(10)).await;
    });
    assert_eq!(outcome(&trace), "The run completed after 10 ms.");
}
