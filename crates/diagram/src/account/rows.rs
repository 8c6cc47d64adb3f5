//! The rows of an account's tables.

use super::table::Table;
use crate::scene::{Bar, Link, Piece, Scene, Source};
use crate::words::{call_noun, capital, lane_label};
use crate::{BoxEnd, Reach};
use trace::{
    CallId, CallKind, Cause, EventKind, Instant, LaneId, LaneKind, Left, OpEnd, Trace, WakeEffect,
};

/// When something begins and ends.
pub(super) fn times(trace: &Trace, reach: Reach) -> (String, String) {
    let at = |event: usize| trace.events[event].at.words();
    (at(reach.from_event()), reach.to_event().map_or_else(|| "never".to_owned(), at))
}

/// Why a task is polled.
#[derive(Clone, Copy)]
pub(super) enum Why {
    Spawned(LaneId),
    Woken(Cause),
}

/// Per event, why it polls, if it starts a poll.
pub(super) fn why(trace: &Trace) -> Vec<Option<Why>> {
    let mut last: Vec<_> = trace.tasks.iter().map(|_| None).collect();
    let mut why = Vec::with_capacity(trace.events.len());
    for event in &trace.events {
        let mut here = None;
        match event.kind {
            EventKind::TaskSpawned(task) => last[task.index()] = Some(Why::Spawned(event.lane)),
            EventKind::Woken(task, cause, WakeEffect::Queued | WakeEffect::WhilePolling) => {
                last[task.index()] = Some(Why::Woken(cause));
            }
            EventKind::PollStarted(task) => here = last[task.index()].take(),
            _ => {}
        }
        why.push(here);
    }
    why
}

pub(super) fn poll_row(
    trace: &Trace,
    lane: LaneId,
    (number, poll): (usize, &Piece),
    why: &[Option<Why>],
) -> Vec<String> {
    let (from, to) = times(trace, poll.reach);
    let (why, by) = match &why[poll.reach.from_event()] {
        None => ("", String::new()),
        Some(Why::Spawned(by)) if *by == lane => ("spawned", String::new()),
        Some(Why::Spawned(by)) => ("spawned by ", lane_label(trace, *by)),
        Some(Why::Woken(Cause::Op(op))) => ("over: ", trace.op_label(*op)),
        Some(Why::Woken(Cause::Task(task))) => ("woken by ", trace.task_label(*task)),
        Some(Why::Woken(Cause::Thread(lane))) => ("woken by ", trace.thread_label(*lane)),
        Some(Why::Woken(Cause::Itself)) => ("woken by itself", String::new()),
        Some(Why::Woken(Cause::Outside)) => ("woken from outside", String::new()),
    };
    let answer = if poll.end == BoxEnd::Ready { "Ready" } else { "Pending" };
    vec![number.to_string(), from, to, [why, &by].concat(), answer.to_owned()]
}

pub(super) fn turn_row(
    trace: &Trace,
    lane: LaneId,
    (number, turn): (usize, &Piece),
    scene: &Scene,
) -> Vec<String> {
    let (from, to) = times(trace, turn.reach);
    let brings = |link: &&Link| link.reach.to_event() == Some(turn.reach.from_event());
    let mut links = scene.links.of_lane(lane).flat_map(|(_, links)| links);
    let why = match links.find(brings).map(Link::source) {
        Some(Source::Bar(bar)) => format!("over: {}", trace.op_label(scene.bars[bar].op)),
        _ => String::new(),
    };
    vec![number.to_string(), from, to, why]
}

pub(super) fn op_row(trace: &Trace, bar: &Bar) -> Vec<String> {
    let (from, to) = times(trace, bar.reach);
    let end = match bar.end {
        Some(OpEnd::Done) => "done".to_owned(),
        Some(OpEnd::Failed(how)) => format!("failed: {}", trace.name(how)),
        Some(OpEnd::Cancelled) => "cancelled".to_owned(),
        None => "open".to_owned(),
    };
    let op = trace.op_label(bar.op);
    vec![capital(&op), lane_label(trace, trace.op(bar.op).lane), from, to, end]
}

/// The life of a call.
#[derive(Default)]
struct Life {
    created: Option<Instant>,
    entered: Option<Instant>,
    over: Option<Instant>,
    pieces: usize,
    end: &'static str,
    lane: Option<LaneId>,
}

/// The lives of all calls.
pub(super) struct Lives(Vec<Life>);

impl Lives {
    pub(super) fn of(trace: &Trace) -> Lives {
        let mut lives: Vec<Life> = trace.calls.iter().map(|_| Life::default()).collect();
        for event in &trace.events {
            match event.kind {
                EventKind::CallCreated(call) => {
                    let life = &mut lives[call.index()];
                    (life.created, life.lane) = (Some(event.at), Some(event.lane));
                }
                EventKind::CallEntered(call) => {
                    let life = &mut lives[call.index()];
                    if life.pieces == 0 {
                        (life.entered, life.lane) = (Some(event.at), Some(event.lane));
                    }
                    life.pieces += 1;
                }
                EventKind::CallLeft(call, how) => {
                    let life = &mut lives[call.index()];
                    life.over = how.is_done().then_some(event.at);
                    life.end = match how {
                        Left::Returned => "returned",
                        Left::Ready => "answered Ready",
                        Left::Pending => "answered Pending",
                        Left::Suspended | Left::Awaits(_) => "suspended",
                        Left::Follows(_) => "returned a Promise",
                        Left::Threw => "threw",
                    };
                }
                EventKind::CallDropped(call) => {
                    let life = &mut lives[call.index()];
                    let ran = life.pieces > 0;
                    life.end = if ran { "dropped" } else { "dropped; its body never ran" };
                    life.over = Some(event.at);
                }
                _ => {}
            }
        }
        Lives(lives)
    }

    /// The calls of a lane: those that first ran there, and those created there that never ran.
    pub(super) fn table(&self, trace: &Trace, lane: LaneId) -> Table {
        let mut table = Table::new(&["call", "created", "entered", "over", "pieces", "end"]);
        let lives = (0..).map(CallId).zip(&self.0);
        for (call, life) in lives.filter(|(_, life)| life.lane == Some(lane)) {
            let at = |at: Option<Instant>| at.map_or_else(|| "never".to_owned(), Instant::words);
            // JavaScript makes nothing before it enters a function.
            let javascript = trace.lane(lane).kind == LaneKind::JavaScript;
            let sync = javascript || trace.call(call).kind == CallKind::Sync;
            table.row(vec![
                call_noun(trace, call),
                if sync { String::new() } else { at(life.created) },
                at(life.entered),
                at(life.over),
                life.pieces.to_string(),
                life.end.to_owned(),
            ]);
        }
        table
    }
}
