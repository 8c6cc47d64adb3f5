//! Many futures at once: lists of them, streams of them, and one that several await.

use super::{calls, dropped, line, place, polls, sleeps};
use crate::seen::{end_ms, entered, lines, run, run_with, timed_lines, when};
use trace::{CallId, Cause, EventKind, LaneId, OpEnd, OpKind, TaskId, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// When this call was entered, in whole milliseconds.
fn enters(trace: &Trace, call: CallId) -> Vec<u64> {
    when(trace, |kind| *kind == EventKind::CallEntered(call))
}

#[test]
fn join_all_polls_every_pending_sibling_at_any_wake() {
    let trace = run("join-all");
    let [cat, film, dog] = calls(&trace, "upload")[..3] else { panic!("three uploads") };
    assert_eq!(enters(&trace, cat), [0, 10, 20, 30]);
    assert_eq!(enters(&trace, film), [0, 10]);
    assert_eq!(enters(&trace, dog), [0, 10, 20]);
    assert_eq!(polls(&trace, 0), [0, 10, 20, 30, 40]);
}

#[test]
fn join_all_keeps_errors_as_answers_and_waits_for_the_last() {
    let trace = run("join-all");
    let line = (30, "join_all: [Ok(\"cat\"), Err(\"too large\"), Ok(\"dog\")]");
    assert_eq!(timed_lines(&trace)[2], line);
    let cut = |(_, end): &(&str, OpEnd)| *end == OpEnd::Cancelled;
    assert!(!sleeps(&trace)[..3].iter().any(cut));
}

#[test]
fn join_all_of_the_trying_kind_ends_at_the_first_error_and_drops_the_rest() {
    let trace = run("join-all");
    assert_eq!(timed_lines(&trace)[3..], [(40, "try_join_all: too large")]);
    assert_eq!(dropped(&trace, "upload"), [40, 40]);
    let ends: Vec<_> = sleeps(&trace)[3..].iter().map(|(_, end)| *end).collect();
    assert_eq!(ends, [OpEnd::Cancelled, OpEnd::Done, OpEnd::Cancelled]);
    let dog = calls(&trace, "upload")[5];
    assert_eq!(enters(&trace, dog), [30], "not polled again after the error");
}

#[test]
fn await_twice_runs_once_for_two_awaiters() {
    let trace = run("await-twice");
    assert_eq!(calls(&trace, "forecast").len(), 1);
    assert_eq!(sleeps(&trace), [("30 ms", OpEnd::Done)]);
    assert_eq!(lines(&trace).iter().filter(|line| line.contains("17 °C")).count(), 3);
    let wakes = |kind: &EventKind| matches!(kind, EventKind::Woken(TaskId(1 | 2), Cause::Op(_), _));
    assert_eq!(when(&trace, wakes), [30, 30], "one timer wakes both tasks");
}

#[test]
fn await_twice_is_driven_by_whoever_is_polled() {
    let trace = run("await-twice");
    let [forecast] = calls(&trace, "forecast")[..] else { panic!("one forecast") };
    let enters = trace.events.iter().filter(|e| e.kind == EventKind::CallEntered(forecast));
    let lanes: Vec<_> = enters.map(|event| (event.at.0 / 1_000_000, event.lane)).collect();
    let lane = |task| trace.task(TaskId(task)).lane;
    let (header, map): (LaneId, LaneId) = (lane(1), lane(2));
    assert_eq!(lanes, [(0, header), (0, map), (30, header)]);
}

#[test]
fn async_map_makes_a_list_that_nobody_runs() {
    let trace = run("async-map");
    let blocks = calls(&trace, "async block");
    let made = |kind: &EventKind| matches!(kind, EventKind::CallCreated(c) if blocks.contains(c));
    assert_eq!(when(&trace, made), [0, 0, 0]);
    assert_eq!(entered(&trace, "async block")[..3], [50, 50, 50]);
    assert!(line(&trace, "main: 3 futures") < place(&trace, EventKind::CallEntered(blocks[0])));
}

#[test]
fn async_map_with_join_all_runs_them_together() {
    for (pause, end) in [(0, 30), (50, 80), (100, 130)] {
        let trace = run_with("async-map", "pause_ms", pause);
        assert_eq!(end_ms(&trace), end, "{pause}");
        let last = lines(&trace).last().copied();
        assert_eq!(last, Some("main: tea: te, milk: llaeth, sugar: siwgr"));
    }
}

#[test]
fn streams_make_an_item_only_when_asked_for_it() {
    let trace = run("streams");
    let made = calls(&trace, "fetch_page").into_iter().map(|call| enters(&trace, call)[0]);
    assert_eq!(made.collect::<Vec<_>>(), [0, 50, 100, 150], "after main has read, not before");
    let open: Vec<_> = when(&trace, |kind| matches!(kind, EventKind::OpStarted(_)));
    assert_eq!(open, [0, 30, 50, 80, 100, 130], "fetching and reading take turns");
}

#[test]
fn streams_end_with_none_and_the_loop_with_them() {
    let trace = run("streams");
    assert_eq!(lines(&trace).last().copied(), Some("main: that was all"));
    let empty = run_with("streams", "pages", 0);
    assert_eq!((lines(&empty), end_ms(&empty)), (vec!["main: that was all"], 0));
    assert_eq!(end_ms(&run_with("streams", "pages", 5)), 250);
}

#[test]
fn many_requests_take_from_the_sum_down_to_the_slowest() {
    let total = |at_once| end_ms(&run_with("many-requests", "at_once", at_once));
    assert_eq!([1, 2, 3, 4, 5].map(total), [200, 110, 70, 70, 70]);
    let trace = run("many-requests");
    let (mut sum, mut slowest, mut since) = (0, 0, vec![0; trace.ops.len()]);
    for event in &trace.events {
        match event.kind {
            EventKind::OpStarted(op) => since[op.index()] = event.at.0,
            EventKind::OpEnded(op, _) if trace.op(op).kind == OpKind::Connect => {
                let took = event.at.0 - since[op.index()];
                (sum, slowest) = (sum + took, slowest.max(took));
            }
            _ => {}
        }
    }
    assert_eq!((sum, slowest), (200_000_000, 70_000_000));
}

#[test]
fn many_requests_are_never_more_at_once_than_the_knob_says() {
    for at_once in 1..=5 {
        let trace = run_with("many-requests", "at_once", at_once);
        let reach = calls(&trace, "reach");
        let (mut now, mut most) = (0, 0);
        for event in &trace.events {
            match event.kind {
                EventKind::CallCreated(call) if reach.contains(&call) => now += 1,
                EventKind::CallLeft(call, trace::Left::Returned) if reach.contains(&call) => {
                    now -= 1;
                }
                _ => {}
            }
            most = most.max(now);
        }
        assert_eq!(most, at_once);
    }
}

#[test]
fn many_requests_poll_only_the_one_whose_answer_has_come() {
    let trace = run("many-requests");
    let [baku, kyiv, ..] = calls(&trace, "reach")[..] else { panic!("five") };
    assert_eq!(enters(&trace, baku), [0, 0, 30], "not at 20, when kyiv answers");
    assert_eq!(enters(&trace, kyiv), [0, 0, 20]);
}
