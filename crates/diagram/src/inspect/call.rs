//! Details of a call: who made it, its pieces, what it was suspended at, what brought it back.

use super::eye::Eye;
use super::{CauseKind, Details};
use crate::ledger::{CallRow, Held, Ledger, Piece};
use crate::sentence::{digits, fill, unknown};
use crate::words::{call_noun, lane_label, line, list};
use trace::{
    Awaited, Call, CallId, CallKind, EventKind, Instant, LaneId, LaneKind, Left, OpEnd, Trace,
};

/// How many suspensions are told one by one.
const TOLD: usize = 8;

pub(super) fn call(eye: &Eye, id: CallId) -> Details {
    let mut details = Details::of(call_noun(eye.trace, id));
    let Some((lanes, first)) = home(eye, id) else { return details };
    let ledger = eye.ledger(&lanes);
    let row = ledger.calls[id.index()].clone();
    let javascript = eye.trace.lane(lanes[0]).kind == LaneKind::JavaScript;
    let call = eye.trace.call(id);
    what(eye, &mut details, call);
    details.fact("In", lane_label(eye.trace, row.lane.unwrap_or(lanes[0])), None);
    made(eye, &mut details, &ledger, &row, first);
    if let (Some(created), false) = (row.created, javascript) {
        details.fact("Created", eye.at(created), Some(created));
    }
    let entered = row.pieces.first().map(|piece| piece.reach.from);
    match entered {
        Some(entered) => details.fact("Entered", eye.at(entered), Some(entered)),
        None => details.fact("Entered", "never: its body did not run".to_owned(), None),
    }
    details.fact("Ended", eye.ended(row.over), row.over);
    if let Some(how) = ended_how(eye.trace, &row) {
        details.fact("How", how.to_owned(), row.over);
    }
    if let Some(life) = row.life() {
        eye.times(&mut details, life, row.busy_and_waiting(eye.trace).0);
    }
    if row.work > 0 {
        details.fact("Computing itself", Instant(row.work).words(), None);
    }
    if row.blocked > 0 {
        details.fact("Blocked, on the stack", Instant(row.blocked).words(), None);
    }
    if call.kind != CallKind::Sync && !javascript {
        details.fact("Polls that ran it", row.pieces.len().to_string(), None);
    }
    if javascript && row.pieces.len() > 1 {
        details.fact("Continuations", (row.pieces.len() - 1).to_string(), None);
    }
    pieces(eye, &mut details, &ledger, &row);
    details
}

/// The lanes that a call concerns, and its first event. It may have been made in one task and run
/// in another, or in several that share it; it is looked for no further than to its end.
fn home(eye: &Eye, call: CallId) -> Option<(Vec<LaneId>, usize)> {
    let events = &eye.trace.events;
    let is_of = |event: &trace::Event| trace::Trace::call_of(event) == Some(call);
    let first = events.iter().position(is_of)?;
    let mut lanes = Vec::new();
    for event in events[first..].iter().filter(|event| is_of(event)) {
        if !lanes.contains(&event.lane) {
            lanes.push(event.lane);
        }
        match event.kind {
            EventKind::CallDropped(_) => break,
            EventKind::CallLeft(_, left) if left.is_done() => break,
            _ => {}
        }
    }
    Some((lanes, first))
}

fn what(eye: &Eye, details: &mut Details, call: &Call) {
    let line = line(eye.trace, call.defined);
    let form = match (call.kind, line.is_some()) {
        (CallKind::Sync, true) => "a call of a function, defined in line {line}",
        (CallKind::Sync, false) => "a call of a function",
        (CallKind::Async, true) => "a call of an async function, defined in line {line}",
        (CallKind::Async, false) => "a call of an async function",
        (CallKind::Block, true) => "an async block, in line {line}",
        (CallKind::Block, false) => "an async block",
    };
    let text = fill(form, &|word| match word {
        "line" => digits(line),
        _ => unknown(word),
    });
    details.fact("What", text, None);
}

/// Who made it.
fn made(eye: &Eye, details: &mut Details, ledger: &Ledger, row: &CallRow, first: usize) {
    let Some(maker) = row.maker else { return };
    details.fact("Called by", call_noun(eye.trace, maker), Some(first));
    // What is made and what is spawned stands on the maker's own lane.
    let entry = Eye::entry(&ledger.calls[maker.index()], first);
    if let Some(from) = entry {
        details.causes.push(eye.cause(CauseKind::Created, from, first));
    }
}

/// In which way a call ended.
pub(crate) fn ended_how(trace: &Trace, row: &CallRow) -> Option<&'static str> {
    let event = &trace.events[row.over?];
    Some(match event.kind {
        EventKind::CallDropped(_) if row.pieces.is_empty() => "dropped; its body never ran",
        EventKind::CallDropped(_) if trace.lane(event.lane).kind == LaneKind::JavaScript => {
            "the run was over first"
        }
        EventKind::CallDropped(_) => "dropped",
        EventKind::CallLeft(_, Left::Ready) => "answered Ready",
        EventKind::CallLeft(_, Left::Pending) => "answered Pending",
        EventKind::CallLeft(_, Left::Threw) => "threw",
        EventKind::CallLeft(_, Left::Follows(_)) => "returned a Promise",
        _ => "returned",
    })
}

