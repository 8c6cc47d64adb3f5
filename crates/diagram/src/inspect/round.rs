//! Details of a poll and of a turn of JavaScript's event loop.

use super::eye::Eye;
use super::task::spawner;
use super::{CauseKind, Details};
use crate::ledger::{Ledger, Reach, Round};
use crate::sentence::{fill, unknown};
use crate::words::{awaited, call_noun, dropping, lane_label, list};
use trace::{
    CallId, Cause, EventKind, Instant, LaneId, LaneKind, OpId, OpKind, PollResult, TaskId, Trace,
    WaitOn,
};

/// How many calls are named that ran in a poll or turn.
const NAMED: usize = 6;

pub(super) fn poll(eye: &Eye, task: TaskId, number: u32) -> Details {
    let lane = eye.lane(task);
    let name = fill("poll {number} of {task}", &|word| match word {
        "number" => number.to_string(),
        "task" => eye.trace.task_label(task),
        _ => unknown(word),
    });
    let mut details = Details::of(name);
    let ledger = eye.ledger(&[lane]);
    let Some(place) = ledger.poll(task, number) else { return details };
    let round = &ledger.rounds[place];
    let of = ledger.tasks[task.index()].rounds.len();
    details.fact("Number", numbered(number, of), None);
    brought(eye, &mut details, round);
    begun_and_ended(eye, &mut details, round);
    if let (Some(answer), Some(end)) = (round.answer, round.reach.to) {
        let answer = if answer == PollResult::Ready { "Ready" } else { "Pending" };
        details.fact("Answer", answer.to_owned(), Some(end));
    }
    ran(eye, &mut details, &ledger, place);
    if let (Some(PollResult::Pending), Some(end)) = (round.answer, round.reach.to) {
        waits_for(eye, &mut details, &ledger, lane, end);
    }
    details
}

pub(super) fn turn(eye: &Eye, number: u32) -> Details {
    let name = fill("turn {number} of the event loop", &|word| match word {
        "number" => number.to_string(),
        _ => unknown(word),
    });
    let mut details = Details::of(name);
    // There is one such lane, and no long run has it.
    let ledger = Ledger::whole(eye.trace);
    let Some(place) = ledger.turn(number) else { return details };
    let round = &ledger.rounds[place];
    let of = ledger.rounds.iter().filter(|round| round.task.is_none()).count();
    details.fact("Number", numbered(number, of), None);
    brought(eye, &mut details, round);
    begun_and_ended(eye, &mut details, round);
    ran(eye, &mut details, &ledger, place);
    details
}

fn numbered(number: u32, of: usize) -> String {
    [number.to_string(), of.to_string()].join(" of ")
}

fn begun_and_ended(eye: &Eye, details: &mut Details, round: &Round) {
    let Reach { from, to } = round.reach;
    details.fact("Begun", eye.at(from), Some(from));
    details.fact("Ended", eye.ended(to), to);
    let long = round.reach.long(eye.trace);
    eye.times(details, round.reach, long.saturating_sub(round.blocked));
    if round.work > 0 {
        details.fact("Computing", Instant(round.work).words(), None);
    }
}

/// What brought a poll or a turn, and how long that was ago.
fn brought(eye: &Eye, details: &mut Details, round: &Round) {
    let Some(event) = round.brought else { return };
    let queued = round.reach.from;
    let long = Reach { from: event, to: Some(queued) }.long(eye.trace);
    match eye.event(event).kind {
        EventKind::TaskSpawned(_) => {
            details.fact("Spawned by", spawner(eye, round.lane, event), Some(event));
            details.causes.push(eye.cause(CauseKind::Spawned, event, queued));
        }
        EventKind::Woken(_, cause, _) => {
            details.fact("Woken by", woken_by(eye.trace, event), Some(event));
            details.fact("Woken", eye.at(event), Some(event));
            details.causes.push(eye.cause(CauseKind::Woke, event, queued));
            if let Cause::Op(op) = cause
                && let Some(end) = op_end(eye, op, event)
            {
                details.causes.push(eye.cause(CauseKind::Woke, end, event));
            }
        }
        EventKind::OpEnded(op, _) => {
            details.fact("Brought by", end_of(eye.trace, op), Some(event));
            details.causes.push(eye.cause(CauseKind::Woke, event, queued));
            return;
        }
        _ => return,
    }
    details.fact("On the run queue for", Instant(long).words(), None);
}

