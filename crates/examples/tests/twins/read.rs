//! What can be read off the traces of a pair, alike for both languages.

use trace::{CallId, Event, EventKind, OpEnd, OpKind, Trace};

/// What a run asked of the outside world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    pub kind: OpKind,
    pub label: String,
    pub from_ms: u64,
    pub to_ms: u64,
    pub end: OpEnd,
}

/// The operations of a run, in the order in which they were asked for.
pub fn ops(trace: &Trace) -> Vec<Op> {
    let at = |wanted: &dyn Fn(EventKind) -> bool| {
        let event = trace.events.iter().find(|event| wanted(event.kind));
        event.expect("every operation begins and ends")
    };
    let numbers = 0..u32::try_from(trace.ops.len()).expect("few operations");
    let found = numbers.map(trace::OpId).map(|op| {
        let ended = at(&|kind| matches!(kind, EventKind::OpEnded(other, _) if other == op));
        let EventKind::OpEnded(_, end) = ended.kind else { unreachable!("it was just found") };
        Op {
            kind: trace.op(op).kind,
            label: trace.name(trace.op(op).label).to_owned(),
            from_ms: at(&|kind| kind == EventKind::OpStarted(op)).at.0 / 1_000_000,
            to_ms: ended.at.0 / 1_000_000,
            end,
        }
    });
    found.collect()
}

/// The same as texts: `sleep 5 ms, from 0 to 5: done`.
pub fn seen_ops(trace: &Trace) -> Vec<String> {
    let text = |op: Op| {
        let end = match op.end {
            OpEnd::Done => "done",
            OpEnd::Failed(name) => trace.name(name),
            OpEnd::Cancelled => "cancelled",
        };
        let kind = format!("{:?}", op.kind).to_lowercase();
        format!("{kind} {}, from {} to {}: {end}", op.label, op.from_ms, op.to_ms)
    };
    ops(trace).into_iter().map(text).collect()
}

/// From when to when each operation of this kind lasted, in whole milliseconds.
pub fn spans(trace: &Trace, kind: OpKind) -> Vec<(u64, u64)> {
    let ops = ops(trace).into_iter().filter(|op| op.kind == kind);
    ops.map(|op| (op.from_ms, op.to_ms)).collect()
}

/// The same of sleeps, the most common operation.
pub fn sleeps(trace: &Trace) -> Vec<(u64, u64)> {
    spans(trace, OpKind::Sleep)
}

/// From when to when the cancelled operations lasted.
pub fn cancelled(trace: &Trace) -> Vec<(u64, u64)> {
    let ops = ops(trace).into_iter().filter(|op| op.end == OpEnd::Cancelled);
    ops.map(|op| (op.from_ms, op.to_ms)).collect()
}

/// When the promise of a twin's `main` was settled, in whole milliseconds.
pub fn main_ended(trace: &Trace) -> u64 {
    let ends = |event: &&Event| match event.kind {
        EventKind::CallLeft(CallId(0), left) => left.is_done(),
        _ => false,
    };
    let ended = trace.events.iter().find(ends).expect("main is entered first, and ends");
    ended.at.0 / 1_000_000
}

/// In which turn of the event loop, or in which poll, each line was printed, from 0.
pub fn turns_of_lines(trace: &Trace) -> Vec<(usize, &str)> {
    let begins =
        |event: &&Event| matches!(event.kind, EventKind::TurnStarted | EventKind::PollStarted(_));
    let turn = |place: usize| trace.events[..place].iter().filter(begins).count() - 1;
    trace.log().map(|(place, _, text)| (turn(place), text)).collect()
}

/// How many turns of the event loop, or how many polls, there were.
pub fn turns(trace: &Trace) -> usize {
    let begins =
        |event: &&Event| matches!(event.kind, EventKind::TurnStarted | EventKind::PollStarted(_));
    trace.events.iter().filter(begins).count()
}
