//! What each shape says for itself: one whole sentence, for hovering and for assistive tech.
//!
//! Every sentence is one format string, so that it can be translated as a whole.

use super::{Bar, Dot, Line, Link, Piece, Reach, Scene, Source, Stretch};
use crate::words::{awaited, between, call_label, capital, lane_label, line};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind};
use trace::{Cause, EventKind, OpEnd, Trace, WakeEffect};

impl Scene {
    pub(super) fn entitle(&mut self, trace: &Trace) {
        for piece in &mut self.pieces {
            piece.name = match (piece.kind, piece.call) {
                (BoxKind::Turn, _) => format!("turn {}", piece.number),
                (_, Some(call)) => call_label(trace, call),
                (_, None) => format!("poll {}", piece.number),
            };
            piece.title = piece_title(trace, piece);
        }
        for line in &mut self.lines {
            line.title = line_title(trace, line);
        }
        for bar in &mut self.bars {
            bar.name = bar_name(trace, bar);
            bar.title = bar_title(trace, bar);
        }
        for at in 0..self.links.len() {
            self.links[at].title = link_title(trace, &self.links[at], &self.bars);
        }
        for dot in &mut self.dots {
            dot.title = dot_title(trace, dot);
        }
        for stretch in &mut self.work {
            stretch.title = work_title(trace, stretch);
        }
        for stretch in &mut self.blocked {
            stretch.title = blocked_title(trace, stretch);
        }
    }
}

/// When something begins and ends.
fn times(trace: &Trace, reach: Reach) -> (String, String) {
    let at = |event: usize| trace.events[event].at.words();
    let end = reach.to_event.map_or_else(|| trace.end().words(), at);
    (at(reach.from_event), end)
}

/// The line at which something ends.
fn end_line(trace: &Trace, reach: Reach) -> Option<u32> {
    reach.to_event.and_then(|event| line(trace, trace.events[event].span))
}

fn piece_title(trace: &Trace, piece: &Piece) -> String {
    let (from, to) = times(trace, piece.reach);
    let (number, of) = (piece.number, piece.of);
    let lane = lane_label(trace, piece.lane);
    let Some(call) = piece.call else {
        return match piece.end {
            BoxEnd::Ready => {
                format!("Poll {number} of {lane}: begun at {from}, answered Ready at {to}.")
            }
            BoxEnd::Turn => {
                format!("Turn {number} of the event loop: begun at {from}, ended at {to}.")
            }
            BoxEnd::Open => format!("{lane}, number {number}: begun at {from} and never ended."),
            _ => format!("Poll {number} of {lane}: begun at {from}, answered Pending at {to}."),
        };
    };
    let name = call_label(trace, call);
    let sync = piece.kind == BoxKind::Sync;
    match (piece.end, end_line(trace, piece.reach)) {
        (BoxEnd::Suspended, Some(line)) => format!(
            "{name}, piece {number} of {of}: entered at {from}, suspended at line {line} at {to}."
        ),
        (BoxEnd::Suspended, None) => {
            format!("{name}, piece {number} of {of}: entered at {from}, suspended at {to}.")
        }
        (BoxEnd::Open, _) => format!("{name}: entered at {from} and never left."),
        _ if sync => format!("{name}: entered at {from}, returned at {to}."),
        _ => format!("{name}, piece {number} of {of}: entered at {from}, returned at {to}."),
    }
}

fn line_title(trace: &Trace, shape: &Line) -> String {
    let (from, to) = times(trace, shape.reach);
    let task = capital(&lane_label(trace, shape.lane));
    let name = shape.call.map_or_else(String::new, |call| call_label(trace, call));
    let at = line(trace, trace.events[shape.reach.from_event].span);
    match (shape.kind, shape.ends_in, at) {
        (ThreadKind::NotStarted, EndsIn::Entered, _) => format!(
            "The future of {name}: created at {from}, entered at {to}; until then nothing of its \
             body ran."
        ),
        (ThreadKind::NotStarted, EndsIn::Dropped, _) => {
            format!("The future of {name}: created at {from}, dropped at {to}; its body never ran.")
        }
        (ThreadKind::Suspended, EndsIn::Entered, Some(line)) => {
            format!("{name} is off the stack from {from} to {to}, suspended at line {line}.")
        }
        (ThreadKind::Suspended, EndsIn::Entered, None) => {
            format!("{name} is off the stack from {from} to {to}, suspended.")
        }
        (ThreadKind::Suspended, EndsIn::Dropped, Some(line)) => format!(
            "{name} is suspended at line {line} at {from} and dropped at {to}: the rest of its \
             body never runs."
        ),
        (ThreadKind::Suspended, EndsIn::Dropped, None) => format!(
            "{name} is suspended at {from} and dropped at {to}: the rest of its body never runs."
        ),
        (ThreadKind::Pending, ..) => format!("{task} is pending from {from} to {to}."),
        (ThreadKind::Queued, ..) => format!("{task} is on the run queue from {from} to {to}."),
    }
}