/// The end of the operation that causes a wake, at or before it.
pub(super) fn op_end(eye: &Eye, op: OpId, wake: usize) -> Option<usize> {
    let is_end = |event: &trace::Event| matches!(event.kind, EventKind::OpEnded(o, _) if o == op);
    eye.back(eye.trace.op(op).lane, wake + 1, &is_end)
}

/// Who wakes, as an object of a sentence.
pub(crate) fn woken_by(trace: &Trace, wake: usize) -> String {
    let EventKind::Woken(_, cause, _) = trace.events[wake].kind else { return String::new() };
    match cause {
        Cause::Op(op) => end_of(trace, op),
        Cause::Outside if dropping(trace, wake).is_some() => {
            ["the drop of", &lane_label(trace, trace.events[wake].lane)].join(" ")
        }
        Cause::Outside if trace.lane(trace.events[wake].lane).kind == LaneKind::JavaScript => {
            "JavaScript".to_owned()
        }
        Cause::Task(task) => trace.task_label(task),
        Cause::Thread(lane) => lane_label(trace, lane),
        Cause::Itself => "itself".to_owned(),
        Cause::Outside => "something outside every task".to_owned(),
    }
}

/// The end of an operation: not that of what it brought, which may just have begun.
pub(crate) fn end_of(trace: &Trace, op: OpId) -> String {
    let form = match trace.op(op).kind {
        OpKind::Sleep => "the end of the sleep of {label}",
        OpKind::Lookup => "the end of the look-up of {label}",
        OpKind::Connect => "the end of connecting to {label}",
        OpKind::Accept => "the end of the wait for a connection on {label}",
        OpKind::Read => "the end of the read from {label}",
        OpKind::Write => "the end of the writing of {label}",
        OpKind::Fetch => "the end of the request for {label}",
        OpKind::Promise => "the settling of the Promise of {label}",
    };
    fill(form, &|word| match word {
        "label" => trace.name(trace.op(op).label).to_owned(),
        _ => unknown(word),
    })
}

/// The calls that ran, in order.
fn ran(eye: &Eye, details: &mut Details, ledger: &Ledger, place: usize) {
    let mut ran: Vec<(usize, CallId)> = Vec::new();
    for (number, row) in ledger.calls.known() {
        let here = row.pieces.iter().filter(|piece| piece.round == Some(place));
        ran.extend(here.map(|piece| (piece.reach.from, CallId(number as u32))));
    }
    ran.sort_unstable();
    let Some((first, _)) = ran.first().copied() else { return };
    let more = ran.len().saturating_sub(NAMED);
    let mut names: Vec<_> =
        ran.iter().take(NAMED).map(|(_, call)| call_noun(eye.trace, *call)).collect();
    if more > 0 {
        names.push(fill("{more} more", &|_| more.to_string()));
    }
    details.fact("Runs", list(&names), Some(first));
}

/// What a lane waits for at an event: what it has asked for before and not got.
pub(super) fn waits_for(
    eye: &Eye,
    details: &mut Details,
    ledger: &Ledger,
    lane: LaneId,
    at: usize,
) {
    let open = |from: Option<usize>, to: Option<usize>| {
        from.filter(|from| *from <= at && to.is_none_or(|to| to > at))
    };
    let mut found: Vec<(usize, String, usize)> = Vec::new();
    for (number, row) in ledger.ops.known() {
        let op = OpId(number as u32);
        if let Some(from) = open(row.started, row.ended)
            && eye.trace.op(op).lane == lane
        {
            found.push((from, eye.trace.op_label(op), from));
        }
    }
    for (number, row) in ledger.waits.known() {
        let on = eye.trace.waits.get(number).map(|wait| wait.on);
        if let (Some(from), Some(on)) = (open(row.began, row.ended), on)
            && row.lane == Some(lane)
            && !matches!(on, WaitOn::Op(_))
        {
            let cause = eye.awaited_from(on).unwrap_or(from);
            found.push((from, awaited(eye.trace, on), cause));
        }
    }
    found.sort();
    for (from, name, cause) in found {
        details.fact("Waits for", name, Some(from));
        details.causes.push(eye.cause(CauseKind::WaitsFor, cause, at));
    }
}
