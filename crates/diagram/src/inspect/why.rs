//! Backwards from an event to what caused it: poll ← wake ← end of an operation ← its beginning.

use super::call::settled;
use super::eye::{Eye, closes, opens};
use super::other::ends_wait;
use super::round::op_end;
use crate::ledger::{Held, Ledger};
use trace::{CallId, Cause, EventKind, Index, LaneKind, Left, OpEnd, ThreadEvent, Trace};

/// How many steps a chain has at most, with the event that it begins with.
const MOST: usize = 12;

/// A link of the chain: an event, and its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which event.
    pub event: usize,
    /// What happened, and, where it teaches, why.
    pub sentence: String,
}

/// Why an event happened: the event itself, then what caused it, what caused that, and so on; at
/// most twelve steps, each earlier than the one before. Empty if there is no such event.
pub fn why(trace: &Trace, index: Option<&Index>, event: usize) -> Vec<Step> {
    let eye = Eye::new(trace, index);
    let mut steps = Vec::new();
    let mut next = Some(event).filter(|event| *event < trace.events.len());
    while let Some(event) = next.filter(|_| steps.len() < MOST) {
        steps.push(Step { event, sentence: eye.says(event) });
        next = cause(&eye, event).filter(|earlier| *earlier < event);
    }
    steps
}

/// The event that caused this one.
fn cause(eye: &Eye, at: usize) -> Option<usize> {
    let event = eye.event(at);
    let lane = event.lane;
    match event.kind {
        EventKind::PollStarted(task) => eye.back(eye.lane(task), at, &|event| match event.kind {
            EventKind::Woken(other, _, effect) => {
                other == task && effect != trace::WakeEffect::AlreadyQueued
            }
            EventKind::TaskSpawned(other) => other == task,
            _ => false,
        }),
        EventKind::Woken(_, Cause::Op(op), _) => op_end(eye, op, at),
        EventKind::OpEnded(op, OpEnd::Done | OpEnd::Failed(_)) => {
            eye.back(eye.trace.op(op).lane, at, &|event| event.kind == EventKind::OpStarted(op))
        }
        EventKind::TurnStarted => eye
            .back(lane, at, &|event| {
                matches!(event.kind, EventKind::OpEnded(..) | EventKind::TurnEnded)
            })
            .filter(|found| matches!(eye.event(*found).kind, EventKind::OpEnded(..))),
        EventKind::CallEntered(call) => continuation(eye, call, at).or_else(|| around(eye, at)),
        EventKind::CallLeft(call, _) => {
            eye.back(lane, at, &|event| event.kind == EventKind::CallEntered(call))
        }
        EventKind::PollEnded(..) | EventKind::TurnEnded => eye.back(lane, at, &opens),
        EventKind::TaskEnded(task, _) => {
            let poll = eye.back(eye.lane(task), at, &|event| {
                matches!(event.kind, EventKind::PollEnded(other, trace::PollResult::Ready)
                    if other == task)
            });
            poll.or_else(|| around(eye, at))
        }
        EventKind::WaitEnded(wait) => {
            let on = eye.trace.wait(wait).on;
            let began = || eye.back(lane, at, &|event| event.kind == EventKind::WaitStarted(wait));
            ends_wait(eye, on, at).or_else(began)
        }
        EventKind::WorkEnded => eye.back(lane, at, &|event| event.kind == EventKind::WorkStarted),
        EventKind::MessageReceived(channel) => sent(eye, channel, at),
        EventKind::Thread(what) => thread(eye, at, what),
        EventKind::RunEnded | EventKind::Connection(..) => None,
        _ => around(eye, at),
    }
}

/// What an event happened in: the call atop the stack came there, or else the poll or turn began.
fn around(eye: &Eye, at: usize) -> Option<usize> {
    let lane = eye.event(at).lane;
    let top = eye.stack(lane, at).last().map(|(_, entered)| *entered);
    let round = || {
        let bound =
            eye.back(lane, at, &|event| event.lane == lane && (opens(event) || closes(event)));
        bound.filter(|bound| opens(eye.event(*bound)))
    };
    let begun = || {
        eye.back(lane, at, &|event| {
            event.lane == lane && event.kind == EventKind::Thread(ThreadEvent::Started)
        })
    };
    top.or_else(round).or_else(begun)
}

/// JavaScript: what settled the Promise that a call goes on after.
fn continuation(eye: &Eye, call: CallId, at: usize) -> Option<usize> {
    let lane = eye.event(at).lane;
    if eye.trace.lane(lane).kind != LaneKind::JavaScript {
        return None;
    }
    let left = eye.back(
        lane,
        at,
        &|event| matches!(event.kind, EventKind::CallLeft(other, _) if other == call),
    )?;
    let EventKind::CallLeft(_, Left::Awaits(promised)) = eye.event(left).kind else { return None };
    settled(eye, &Ledger::whole(eye.trace), Held::Promise(promised), at)
}

/// The sending of the message that is received.
fn sent(eye: &Eye, channel: trace::ChannelId, at: usize) -> Option<usize> {
    let events = eye.trace.events.iter().enumerate();
    let of = |kind: EventKind| events.clone().filter(move |(_, event)| event.kind == kind);
    let before = of(EventKind::MessageReceived(channel)).take_while(|(other, _)| *other < at);
    let nth = before.count();
    of(EventKind::MessageSent(channel)).nth(nth).map(|(at, _)| at)
}

fn thread(eye: &Eye, at: usize, what: ThreadEvent) -> Option<usize> {
    let lane = eye.event(at).lane;
    match what {
        ThreadEvent::Started => eye.back(lane, at, &|event| {
            matches!(event.kind, EventKind::Thread(ThreadEvent::Spawned(new, _)) if new == lane)
        }),
        ThreadEvent::CoreGot => eye.back(lane, at, &|event| {
            event.lane == lane
                && matches!(
                    event.kind,
                    EventKind::Thread(ThreadEvent::CoreWanted | ThreadEvent::Preempted)
                )
        }),
        ThreadEvent::CutOff => None,
        _ => around(eye, at),
    }
}