fn bar_name(trace: &Trace, bar: &Bar) -> String {
    let label = trace.op_label(bar.op);
    ["the ", "a "].iter().find_map(|article| label.strip_prefix(article)).unwrap_or(&label).into()
}

fn bar_title(trace: &Trace, bar: &Bar) -> String {
    let (from, to) = times(trace, bar.reach);
    let (op, lane) = (capital(&trace.op_label(bar.op)), lane_label(trace, trace.op(bar.op).lane));
    match bar.end {
        Some(OpEnd::Done) => format!("{op}, asked for by {lane}: from {from} to {to}, done."),
        Some(OpEnd::Failed(how)) => {
            let how = trace.name(how);
            format!("{op}, asked for by {lane}: from {from} to {to}, failed: {how}.")
        }
        Some(OpEnd::Cancelled) => format!(
            "{op}, asked for by {lane}: from {from} to {to}, cancelled because its future was \
             dropped."
        ),
        None => format!("{op}, asked for by {lane}: from {from}, never ended."),
    }
}

fn link_title(trace: &Trace, link: &Link, bars: &[Bar]) -> String {
    let (from, to) = times(trace, link.reach);
    let target = capital(&lane_label(trace, link.target));
    let cause = match (link.kind, trace.events[link.reach.from_event].kind) {
        (ArrowKind::Wake, EventKind::Woken(_, cause, _)) => Some(cause),
        _ => None,
    };
    match (link.kind, cause, link.source) {
        (ArrowKind::Wake, None, Source::Bar(bar)) => {
            let op = trace.op_label(bars[bar].op);
            format!("A turn begins at {to}, brought by {op}.")
        }
        (ArrowKind::Wake, Some(Cause::Op(op)), _) => {
            let op = trace.op_label(op);
            format!("{target} is woken at {from} by what it waited for, {op}; polled at {to}.")
        }
        (ArrowKind::Wake, Some(Cause::Task(task)), _) => {
            let task = trace.task_label(task);
            format!("{target} is woken at {from} by {task} and polled at {to}.")
        }
        (ArrowKind::Wake, Some(Cause::Itself), _) => {
            format!("{target} wakes itself at {from} and is polled at {to}.")
        }
        (ArrowKind::Wake, ..) => {
            format!("{target} is woken at {from} from outside every task and polled at {to}.")
        }
        (ArrowKind::Spawn, _, Source::Lane(lane, _)) => {
            let spawner = lane_label(trace, lane);
            format!("{target} is spawned at {from} by {spawner} and first polled at {to}.")
        }
        (ArrowKind::Spawn, ..) => format!("{target} is spawned at {from}, first polled at {to}."),
    }
}

fn dot_title(trace: &Trace, dot: &Dot) -> String {
    let event = trace.events[dot.event];
    let (at, lane) = (event.at.words(), lane_label(trace, dot.lane));
    match (dot.kind, event.kind) {
        (MarkKind::Printed, EventKind::Logged(text)) => {
            let text = trace.name(text);
            format!("At {at} {lane} prints “{text}”.")
        }
        (_, EventKind::Woken(_, _, WakeEffect::AlreadyQueued)) => format!(
            "At {at} {lane} is woken and on the run queue already: waking twice is waking once."
        ),
        _ => format!("At {at} {lane} is woken, and over before it is polled again."),
    }
}

fn work_title(trace: &Trace, stretch: &Stretch) -> String {
    let (from, to) = times(trace, stretch.reach);
    let end = stretch.reach.to_event.map_or_else(|| trace.end(), |event| trace.events[event].at);
    let long = between(trace.events[stretch.reach.from_event].at, end);
    format!("Work of {long}, from {from} to {to}: nothing else runs on this thread meanwhile.")
}

fn blocked_title(trace: &Trace, stretch: &Stretch) -> String {
    let (from, to) = times(trace, stretch.reach);
    let on = match trace.events[stretch.reach.from_event].kind {
        EventKind::WaitStarted(wait) => awaited(trace, trace.wait(wait).on),
        _ => String::new(),
    };
    format!("Blocked from {from} to {to}: it waits for {on} and stays on the stack.")
}
