//! What an account says of one lane: its task, polls or turns, calls, and what these waited for.

use super::{Cell, Table};
use crate::inspect::{end_of, ended_how, spawned_by, under_way, woken_by};
use crate::ledger::{Ledger, Reach};
use crate::sentence::{fill, unknown};
use crate::words::{awaited, call_noun, line};
use trace::{
    CallId, CallKind, EventKind, Instant, LaneId, LaneKind, PollResult, TaskId, Trace, WakeEffect,
};

/// The life of a lane's task.
pub(super) fn sentence(trace: &Trace, ledger: &Ledger, lane: LaneId) -> Option<String> {
    let LaneKind::Task(id) = trace.lane(lane).kind else { return None };
    let row = &ledger.tasks[id.index()];
    let spawned = row.spawned?;
    let how = match row.ended.map(|event| trace.events[event].kind) {
        Some(EventKind::TaskEnded(_, trace::Ended::Completed)) => "completed",
        Some(EventKind::TaskEnded(_, trace::Ended::Aborted)) => "aborted",
        _ => "dropped",
    };
    let form = match row.ended {
        Some(_) => {
            "Spawned at {spawned} by {by}, {how} at {ended}: polled for {busy}, waiting for \
             {waiting}."
        }
        None => "Spawned at {spawned} by {by}, and never over: polled for {busy}.",
    };
    let reach = Reach { from: spawned, to: row.ended };
    let rounds = row.rounds.iter().map(|round| ledger.rounds[*round].reach.long(trace));
    let (long, busy) = (reach.long(trace), rounds.sum::<u64>());
    Some(fill(form, &|word| match word {
        "spawned" => trace.events[spawned].at.words(),
        "by" => spawned_by(trace, lane, spawned),
        "how" => how.to_owned(),
        "ended" => reach.end(trace).words(),
        "busy" => Instant(busy).words(),
        "waiting" => Instant(long.saturating_sub(busy)).words(),
        _ => unknown(word),
    }))
}

pub(super) fn polls(trace: &Trace, ledger: &Ledger, lane: LaneId) -> Table {
    let mut table = Table::new("Polls", &["poll", "from", "to", "woken by", "answer"]);
    let own = ledger.rounds.iter().filter(|round| round.lane == lane);
    for round in own.filter(|round| round.task.is_some()) {
        let (why, event) = match round.brought.map(|event| (event, trace.events[event].kind)) {
            // Who spawned it stands above.
            Some((event, EventKind::Woken(..))) => (woken_by(trace, event), Some(event)),
            _ => (String::new(), None),
        };
        let answer = match round.answer {
            Some(PollResult::Ready) => "Ready",
            Some(PollResult::Pending) => "Pending",
            None => "none: the run was over",
        };
        let cells = [
            Cell::text(round.number.to_string()),
            Cell::at(trace, Some(round.reach.from)),
            Cell::at(trace, round.reach.to),
            Cell { text: why, event },
            Cell::text(answer),
        ];
        table.row(Some(round.reach), cells);
    }
    table
}

pub(super) fn turns(trace: &Trace, ledger: &Ledger, lane: LaneId) -> Table {
    let mut table = Table::new("Turns", &["turn", "from", "to", "brought by"]);
    let own = ledger.rounds.iter().filter(|round| round.lane == lane);
    for round in own.filter(|round| round.task.is_none()) {
        let why = match round.brought.map(|event| trace.events[event].kind) {
            Some(EventKind::OpEnded(op, _)) => end_of(trace, op),
            _ => String::new(),
        };
        let cells = [
            Cell::text(round.number.to_string()),
            Cell::at(trace, Some(round.reach.from)),
            Cell::at(trace, round.reach.to),
            Cell { text: why, event: round.brought },
        ];
        table.row(Some(round.reach), cells);
    }
    table
}