/// Where it was suspended, and what brought it back.
fn pieces(eye: &Eye, details: &mut Details, ledger: &Ledger, row: &CallRow) {
    let open = |piece: &&Piece| {
        let left = piece.reach.to.map(|to| eye.event(to).kind);
        matches!(left, Some(EventKind::CallLeft(_, left)) if !left.is_done())
    };
    let suspensions = row.pieces.iter().filter(open).count();
    for (number, piece) in row.pieces.iter().enumerate() {
        if number > TOLD && number + 1 < row.pieces.len() {
            continue;
        }
        if number > 0 {
            resumed(eye, details, ledger, row, number);
        } else if piece.round.is_some_and(|round| ledger.rounds[round].task.is_some()) {
            brought(eye, details, ledger, piece);
        }
        if open(&piece) {
            suspended(eye, details, ledger, piece);
        }
    }
    if suspensions > TOLD + 1 {
        let more = suspensions - TOLD - 1;
        details.fact("Suspensions not told here", more.to_string(), None);
    }
}

/// What a call that left the stack unfinished waited for, if that is certain; else what was under
/// way in it.
pub(crate) fn under_way(trace: &Trace, piece: &Piece) -> String {
    let eye = Eye::new(trace, None);
    let names: Vec<_> = piece.held.iter().map(|held| eye.held(*held)).collect();
    let form = match (names.is_empty(), piece.sure) {
        (true, _) => "",
        (false, true) => "waiting for {held}",
        (false, false) => "{held} under way",
    };
    fill(form, &|_| list(&names))
}

fn suspended(eye: &Eye, details: &mut Details, ledger: &Ledger, piece: &Piece) {
    let Some(left) = piece.reach.to else { return };
    let line = line(eye.trace, eye.event(left).span);
    let names: Vec<_> = piece.held.iter().map(|held| eye.held(*held)).collect();
    let form = match (line.is_some(), names.is_empty(), piece.sure) {
        (true, true, _) => "in line {line}, at {at}",
        (false, true, _) => "at {at}",
        (true, false, true) => "in line {line}, at {at}, waiting for {held}",
        (false, false, true) => "at {at}, waiting for {held}",
        (true, false, false) => "in line {line}, at {at}, with {held} under way",
        (false, false, false) => "at {at}, with {held} under way",
    };
    let text = fill(form, &|word| match word {
        "line" => digits(line),
        "at" => eye.at(left),
        "held" => list(&names),
        _ => unknown(word),
    });
    details.fact("Suspended", text, Some(left));
    for held in &piece.held {
        if let Some(from) = eye.beginning(ledger, *held, left) {
            details.causes.push(eye.cause(CauseKind::WaitsFor, from, left));
        }
    }
}

fn resumed(eye: &Eye, details: &mut Details, ledger: &Ledger, row: &CallRow, number: usize) {
    let (before, piece) = (&row.pieces[number - 1], &row.pieces[number]);
    let entered = piece.reach.from;
    let lane = eye.event(entered).lane;
    let round = piece.round.map(|round| &ledger.rounds[round]);
    let number = round.map(|round| round.number);
    let task = round.is_some_and(|round| round.task.is_some());
    let form = match (number.is_some(), task, Some(lane) == row.lane) {
        (true, true, true) => "at {at}, in poll {number}",
        (true, true, false) => "at {at}, in poll {number} of {lane}",
        (true, false, _) => "at {at}, in turn {number}",
        (false, ..) => "at {at}",
    };
    let text = fill(form, &|word| match word {
        "at" => eye.at(entered),
        "lane" => lane_label(eye.trace, lane),
        "number" => number.map_or_else(String::new, |number| number.to_string()),
        _ => unknown(word),
    });
    details.fact("Back", text, Some(entered));
    brought(eye, details, ledger, piece);
    for held in &before.held {
        if let Some(settled) = settled(eye, ledger, *held, entered) {
            details.causes.push(eye.cause(CauseKind::Resumed, settled, entered));
        }
    }
}

/// JavaScript: the event that settled what was awaited, before the continuation.
pub(super) fn settled(
    eye: &Eye,
    ledger: &Ledger,
    held: Held,
    continuation: usize,
) -> Option<usize> {
    let Held::Promise(promised) = held else { return None };
    let event = match promised.get() {
        Awaited::Op(op) => {
            let row = &ledger.ops[op.index()];
            let ended = matches!(row.end, Some(OpEnd::Done | OpEnd::Failed(_) | OpEnd::Cancelled));
            row.ended.filter(|_| ended)
        }
        Awaited::Call(call) => {
            let over = ledger.calls[call.index()].over;
            // What follows another Promise is settled later, by an event that nobody has seen.
            over.filter(|over| {
                let kind = eye.event(*over).kind;
                matches!(kind, EventKind::CallLeft(_, Left::Returned | Left::Threw))
            })
        }
        Awaited::Value | Awaited::Next | Awaited::Unobservable => None,
    };
    event.filter(|event| *event < continuation)
}

/// The poll in which a piece ran, and what brought that.
fn brought(eye: &Eye, details: &mut Details, ledger: &Ledger, piece: &Piece) {
    let Some(round) = piece.round.map(|round| &ledger.rounds[round]) else { return };
    let Some(event) = round.brought else { return };
    match eye.event(event).kind {
        EventKind::Woken(..) => {
            details.fact("Woken by", super::woken_by(eye.trace, event), Some(event));
            details.causes.push(eye.cause(CauseKind::Woke, event, round.reach.from));
        }
        EventKind::TaskSpawned(_) => {
            details.causes.push(eye.cause(CauseKind::Spawned, event, round.reach.from));
        }
        _ => {}
    }
}
