//! Threads of chapter 4: what stays on their stacks, and what they take off the executor's.

use crate::seen::{entered, lines, run, run_with, timed_lines, when};
use trace::{EventKind, LaneKind, OpEnd, TaskId, ThreadEvent, Trace, WaitOn};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// When threads did something, in whole milliseconds.
fn threads_when(trace: &Trace, wanted: impl Fn(ThreadEvent) -> bool) -> Vec<u64> {
    when(trace, |kind| matches!(kind, EventKind::Thread(event) if wanted(*event)))
}

#[test]
fn echo_threads_keeps_the_stack_of_every_connection_while_it_waits() {
    let trace = run("echo-threads");
    let mut waits = 0;
    for (index, event) in trace.events.iter().enumerate() {
        let EventKind::WaitStarted(wait) = event.kind else { continue };
        let WaitOn::Op(op) = trace.wait(wait).on else { continue };
        let state = trace.state_at(index + 1);
        let stack = &state.stacks[trace.op(op).lane.index()];
        let names: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
        let expected = [vec!["main", "accept"], vec!["serve", "echo", "read"]];
        assert!(expected.contains(&names), "{names:?}");
        waits += 1;
    }
    assert!(waits >= 6, "main waits three times, and each client is waited for: {waits}");
    assert_eq!(entered(&trace, "echo").len(), 2, "each echo is entered once, not once a poll");
}

#[test]
fn echo_threads_reserves_a_stack_for_every_connection() {
    let trace = run("echo-threads");
    let of = |kind| trace.lanes.iter().filter(|lane| lane.kind == kind).count();
    assert_eq!((of(LaneKind::Thread), trace.tasks.len()), (1 + 2, 0));
    let two_mebibytes = |event| matches!(event, ThreadEvent::Spawned(_, 2048));
    assert_eq!(threads_when(&trace, two_mebibytes), [5, 15]);
}

#[test]
fn echo_threads_ends_one_thread_by_an_error_and_the_other_goes_on() {
    let trace = run("echo-threads");
    let failed = |kind: &EventKind| matches!(kind, EventKind::OpEnded(_, OpEnd::Failed(_)));
    assert_eq!(when(&trace, failed), [50]);
    assert_eq!(threads_when(&trace, |event| event == ThreadEvent::Ended)[..2], [50, 70]);
    let printed = timed_lines(&trace);
    assert_eq!(printed[2], (50, "10.0.0.2:40001 is lost: connection reset"));
    assert_eq!(printed[3], (70, "10.0.0.1:40000 leaves, 24 bytes echoed"));
    let of_echoes = |id| {
        let trace = run(id);
        let lines = lines(&trace).into_iter().filter(|line| !line.starts_with("10.0.0.3"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of_echoes("echo-threads"), of_echoes("echo-server"), "as the tasks do");
}

#[test]
fn spawn_blocking_computes_on_a_lane_of_its_own_and_delays_nobody() {
    for digest_ms in [25, 60] {
        let trace = run_with("spawn-blocking", "digest_ms", digest_ms);
        let computes = trace.events.iter().find(|event| event.kind == EventKind::WorkStarted);
        let lane = computes.expect("the digest is computed").lane;
        assert_eq!(trace.lane(lane).kind, LaneKind::Thread);
        let late = lines(&trace).into_iter().filter(|line| line.starts_with("heartbeat"));
        assert!(late.clone().all(|line| line == "heartbeat: 0 ms late"));
        assert_eq!(late.count(), 3);
    }
}

#[test]
fn spawn_blocking_wakes_whoever_awaits_its_handle() {
    let trace = run("spawn-blocking");
    let woken = |kind: &EventKind| matches!(kind, EventKind::Woken(TaskId(0), ..));
    assert_eq!(when(&trace, woken), [10, 20, 25, 30], "three heartbeats, and the digest at 25 ms");
    assert_eq!(timed_lines(&trace)[2], (25, "digest: done"));
}
