//! Promises of a JavaScript trace: what a suspended function awaits, and what follows from that.
//!
//! A browser reveals neither its queues nor the state of a Promise. What stands here is
//! reconstructed from what was recorded: the Promises of operations and of recorded functions are
//! known, and a function that awaits one of them is known to go on once it is settled. Of any other
//! Promise nothing is said.

use crate::{CallId, CallKind, Event, EventKind, LaneKind, Left, OpEnd, OpId, Trace};
use std::collections::VecDeque;

/// What an `await` was given, or what an async function returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// The Promise of an operation.
    Op(OpId),
    /// The Promise of a recorded call.
    Call(CallId),
    /// A plain value: there is nothing to wait for.
    Value,
    /// Nothing: a generator rests until it is asked for more.
    Next,
    /// A Promise, or something like one, of which the trace knows nothing more.
    Unobservable,
}

/// An [`Awaited`] in the four bytes that an event has room for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Promised(u32);

impl Promised {
    /// How many numbers each kind has room for.
    const ROOM: u32 = 1 << 30;

    /// What it stands for.
    pub fn get(self) -> Awaited {
        let number = self.0 % Promised::ROOM;
        match (self.0 / Promised::ROOM, number) {
            (0, _) => Awaited::Op(OpId(number)),
            (1, _) => Awaited::Call(CallId(number)),
            (_, 0) => Awaited::Value,
            (_, 1) => Awaited::Next,
            _ => Awaited::Unobservable,
        }
    }
}

impl From<Awaited> for Promised {
    fn from(awaited: Awaited) -> Promised {
        Promised(match awaited {
            // No run has so many rows; a number beyond them would name none.
            Awaited::Op(op) => op.0.min(Promised::ROOM - 1),
            Awaited::Call(call) => Promised::ROOM + call.0.min(Promised::ROOM - 1),
            Awaited::Value => 2 * Promised::ROOM,
            Awaited::Next => 2 * Promised::ROOM + 1,
            Awaited::Unobservable => 2 * Promised::ROOM + 2,
        })
    }
}

impl std::fmt::Debug for Promised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.get().fmt(f)
    }
}

/// A Promise at a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseState {
    /// Not settled.
    Pending,
    /// Its function has returned another Promise, and it will be as that one is.
    Follows(Awaited),
    /// It has a value.
    Fulfilled,
    /// It has an error.
    Rejected,
}

impl PromiseState {
    fn is_settled(self) -> bool {
        matches!(self, PromiseState::Fulfilled | PromiseState::Rejected)
    }
}

/// What is known of Promises and of the functions that await them, at a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// Those of operations, in the order in which they were made.
    pub ops: Vec<(OpId, PromiseState)>,
    /// Those of recorded async functions, likewise.
    pub calls: Vec<(CallId, PromiseState)>,
    /// The suspended functions, and what each awaits, in the order in which they were suspended.
    pub awaiting: Vec<(CallId, Awaited)>,
    /// Those of them that are known to be queued to go on: what they await is settled. The first
    /// goes on first.
    pub queued: VecDeque<CallId>,
    /// Operations that are over and whose Promises nobody has settled yet: each gets a turn.
    delivered: VecDeque<(OpId, OpEnd)>,
    in_turn: bool,
}

impl Promises {
    /// What is known after the first `cursor` events.
    pub fn at(trace: &Trace, cursor: usize) -> Promises {
        let mut promises = Promises::default();
        for event in &trace.events[..cursor.min(trace.events.len())] {
            promises.apply(trace, event);
        }
        promises
    }

    /// The state of a Promise, if it is one that the trace knows and that has been made.
    pub fn state(&self, of: Awaited) -> Option<PromiseState> {
        match of {
            Awaited::Op(op) => find(&self.ops, op),
            Awaited::Call(call) => find(&self.calls, call),
            Awaited::Value | Awaited::Next | Awaited::Unobservable => None,
        }
    }

    /// What a suspended function awaits.
    pub fn awaited(&self, call: CallId) -> Option<Awaited> {
        find(&self.awaiting, call)
    }

