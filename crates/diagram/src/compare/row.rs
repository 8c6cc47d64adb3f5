//! What can be matched between two runs: calls, polls, turns, operations and printed lines, in
//! groups whose names outlive a change.

use crate::inspect::Thing;
use crate::ledger::{Ledger, Reach};
use crate::words::call_label;
use std::collections::BTreeMap;
use trace::{
    CallId, Cause, Ended, EventKind, LaneId, LaneKind, Left, OpEnd, OpId, OpKind, PollResult,
    TaskId, Trace,
};

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) thing: Thing,
    pub(super) reach: Reach,
    /// What tells it from the others of its group, where groups are of different lengths.
    pub(super) mark: String,
    /// How it ended, as the end of a sentence; nothing where there is no other way.
    pub(super) how: String,
}

/// The rows of a run by the names of their groups, each group in order.
pub(super) fn rows(trace: &Trace, ledger: &Ledger) -> BTreeMap<String, Vec<Row>> {
    let lanes: Vec<String> =
        (0..trace.lanes.len() as u32).map(|lane| lane_key(trace, LaneId(lane))).collect();
    let lane = |id: LaneId| &lanes[id.index()][..];
    let mut groups: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut add = |group: [&str; 3], row: Row| {
        groups.entry(group.join("\n")).or_default().push(row);
    };
    let calls = call_keys(trace, ledger, &lanes);
    for (number, row) in ledger.calls.known() {
        let Some((home, reach)) = row.lane.zip(row.life()) else { continue };
        let id = CallId(number as u32);
        let how = how(trace, row.over, row.pieces.is_empty());
        let mark = String::new();
        add(
            [lane(home), "call", trace.call_name(id)],
            Row { thing: Thing::Call(id), reach, mark, how },
        );
    }
    for round in &ledger.rounds {
        let number = round.number as u32;
        let thing = round.task.map_or(Thing::Turn(number), |task| Thing::Poll(task, number));
        let how = match round.answer {
            Some(PollResult::Ready) => "Ready",
            Some(PollResult::Pending) => "Pending",
            None => "nothing",
        };
        let mark = round.brought.map_or_else(String::new, |event| brought(trace, event, &lanes));
        let row = Row { thing, reach: round.reach, mark, how: how.to_owned() };
        add([lane(round.lane), "round", ""], row);
    }
    for (number, row) in ledger.ops.known() {
        let Some(from) = row.started else { continue };
        let id = OpId(number as u32);
        let op = trace.op(id);
        let asker = row.asker.map_or(lane(op.lane), |call| &calls[call.index()]);
        let mark = trace.op_label(id);
        let how = op_end(trace, row.end);
        let reach = Reach { from, to: row.ended };
        let kind = format!("{:?}", op.kind);
        add([asker, "op", &kind], Row { thing: Thing::Op(id), reach, mark, how });
    }
    for (event, found, text) in trace.log() {
        let reach = Reach { from: event, to: Some(event) };
        let (mark, how) = (text.to_owned(), String::new());
        add([lane(found.lane), "line", ""], Row { thing: Thing::Line(event), reach, mark, how });
    }
    groups
}

/// A lane by its kind, its name, and its place among those of that name.
fn lane_key(trace: &Trace, id: LaneId) -> String {
    let row = trace.lane(id);
    let is_like = |other: &&trace::Lane| {
        std::mem::discriminant(&other.kind) == std::mem::discriminant(&row.kind)
            && trace.name(other.name) == trace.name(row.name)
    };
    let nth = trace.lanes[..id.index()].iter().filter(is_like).count().to_string();
    let kind = match row.kind {
        LaneKind::Reactor => "reactor",
        LaneKind::Task(_) => "task",
        LaneKind::Thread => "thread",
        LaneKind::JavaScript => "javascript",
    };
    [kind, trace.name(row.name), &nth].join(" ")
}

/// Each call by its lane, its function, and its place among those of that function there.
fn call_keys(trace: &Trace, ledger: &Ledger, lanes: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let keys = (0..trace.calls.len() as u32).map(CallId).map(|id| {
        let lane = ledger.calls[id.index()].lane;
        let lane = lane.map_or("", |lane| &lanes[lane.index()]);
        let name = [lane, trace.call_name(id)].join(" ");
        let nth = seen.entry(name.clone()).or_default();
        *nth += 1;
        [name, nth.to_string()].join(" ")
    });
    keys.collect()
}

/// What brought a poll or a turn, without what a change may change.
fn brought(trace: &Trace, event: usize, lanes: &[String]) -> String {
    let task = |task: TaskId| lanes[trace.task(task).lane.index()].clone();
    match trace.events[event].kind {
        EventKind::Woken(_, Cause::Op(op), _) | EventKind::OpEnded(op, _) => trace.op_label(op),
        EventKind::Woken(_, Cause::Task(other), _) => task(other),
        EventKind::Woken(_, Cause::Thread(lane), _) => lanes[lane.index()].clone(),
        EventKind::Woken(_, Cause::Itself, _) => "itself".to_owned(),
        EventKind::Woken(_, Cause::Outside, _) => "outside".to_owned(),
        _ => "spawned".to_owned(),
    }
}

fn how(trace: &Trace, over: Option<usize>, unborn: bool) -> String {
    let how = match over.map(|event| trace.events[event].kind) {
        Some(EventKind::CallDropped(_)) if unborn => "dropped, its body never run",
        Some(EventKind::CallDropped(_)) => "dropped",
        Some(EventKind::CallLeft(_, Left::Ready)) => "Ready",
        Some(EventKind::CallLeft(_, Left::Pending)) => "Pending",
        Some(EventKind::CallLeft(_, Left::Threw)) => "with an error thrown",
        Some(EventKind::TaskEnded(_, Ended::Aborted)) => "aborted",
        Some(_) => "returned",
        None => "never",
    };
    how.to_owned()
}

fn op_end(trace: &Trace, end: Option<OpEnd>) -> String {
    match end {
        Some(OpEnd::Done) => "done".to_owned(),
        Some(OpEnd::Failed(how)) => ["failed:", trace.name(how)].join(" "),
        Some(OpEnd::Cancelled) => "cancelled".to_owned(),
        None => "never".to_owned(),
    }
}

/// What a row is called.
pub(super) fn name(trace: &Trace, thing: Thing) -> String {
    match thing {
        Thing::Call(call) => call_label(trace, call),
        // “Bytes from ada” are many; the read is one.
        Thing::Op(op) if trace.op(op).kind == OpKind::Read => {
            format!("the read from {}", trace.name(trace.op(op).label))
        }
        Thing::Op(op) => trace.op_label(op),
        Thing::Poll(task, number) => format!("poll {number} of {}", trace.task_label(task)),
        Thing::Turn(number) => format!("turn {number}"),
        Thing::Line(event) => match trace.events[event].kind {
            EventKind::Logged(text) => format!("“{}”", trace.name(text)),
            _ => String::new(),
        },
        _ => String::new(),
    }
}
