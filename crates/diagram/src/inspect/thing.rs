//! Event → the thing that it is an event of.

use super::Thing;
use super::eye::{Eye, opens};
use trace::{EventKind, Index, LaneKind, ThreadEvent, Trace};

/// What the event at this index belongs to; none of no event.
///
/// What opens or closes something belongs to that. Work belongs to the call that computes, a line
/// is a thing of its own, and so are a wake and a message.
pub fn thing_at(trace: &Trace, index: Option<&Index>, event: usize) -> Option<Thing> {
    let eye = Eye::new(trace, index);
    let found = trace.events.get(event)?;
    Some(match found.kind {
        EventKind::TaskSpawned(task) | EventKind::TaskEnded(task, _) => Thing::Task(task),
        EventKind::PollStarted(task) | EventKind::PollEnded(task, _) => {
            let lane = trace.task(task).lane;
            Thing::Poll(task, count(&eye, lane, event, EventKind::PollStarted(task)))
        }
        EventKind::TurnStarted | EventKind::TurnEnded => {
            Thing::Turn(count(&eye, found.lane, event, EventKind::TurnStarted))
        }
        EventKind::Woken(..) => Thing::Wake(event),
        EventKind::CallCreated(call)
        | EventKind::CallEntered(call)
        | EventKind::CallLeft(call, _)
        | EventKind::CallDropped(call) => Thing::Call(call),
        EventKind::OpStarted(op) | EventKind::OpEnded(op, _) => Thing::Op(op),
        EventKind::WaitStarted(wait) | EventKind::WaitEnded(wait) => Thing::Wait(wait),
        EventKind::MessageSent(_) | EventKind::MessageReceived(_) => Thing::Message(event),
        EventKind::ScopeOpened(scope)
        | EventKind::ScopeEntered(scope)
        | EventKind::ScopeLeft(scope)
        | EventKind::ScopeClosed(scope) => Thing::Scope(scope),
        EventKind::WorkStarted | EventKind::WorkEnded => at_work(&eye, event),
        EventKind::Thread(ThreadEvent::Spawned(lane, _) | ThreadEvent::Unparked(lane)) => {
            Thing::Thread(lane)
        }
        EventKind::Thread(_) => match trace.lane(found.lane).kind {
            LaneKind::Task(task) => Thing::Task(task),
            _ => Thing::Thread(found.lane),
        },
        EventKind::Connection(connection, _) => Thing::Connection(connection),
        EventKind::Logged(_) => Thing::Line(event),
        EventKind::RunEnded => Thing::Run,
    })
}

/// How many polls or turns have begun, with this event.
fn count(eye: &Eye, lane: trace::LaneId, event: usize, kind: EventKind) -> u32 {
    let is = |at: usize| {
        let event = eye.event(at);
        event.lane == lane && opens(event) && event.kind == kind
    };
    match eye.index {
        Some(index) => {
            let own = index.events_before(lane, event + 1);
            own.iter().filter(|at| is(**at as usize)).count() as u32
        }
        None => (0..=event).filter(|at| is(*at)).count() as u32,
    }
}

/// Whoever computes.
fn at_work(eye: &Eye, event: usize) -> Thing {
    let lane = eye.event(event).lane;
    if let Some((call, _)) = eye.stack(lane, event).last() {
        return Thing::Call(*call);
    }
    match (eye.trace.lane(lane).kind, eye.round_of(event)) {
        (LaneKind::Task(task), Some(poll)) => {
            Thing::Poll(task, count(eye, lane, poll, EventKind::PollStarted(task)))
        }
        (LaneKind::Task(task), None) => Thing::Task(task),
        (LaneKind::JavaScript, Some(turn)) => {
            Thing::Turn(count(eye, lane, turn, EventKind::TurnStarted))
        }
        _ => Thing::Thread(lane),
    }
}
