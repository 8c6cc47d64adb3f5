//! Chapter 2: what its traces must show.

mod ends;
mod many;
mod starts;
mod turns;

use super::seen::when;
use trace::{CallId, EventKind, OpEnd, OpId, OpKind, PollResult, TaskId, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// When calls of this name were dropped unfinished, in whole milliseconds.
fn dropped(trace: &Trace, name: &str) -> Vec<u64> {
    when(trace, |kind| matches!(kind, EventKind::CallDropped(c) if trace.call_name(*c) == name))
}

/// The calls of this name, in the order in which they were made.
fn calls(trace: &Trace, name: &str) -> Vec<CallId> {
    let numbers = 0..u32::try_from(trace.calls.len()).expect("few calls");
    numbers.map(CallId).filter(|call| trace.call_name(*call) == name).collect()
}

/// The place of the first event of this kind.
fn place(trace: &Trace, wanted: EventKind) -> usize {
    let found = trace.events.iter().position(|event| event.kind == wanted);
    found.unwrap_or_else(|| panic!("{wanted:?} does not happen"))
}

/// The place of the first line that begins so.
fn line(trace: &Trace, start: &str) -> usize {
    let found = trace.log().find(|(_, _, text)| text.starts_with(start));
    found.map_or_else(|| panic!("“{start}” is never printed"), |(place, _, _)| place)
}

/// What happens in a range of places.
fn kinds(trace: &Trace, range: std::ops::Range<usize>) -> Vec<EventKind> {
    trace.events[range].iter().map(|event| event.kind).collect()
}

/// The sleeps, in the order in which they were asked for: their lengths as the diagram says them,
/// and how each of them ended.
fn sleeps(trace: &Trace) -> Vec<(&str, OpEnd)> {
    let ends = trace.events.iter().filter_map(|event| match event.kind {
        EventKind::OpEnded(op, end) => Some((op, end)),
        _ => None,
    });
    let mut ends: Vec<(OpId, OpEnd)> =
        ends.filter(|(op, _)| trace.op(*op).kind == OpKind::Sleep).collect();
    ends.sort_by_key(|(op, _)| op.index());
    ends.into_iter().map(|(op, end)| (trace.name(trace.op(op).label), end)).collect()
}

/// When polls of this task began, in whole milliseconds.
fn polls(trace: &Trace, task: u32) -> Vec<u64> {
    when(trace, |kind| *kind == EventKind::PollStarted(TaskId(task)))
}

/// When polls of this task answered `Pending`, in whole milliseconds.
fn pendings(trace: &Trace, task: u32) -> Vec<u64> {
    let pending = EventKind::PollEnded(TaskId(task), PollResult::Pending);
    when(trace, |kind| *kind == pending)
}

#[test]
fn every_prediction_of_this_chapter_has_the_answer_that_its_prose_explains() {
    let chapter = &examples::chapters()[1];
    // What only a page can run is asked about in Chromium (`bridges.test.mjs`).
    for example in chapter.examples.iter().filter(|example| !example.kind.needs_page()) {
        let question = example.question().expect("this chapter asks one at every example");
        let right = example.predict(&super::seen::run(example.id)).expect("an answer holds");
        let words = match example.id {
            "select-race" => "`florist: hangs up`",
            "join-all" => "At 30 ms, with all three results",
            "await-twice" => "Once",
            "async-map" => "When `join_all` is awaited",
            "streams" => "Nothing.",
            "many-requests" => "110 ms",
            "create-then-await" => "As long as both, one after the other",
            "drop-cancels" => "`import.tmp: removed`",
            "timeout" => "Saucers only",
            "await-ready" => "After `main: gives way`",
            "order" => "`letter: arrives`",
            "nested-polls" => "All four, `main` first",
            "errors" => "It is dropped at 20 ms.",
            "spawn" => "`main: dropped the handle of slides`",
            other => panic!("{other} is not in this list"),
        };
        assert_eq!(question.answers[right], words, "{}", example.id);
    }
}
