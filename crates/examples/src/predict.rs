//! Which answer of a prediction a run bears out: functions of its trace, never a typed-in letter.
//!
//! The question and its answers are words and stand in the example's prose; here is only how to
//! tell which of them is right. A knob may make another answer right, or none.

use std::collections::{BTreeMap, BTreeSet};
use trace::{Cause, Event, EventKind, Instant, Outcome, TaskId, Trace};

/// The place of the right answer among the answers, from 0; none if none of them holds.
pub type Predict = fn(&Trace) -> Option<usize>;

/// The place of the first answer that holds.
pub fn first_that_holds(answers: &[bool]) -> Option<usize> {
    answers.iter().position(|holds| *holds)
}

/// The first line that is printed.
pub fn first_line(trace: &Trace) -> &str {
    trace.log().next().map_or("", |(_, _, text)| text)
}

/// Whether a line that begins with `first` is printed before any that begins with `second`.
pub fn prints_before(trace: &Trace, first: &str, second: &str) -> bool {
    let place = |start| trace.log().position(|(_, _, text)| text.starts_with(start));
    match (place(first), place(second)) {
        (Some(first), Some(second)) => first < second,
        (first, _) => first.is_some(),
    }
}

/// The instant at which the first line that begins with `start` is printed.
pub fn printed_at(trace: &Trace, start: &str) -> Option<Instant> {
    trace.log().find(|(_, _, text)| text.starts_with(start)).map(|(_, event, _)| event.at)
}

/// The instant at which the last line that begins with `start` is printed.
pub fn printed_last_at(trace: &Trace, start: &str) -> Option<Instant> {
    let lines = trace.log().filter(|(_, _, text)| text.starts_with(start));
    lines.last().map(|(_, event, _)| event.at)
}

/// How many lines begin with `start`.
pub fn lines(trace: &Trace, start: &str) -> usize {
    trace.log().filter(|(_, _, text)| text.starts_with(start)).count()
}

/// When the calls of this name were entered: sync ones once, async ones at every poll.
pub fn entered(trace: &Trace, name: &str) -> Vec<Instant> {
    entries(trace, name).map(|event| event.at).collect()
}

/// On how many lanes the calls of this name were entered.
pub fn lanes_of(trace: &Trace, name: &str) -> usize {
    entries(trace, name).map(|event| event.lane).collect::<BTreeSet<_>>().len()
}

fn entries<'a>(trace: &'a Trace, name: &'a str) -> impl Iterator<Item = &'a Event> {
    trace.events.iter().filter(move |event| enters(trace, event.kind, name))
}

/// How many polls there were of other tasks than the main one.
pub fn polls_beside_main(trace: &Trace) -> usize {
    let polls = |kind: EventKind| matches!(kind, EventKind::PollStarted(task) if task.0 > 0);
    trace.events.iter().filter(|event| polls(event.kind)).count()
}

/// How many polls there were in all.
pub fn polls(trace: &Trace) -> usize {
    let polls = trace.events.iter().filter(|e| matches!(e.kind, EventKind::PollStarted(_)));
    polls.count()
}

/// How long the run took, in whole milliseconds of virtual time.
pub fn total_ms(trace: &Trace) -> u64 {
    trace.end().0 / 1_000_000
}

/// For how long calls computed, in whole milliseconds, over all lanes.
pub fn work_ms(trace: &Trace) -> u64 {
    let mut since = BTreeMap::new();
    let mut nanos = 0;
    for event in &trace.events {
        match event.kind {
            EventKind::WorkStarted => drop(since.insert(event.lane.index(), event.at.0)),
            EventKind::WorkEnded => {
                nanos += since.remove(&event.lane.index()).map_or(0, |from| event.at.0 - from);
            }
            _ => {}
        }
    }
    nanos / 1_000_000
}

/// The line that is printed next after the first one that begins with `start`.
pub fn line_after<'a>(trace: &'a Trace, start: &str) -> &'a str {
    let mut log = trace.log().map(|(_, _, text)| text);
    log.find(|text| text.starts_with(start));
    log.next().unwrap_or_default()
}

/// The line that is printed just before the first one that begins with `start`.
pub fn line_before<'a>(trace: &'a Trace, start: &str) -> &'a str {
    let log = trace.log().map(|(_, _, text)| text);
    log.take_while(|text| !text.starts_with(start)).last().unwrap_or_default()
}

/// When the calls of this name were dropped unfinished, in whole milliseconds.
pub fn dropped_ms(trace: &Trace, name: &str) -> Vec<u64> {
    let dropped = trace.events.iter().filter(|event| match event.kind {
        EventKind::CallDropped(call) => trace.call_name(call) == name,
        _ => false,
    });
    dropped.map(|event| event.at.0 / 1_000_000).collect()
}

/// What first woke the main task.
pub fn main_woken_by(trace: &Trace) -> Option<Cause> {
    trace.events.iter().find_map(|event| match event.kind {
        EventKind::Woken(TaskId(0), cause, _) => Some(cause),
        _ => None,
    })
}

/// The names of the calls that were entered during a poll, counted from 0, in order.
pub fn entered_in_poll(trace: &Trace, poll: usize) -> Vec<&str> {
    let mut polls = 0;
    let mut names = Vec::new();
    for event in &trace.events {
        match event.kind {
            EventKind::PollStarted(_) => polls += 1,
            EventKind::CallEntered(call) if polls == poll + 1 => names.push(trace.call_name(call)),
            _ => {}
        }
    }
    names
}

/// The first line that has `part` in it.
pub fn first_line_with<'a>(trace: &'a Trace, part: &str) -> Option<&'a str> {
    trace.log().map(|(_, _, text)| text).find(|text| text.contains(part))
}

/// Whether the main task returned.
pub fn completed(trace: &Trace) -> bool {
    trace.outcome == Outcome::Completed
}

/// Who was atop the stack when the first call of this name was entered.
pub fn caller_of<'a>(trace: &'a Trace, name: &str) -> Option<&'a str> {
    let entered = trace.events.iter().position(|event| enters(trace, event.kind, name))?;
    let state = trace.state_at(entered);
    let stack = &state.stacks[trace.events[entered].lane.index()];
    stack.last().map(|caller| trace.call_name(*caller))
}

/// Whether a call of this name comes onto the stack.
fn enters(trace: &Trace, kind: EventKind, name: &str) -> bool {
    matches!(kind, EventKind::CallEntered(call) if trace.call_name(call) == name)
}
