//! Chapter 4: what its traces must show.

mod servers;
mod size;
mod tasks;
mod threads;

use super::seen::when;
use examples::{chapters, find};
use trace::{Cause, Ended, EventKind, TaskId, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// When tasks ended of their own accord, in whole milliseconds.
fn completed(trace: &Trace) -> Vec<u64> {
    when(trace, |kind| matches!(kind, EventKind::TaskEnded(_, Ended::Completed)))
}

/// The names of the calls on the stack when the first call of this name is entered.
fn stack_of<'a>(trace: &'a Trace, name: &str) -> Vec<&'a str> {
    let is_it = |kind: EventKind| match kind {
        EventKind::CallEntered(call) => trace.call_name(call) == name,
        _ => false,
    };
    let index = trace.events.iter().position(|event| is_it(event.kind)).expect(name);
    let state = trace.state_at(index);
    let stack = &state.stacks[trace.events[index].lane.index()];
    stack.iter().map(|call| trace.call_name(*call)).collect()
}

/// When tasks were woken by other tasks, and which.
fn woken_by_tasks(trace: &Trace) -> Vec<(u64, TaskId, TaskId)> {
    let wake = |event: &trace::Event| match event.kind {
        EventKind::Woken(woken, Cause::Task(by), _) => Some((event.at.0 / 1_000_000, woken, by)),
        _ => None,
    };
    trace.events.iter().filter_map(wake).collect()
}

/// When a lane began to wait for something whose name begins so.
fn waits_for(trace: &Trace, start: &str) -> Vec<u64> {
    when(trace, |kind| match kind {
        EventKind::WaitStarted(wait) => trace.wait_label(trace.wait(*wait).on).starts_with(start),
        _ => false,
    })
}

#[test]
fn the_run_of_each_example_bears_out_the_answer_that_its_author_expects() {
    let chapter =
        chapters().iter().find(|chapter| chapter.folder == "at_work").expect("it is there");
    let found: Vec<_> = chapter
        .examples
        .iter()
        .filter_map(|example| {
            let place = example.predict(&find(example.id).ok()?.run(&example.rehearsal()))?;
            Some((example.id, place))
        })
        .collect();
    let expected = [
        ("echo-server", 1),
        ("echo-threads", 2),
        ("chat-tasks", 1),
        ("channels", 1),
        ("actors", 1),
        ("async-mutex", 0),
        ("lost-update", 1),
        ("interval", 2),
        ("cpu-hog", 2),
        ("spawn-blocking", 0),
        ("callbacks", 2),
        ("http-router", 1),
        ("cloud-client", 1),
        ("hundred-thousand", 1),
    ];
    assert_eq!(found, expected);
}