    fn apply(&mut self, trace: &Trace, event: &Event) {
        match event.kind {
            EventKind::TurnStarted => {
                self.in_turn = true;
                if let Some((op, end)) = self.delivered.pop_front() {
                    self.op_settled(op, end);
                }
            }
            EventKind::TurnEnded => self.in_turn = false,
            EventKind::OpStarted(op) if is_javascript(trace, op) => {
                self.ops.push((op, PromiseState::Pending));
            }
            // A twin that aborts an operation rejects its Promise there and then.
            EventKind::OpEnded(op, OpEnd::Cancelled)
                if self.in_turn && is_javascript(trace, op) =>
            {
                self.op_settled(op, OpEnd::Cancelled);
            }
            EventKind::OpEnded(op, end @ (OpEnd::Done | OpEnd::Failed(_)))
                if is_javascript(trace, op) =>
            {
                self.delivered.push_back((op, end));
            }
            EventKind::CallEntered(call) if on_stack_of_javascript(trace, event) => {
                self.awaiting.retain(|(other, _)| *other != call);
                self.queued.retain(|other| *other != call);
                let is_async = trace.call(call).kind != CallKind::Sync;
                if is_async && find(&self.calls, call).is_none() {
                    self.calls.push((call, PromiseState::Pending));
                }
            }
            EventKind::CallLeft(call, left) if on_stack_of_javascript(trace, event) => {
                self.left(call, left);
            }
            _ => {}
        }
    }

    fn left(&mut self, call: CallId, left: Left) {
        match left {
            Left::Awaits(promised) => {
                let awaited = promised.get();
                self.awaiting.push((call, awaited));
                let is_settled = self.state(awaited).is_some_and(PromiseState::is_settled);
                if is_settled || awaited == Awaited::Value {
                    self.queued.push_back(call);
                }
            }
            Left::Follows(other) => self.call_settled(call, PromiseState::Follows(other.get())),
            Left::Threw => self.call_settled(call, PromiseState::Rejected),
            Left::Returned => self.call_settled(call, PromiseState::Fulfilled),
            Left::Ready | Left::Pending | Left::Suspended => {}
        }
    }

    fn op_settled(&mut self, op: OpId, end: OpEnd) {
        let state = match end {
            OpEnd::Done => PromiseState::Fulfilled,
            OpEnd::Failed(_) | OpEnd::Cancelled => PromiseState::Rejected,
        };
        if let Some((_, known)) = self.ops.iter_mut().find(|(other, _)| *other == op) {
            *known = state;
        }
        self.release(Awaited::Op(op));
    }

    fn call_settled(&mut self, call: CallId, state: PromiseState) {
        if let Some((_, known)) = self.calls.iter_mut().find(|(other, _)| *other == call) {
            *known = state;
            if state.is_settled() {
                self.release(Awaited::Call(call));
            }
        }
    }

    fn release(&mut self, settled: Awaited) {
        let waiting = self.awaiting.iter().filter(|(_, awaited)| *awaited == settled);
        self.queued.extend(waiting.map(|(call, _)| *call));
    }
}

fn find<K: Copy + PartialEq, V: Copy>(among: &[(K, V)], key: K) -> Option<V> {
    among.iter().find(|(other, _)| *other == key).map(|(_, value)| *value)
}

fn is_javascript(trace: &Trace, op: OpId) -> bool {
    trace.lane(trace.op(op).lane).kind == LaneKind::JavaScript
}

fn on_stack_of_javascript(trace: &Trace, event: &Event) -> bool {
    trace.lane(event.lane).kind == LaneKind::JavaScript
}

impl Trace {
    /// Whether what is awaited is a row of a table.
    pub(crate) fn promise_exists(&self, of: Awaited) -> bool {
        match of {
            Awaited::Op(op) => op.index() < self.ops.len(),
            Awaited::Call(call) => call.index() < self.calls.len(),
            Awaited::Value | Awaited::Next | Awaited::Unobservable => true,
        }
    }
}
