//! Who starts the work, and when: futures created and awaited, and tasks spawned.

use super::{calls, line, pendings, place, polls, sleeps};
use crate::seen::{end_ms, entered, lines, run, run_with, timed_lines, when};
use trace::{Cause, EventKind, OpEnd, OpId, TaskId, WakeEffect};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn create_then_await_makes_both_requests_first_and_begins_each_at_its_await() {
    let trace = run("create-then-await");
    let [profile, orders] = calls(&trace, "request")[..] else { panic!("two requests") };
    let made = place(&trace, EventKind::CallCreated(orders));
    assert!(made < place(&trace, EventKind::CallEntered(profile)), "both before either runs");
    assert_eq!(entered(&trace, "request"), [0, 40, 40, 70], "the second begins at 40");
    assert!(line(&trace, "200 /profile") < place(&trace, EventKind::CallEntered(orders)));
    assert!(lines(&trace).contains(&"both requests took 70ms"));
}

#[test]
fn create_then_await_shows_that_bare_sleeps_run_from_their_creation() {
    let trace = run("create-then-await");
    let (profile, orders) = (OpId(2), OpId(3));
    assert_eq!(sleeps(&trace)[2..], [("40 ms", OpEnd::Done), ("30 ms", OpEnd::Done)]);
    assert_eq!(when(&trace, |kind| *kind == EventKind::OpStarted(profile)), [70]);
    assert_eq!(when(&trace, |kind| *kind == EventKind::OpStarted(orders)), [70]);
    assert_eq!(when(&trace, |kind| *kind == EventKind::OpEnded(orders, OpEnd::Done)), [100]);
    let wakes = |kind: &EventKind| matches!(kind, EventKind::Woken(_, Cause::Op(OpId(3)), _));
    assert_eq!(when(&trace, wakes), [0_u64; 0], "nobody had polled it when it rang");
    assert_eq!(polls(&trace, 0), [0, 40, 70, 110], "no suspension at `orders.await`");
    assert!(lines(&trace).contains(&"both timers took 40ms"));
}

#[test]
fn create_then_await_has_the_sum_for_requests_and_the_longer_for_timers_whatever_the_knob() {
    for (orders, requests, timers) in [(10, 50, 40), (30, 70, 40), (90, 130, 90)] {
        let trace = run_with("create-then-await", "orders_ms", orders);
        assert_eq!(end_ms(&trace), requests + timers, "{orders}");
    }
}

#[test]
fn spawn_queues_a_task_that_starts_when_its_spawner_is_suspended() {
    let trace = run("spawn");
    let suspended = place(&trace, EventKind::PollEnded(TaskId(0), trace::PollResult::Pending));
    for task in [1, 2] {
        assert!(place(&trace, EventKind::TaskSpawned(TaskId(task))) < suspended);
        assert!(place(&trace, EventKind::PollStarted(TaskId(task))) > suspended);
    }
    assert_eq!(pendings(&trace, 0), [0], "once: at the await of the handle");
    let both_queued = trace.state_at(suspended);
    assert_eq!(both_queued.ready, [TaskId(1), TaskId(2)]);
}

#[test]
fn spawn_lets_a_task_without_a_handle_run_to_its_end() {
    let trace = run("spawn");
    assert_eq!(
        timed_lines(&trace)[4..],
        [(20, "slides: done"), (30, "film: done"), (30, "main: 24 prints"),]
    );
    let ended = trace::Ended::Completed;
    assert_eq!(when(&trace, |kind| *kind == EventKind::TaskEnded(TaskId(2), ended)), [20]);
    let woken = EventKind::Woken(TaskId(0), Cause::Task(TaskId(1)), WakeEffect::Queued);
    assert_eq!(when(&trace, |kind| *kind == woken), [30], "the film's end wakes who awaits it");
}
