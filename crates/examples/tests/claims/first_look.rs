//! Chapter 1: what its traces must show.

use super::seen::{end_ms, entered, lines, run, when};
use trace::{CallState, EventKind};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn lazy_future_never_enters_the_body_that_nobody_awaits() {
    let trace = run("lazy-future");
    assert!(!lines(&trace).iter().any(|line| line.contains("mint goes into the pot")));
    assert_eq!(entered(&trace, "brew"), [0, 30], "the awaited call only: two polls");
    let never_entered = |kind: &EventKind| match kind {
        EventKind::CallDropped(call) => {
            let enters = EventKind::CallEntered(*call);
            trace.call_name(*call) == "brew" && !trace.events.iter().any(|e| e.kind == enters)
        }
        _ => false,
    };
    assert_eq!(when(&trace, never_entered), [30], "it is dropped as it was made");
}

#[test]
fn lazy_future_evaluates_arguments_at_the_call_and_the_body_at_the_await() {
    let trace = run("lazy-future");
    let place = |text| lines(&trace).iter().position(|line| *line == text).expect(text);
    assert!(place("favourite: green") < place("main: called brew for green"));
    assert!(place("main: called brew for green") < place("brew: green goes into the pot"));
}

#[test]
fn async_sequential_takes_the_sum() {
    let trace = run("async-sequential");
    assert_eq!(entered(&trace, "cook"), [0, 30, 30, 50]);
    assert_eq!(end_ms(&trace), 50);
    assert_eq!(lines(&trace)[1..3], ["soup: done", "rice: on the stove"]);
}

#[test]
fn async_concurrent_ends_at_the_later_wait_and_interleaves_on_one_thread() {
    let trace = run("async-concurrent");
    assert_eq!(end_ms(&trace), 30, "the later of 30 and 20, not their sum");
    assert_eq!(
        lines(&trace)[..4],
        ["soup: on the stove", "rice: on the stove", "rice: done", "soup: done"]
    );
    assert_eq!(trace.tasks.len(), 1, "one task polls both");
    assert_eq!(entered(&trace, "cook"), [0, 0, 20, 20, 30], "the wake at 20 polls the sibling too");
}

#[test]
fn cheapo_request_keeps_its_callers_on_the_stack_while_it_waits() {
    let trace = run("cheapo-request");
    let waits = trace.events.iter().enumerate().filter_map(|(index, event)| match event.kind {
        EventKind::WaitStarted(_) => Some((index, event.lane)),
        _ => None,
    });
    let mut seen = Vec::new();
    for (index, lane) in waits {
        let state = trace.state_at(index + 1);
        let stack = &state.stacks[lane.index()];
        let names: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
        assert_eq!(names[..2], ["main", "cheapo_request"]);
        assert!(stack.iter().all(|call| state.calls[call.index()] == CallState::Active));
        seen.push(names[2].to_owned());
    }
    assert_eq!(seen[..3], ["getaddrinfo", "connect", "read"]);
    assert_eq!(end_ms(&trace), 15 + 40 + 70 + 5, "look-up, connect, ask and answer, parse");
}