/// The calls that first ran here, and those made here that never ran.
pub(super) fn calls(trace: &Trace, ledger: &Ledger, lane: LaneId) -> Table {
    let mut table = Table::new(
        "Calls",
        &["call", "called by", "created", "entered", "over", "busy", "waiting", "pieces", "end"],
    );
    // JavaScript makes nothing before it enters a function.
    let javascript = trace.lane(lane).kind == LaneKind::JavaScript;
    for (number, row) in ledger.calls.known().filter(|(_, row)| row.lane == Some(lane)) {
        let Some(life) = row.life() else { continue };
        let id = CallId(number as u32);
        let sync = trace.call(id).kind == CallKind::Sync;
        let (busy, waiting) = row.busy_and_waiting(trace);
        let maker = row.maker.map_or_else(String::new, |maker| call_noun(trace, maker));
        let pieces = if sync { String::new() } else { row.pieces.len().to_string() };
        let entered = row.pieces.first().map(|piece| piece.reach.from);
        let cells = [
            Cell::text(call_noun(trace, id)),
            Cell::text(maker),
            if sync || javascript { Cell::default() } else { Cell::maybe(trace, row.created) },
            Cell::at(trace, entered),
            Cell::at(trace, row.over),
            Cell::text(Instant(busy).words()),
            Cell::text(Instant(waiting).words()),
            Cell::text(pieces),
            Cell::text(ended_how(trace, row).unwrap_or_default()),
        ];
        table.row(Some(life), cells);
    }
    table
}

/// Where the lane's calls were suspended, for how long, and what was under way.
pub(super) fn suspensions(trace: &Trace, ledger: &Ledger, lane: LaneId) -> Table {
    let columns = ["suspended", "in line", "from", "to", "meanwhile", "back in"];
    let mut table = Table::new("Suspensions", &columns);
    let mut found = Vec::new();
    for (number, row) in ledger.calls.known() {
        for (at, piece) in row.pieces.iter().enumerate() {
            let Some(left) = piece.reach.to.filter(|left| trace.events[*left].lane == lane) else {
                continue;
            };
            let suspended = matches!(trace.events[left].kind,
                EventKind::CallLeft(_, left) if !left.is_done());
            if suspended {
                found.push((left, CallId(number as u32), piece, row.pieces.get(at + 1)));
            }
        }
    }
    found.sort_by_key(|(left, ..)| *left);
    for (left, call, piece, next) in found {
        let to = next.map(|next| next.reach.from).or(ledger.calls[call.index()].over);
        let round = next.and_then(|next| next.round).map(|round| &ledger.rounds[round]);
        let form = match (round.map(|round| round.task), next.is_some(), to.is_some()) {
            (Some(Some(_)), ..) => "poll {number}",
            (Some(None), ..) => "turn {number}",
            (None, true, _) | (None, _, false) => "",
            (None, false, true) => "none: dropped",
        };
        let back = fill(form, &|_| round.map_or_else(String::new, |it| it.number.to_string()));
        let line = line(trace, trace.events[left].span);
        let cells = [
            Cell::text(call_noun(trace, call)),
            Cell::text(line.map_or_else(String::new, |line| line.to_string())),
            Cell::at(trace, Some(left)),
            Cell::at(trace, to),
            Cell::text(under_way(trace, piece)),
            Cell::text(back),
        ];
        table.row(Some(Reach { from: left, to }), cells);
    }
    table
}

/// Work, and waiting on the stack.
pub(super) fn stretches(trace: &Trace, ledger: &Ledger, lane: LaneId) -> Table {
    let mut table = Table::new("On the stack", &["on the stack meanwhile", "from", "to"]);
    for stretch in ledger.stretches.iter().filter(|stretch| stretch.lane == lane) {
        let reach = stretch.reach;
        let what = match trace.events[reach.from].kind {
            EventKind::WaitStarted(wait) => {
                ["waiting for", &awaited(trace, trace.wait(wait).on)].join(" ")
            }
            EventKind::Thread(_) => "waiting for a core".to_owned(),
            _ => "computing".to_owned(),
        };
        let (from, to) = (Cell::at(trace, Some(reach.from)), Cell::at(trace, reach.to));
        table.row(Some(reach), [Cell::text(what), from, to]);
    }
    table
}

/// Wakes of the lane's task that brought no poll.
pub(super) fn idle_wakes(trace: &Trace, ledger: &Ledger, lane: LaneId) -> Table {
    let mut table = Table::new("Idle wakes", &["wake that brings no poll", "at", "because"]);
    let task = |task: TaskId| trace.task(task).lane;
    for event in &ledger.idle_wakes {
        let EventKind::Woken(of, _, effect) = trace.events[*event].kind else { continue };
        if task(of) != lane {
            continue;
        }
        let why = match effect {
            WakeEffect::AlreadyQueued => "it is to be polled anyway: waking twice is waking once",
            _ => "it is over before it is polled again",
        };
        let by = ["by", &woken_by(trace, *event)].join(" ");
        let reach = Reach { from: *event, to: Some(*event) };
        let at = Cell::at(trace, Some(*event));
        table.row(Some(reach), [Cell::text(by), at, Cell::text(why)]);
    }
    table
}
