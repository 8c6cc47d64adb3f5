//! A run that is made in slices leaves the same trace as one that is made at once.

use awaitscope::time::{Duration, sleep};
use awaitscope::{Limits, Running, run, spawn, task, work};
use std::cell::Cell;
use std::rc::Rc;
use trace::{Outcome, Recipe, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

async fn program() {
    let naps = (0..20).map(|number| {
        spawn(async move {
            sleep(Duration::from_millis(10 + number % 3)).await;
            work(Duration::from_millis(1));
            task::yield_now().await;
            number
        })
    });
    let naps: Vec<_> = naps.collect();
    for nap in naps {
        let _ = nap.await;
    }
}

async fn deadlock() {
    sleep(Duration::from_millis(1)).await;
    std::future::pending::<()>().await;
}

fn sliced<F: Future + 'static>(limits: Limits, events: usize, main: fn() -> F) -> Trace
where
    F::Output: 'static,
{
    let mut running = Running::start(Recipe::of("test"), Default::default(), limits, main);
    let (mut before, mut share) = (0, 0.0);
    loop {
        if let Some(trace) = running.advance(events) {
            assert!(running.advance(events).is_none(), "a trace is handed out once");
            return trace;
        }
        assert!(running.events() > before, "a slice gets on");
        before = running.events();
        let (done, all) = running.progress();
        let now = done as f64 / all as f64;
        assert!(done <= all && (0.0..=1.0).contains(&now));
        share = f64::max(share, now);
    }
}

fn check<F: Future + 'static>(limits: Limits, main: fn() -> F)
where
    F::Output: 'static,
{
    let whole = run(Recipe::of("test"), Default::default(), limits, main);
    assert_eq!(whole.validate(), Ok(()));
    for events in [1, 7, 50, 1_000_000] {
        assert_eq!(sliced(limits, events, main).to_text(), whole.to_text(), "{events}");
    }
}

#[test]
fn slices_of_any_length_leave_the_same_trace() {
    check(Limits::LESSON, program);
    check(Limits::LESSON, deadlock);
}

#[test]
fn a_budget_is_spent_at_the_same_event() {
    let limits = Limits { events: 60, ..Limits::LESSON };
    check(limits, program);
    let whole = run(Recipe::of("test"), Default::default(), limits, program);
    assert!(matches!(whole.outcome, Outcome::BudgetSpent(_)));
}

/// Says when it is dropped.
struct Bell(Rc<Cell<u32>>);

impl Drop for Bell {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn a_run_that_is_given_up_drops_its_tasks() {
    let rung = Rc::new(Cell::new(0));
    let bell = Bell(rung.clone());
    let main = || async move {
        let _bell = bell;
        sleep(Duration::from_millis(5)).await;
    };
    let mut running = Running::start(Recipe::of("test"), Default::default(), Limits::LESSON, main);
    assert!(running.advance(1).is_none());
    assert_eq!(rung.get(), 0);
    drop(running);
    assert_eq!(rung.get(), 1);
}

#[test]
fn two_runs_in_turn_do_not_disturb_each_other() {
    let start = || Running::start(Recipe::of("test"), Default::default(), Limits::LESSON, program);
    let whole = run(Recipe::of("test"), Default::default(), Limits::LESSON, program);
    let (mut one, mut other) = (start(), start());
    let mut traces = Vec::new();
    while traces.len() < 2 {
        traces.extend(one.advance(5));
        traces.extend(other.advance(9));
    }
    assert!(traces.iter().all(|trace| *trace == whole));
}
