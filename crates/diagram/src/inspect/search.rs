//! By name: functions, tasks, operations, printed lines. And from one poll, wake or operation of a
//! task to the next.

use super::Thing;
use crate::words::{call_noun, lane_label};
use trace::{
    CallId, Event, EventKind, Index, LaneId, LaneKind, NameId, OpId, ThreadEvent, Trace, visible,
};

/// How many hits are told; all are counted.
const MOST: usize = 200;

/// A thing whose name holds what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its first event.
    pub event: usize,
    /// What it is.
    pub thing: Thing,
    /// What it is called.
    pub name: String,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In order of time, at most two hundred.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub count: usize,
    /// The first hit at or after the event from which it was looked for; the first of all if there
    /// is none. A place in `hits`.
    pub nearest: Option<usize>,
}

/// The things whose name holds a text, whatever the case of its letters: functions, tasks (also as
/// `task 3`), threads, operations, printed lines. Blank text finds nothing.
pub fn search(trace: &Trace, text: &str, from_event: usize) -> Found {
    let wanted = text.trim().to_lowercase();
    let mut found = Found::default();
    if wanted.is_empty() {
        return found;
    }
    // Of a long run there are many things of few names, and each name is looked at once.
    let names: Vec<bool> = trace.names.iter().map(|name| holds(name, &wanted)).collect();
    let mut seen = vec![false; trace.calls.len()];
    for (event, row) in trace.events.iter().enumerate() {
        let Some(thing) = begins(trace, event, row, &mut seen) else { continue };
        if !is_named(trace, thing, &wanted, &names) {
            continue;
        }
        found.count += 1;
        let ahead = event >= from_event;
        if found.hits.len() < MOST {
            if ahead && found.nearest.is_none() {
                found.nearest = Some(found.hits.len());
            }
            found.hits.push(Hit { event, thing, name: name(trace, thing) });
        }
    }
    if found.nearest.is_none() && !found.hits.is_empty() {
        found.nearest = Some(0);
    }
    found
}

/// What can be found by name and begins with this event.
fn begins(trace: &Trace, at: usize, event: &Event, seen: &mut [bool]) -> Option<Thing> {
    match event.kind {
        EventKind::TaskSpawned(task) => Some(Thing::Task(task)),
        EventKind::CallCreated(call) | EventKind::CallEntered(call) => {
            let seen = &mut seen[call.index()];
            (!std::mem::replace(seen, true)).then_some(Thing::Call(call))
        }
        EventKind::OpStarted(op) => Some(Thing::Op(op)),
        EventKind::Logged(_) => Some(Thing::Line(at)),
        EventKind::Thread(ThreadEvent::Spawned(lane, _)) => Some(Thing::Thread(lane)),
        _ if at == 0 && trace.lane(event.lane).kind == LaneKind::Thread => {
            Some(Thing::Thread(event.lane))
        }
        _ => None,
    }
}

fn is_named(trace: &Trace, thing: Thing, wanted: &str, names: &[bool]) -> bool {
    let known = |name: NameId| names[name.index()];
    match thing {
        Thing::Task(task) => known(trace.task(task).name) || holds(&trace.task_label(task), wanted),
        Thing::Call(CallId(call)) => known(trace.calls[call as usize].name),
        Thing::Op(op) => known(trace.op(op).label) || holds(&trace.op_label(op), wanted),
        Thing::Line(event) => match trace.events[event].kind {
            EventKind::Logged(text) => known(text),
            _ => false,
        },
        Thing::Thread(lane) => holds(&trace.thread_label(lane), wanted),
        _ => false,
    }
}

fn name(trace: &Trace, thing: Thing) -> String {
    match thing {
        Thing::Task(task) => trace.task_label(task),
        Thing::Call(call) => call_noun(trace, call),
        Thing::Op(op) => trace.op_label(op),
        Thing::Thread(lane) => lane_label(trace, lane),
        Thing::Line(event) => match trace.events[event].kind {
            EventKind::Logged(text) => visible(trace.name(text).as_bytes(), false),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// Whether a text holds another, which is in small letters.
fn holds(text: &str, wanted: &str) -> bool {
    text.to_lowercase().contains(wanted)
}

/// What [`next`] looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The beginning of a poll; of JavaScript, of a turn.
    Poll,
    /// A wake of the lane's task; of a thread, an unpark.
    Wake,
    /// The beginning or the end of an operation of the lane's.
    Op,
}

/// The next event of this kind that is a lane's own, after an event or before it; none if there is
/// no more. Of a long run, give its index.
pub fn next(
    trace: &Trace,
    index: Option<&Index>,
    lane: LaneId,
    from_event: usize,
    what: What,
    forward: bool,
) -> Option<usize> {
    let fits = |at: &usize| {
        let event = &trace.events[*at];
        let own = trace.home(event) == lane;
        match (what, event.kind) {
            (What::Poll, EventKind::PollStarted(_) | EventKind::TurnStarted) => own,
            (What::Wake, EventKind::Woken(..)) => own,
            (What::Wake, EventKind::Thread(ThreadEvent::Unparked(other))) => other == lane,
            (What::Op, EventKind::OpStarted(OpId(_)) | EventKind::OpEnded(..)) => own,
            _ => false,
        }
    };
    let Some(index) = index else {
        let end = trace.events.len();
        return match forward {
            true => (from_event.saturating_add(1)..end).find(fits),
            false => (0..from_event.min(end)).rev().find(fits),
        };
    };
    let own = index.events_of(lane);
    let at = |event: &u32| *event as usize;
    match forward {
        true => {
            let later = own.partition_point(|event| at(event) <= from_event);
            own[later..].iter().map(at).find(fits)
        }
        false => index.events_before(lane, from_event).iter().rev().map(at).find(fits),
    }
}
