//! Trace and event → the thing that the event belongs to, and everything worth saying of it.
//!
//! A reader who points at a box, a source line, a row or a printed line has pointed at an event.
//! [`thing_at`] says what that is an event of; [`inspect`] says what the thing is, when, how long
//! it ran and waited, and what caused it; [`why`] leads back from an event to what caused that. All
//! of it is computed from the trace; what a cause says is the narration of an event. Of a long run,
//! with its index, only the lanes that the thing concerns are looked at. It leaves out pictures: a
//! cause is a pair of events, and the page draws it where these stand.

mod call;
mod eye;
mod other;
mod round;
mod search;
mod task;
mod thing;
mod why;

pub(crate) use call::{ended_how, under_way};
pub(crate) use round::{end_of, woken_by};
pub use search::{Found, Hit, What, next, search};
pub use thing::thing_at;
pub use why::{Step, why};

pub(crate) use task::spawned_by;

use eye::Eye;
use trace::{CallId, ConnectionId, Index, LaneId, OpId, ScopeId, TaskId, Trace, WaitId};

/// What an event can belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A poll of a task, counted from 1.
    Poll(TaskId, u32),
    /// A turn of JavaScript's event loop, counted from 1.
    Turn(u32),
    /// A call, with all its pieces.
    Call(CallId),
    /// An operation.
    Op(OpId),
    /// A task.
    Task(TaskId),
    /// A thread, by its lane.
    Thread(LaneId),
    /// A wait for something other than an operation's end alone.
    Wait(WaitId),
    /// A wake, by its event.
    Wake(usize),
    /// A printed line, by its event.
    Line(usize),
    /// A message sent or received, by its event.
    Message(usize),
    /// A span of the program's own tracing.
    Scope(ScopeId),
    /// A client into whose terminal the reader types.
    Connection(ConnectionId),
    /// The whole run.
    Run,
}

/// What there is to say of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Its name: `poll 2 of task 1 (serve)`, `brew()`, `the sleep of 20 ms`.
    pub name: String,
    /// From when to when, and how that time was spent; none if it has no extent in time.
    pub times: Option<Times>,
    /// In the order in which they are worth reading.
    pub facts: Vec<Fact>,
    /// What it was caused by and what it waits for, in the order of their later events.
    pub causes: Vec<Cause>,
}

/// How a thing spent its time. Busy and waiting are together as long as it lived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The event with which it began.
    pub from: usize,
    /// The event with which it ended; none if it never did.
    pub to: Option<usize>,
    /// Nanoseconds in which it was on the stack of a thread that ran.
    pub busy: u64,
    /// Nanoseconds in which it was off the stack, or on the stack of a thread that waited.
    pub waiting: u64,
}

/// One line of the details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What is told: `Entered`, `Woken by`.
    pub label: &'static str,
    /// What it is.
    pub text: String,
    /// The event that shows it.
    pub event: Option<usize>,
}

/// A link from what caused something to what it caused. The first event is never the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// In which way.
    pub kind: CauseKind,
    /// An event of whatever caused it.
    pub from: usize,
    /// An event of whatever was caused.
    pub to: usize,
    /// The link in a whole sentence.
    pub sentence: String,
}

/// In which way one thing causes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CauseKind {
    /// The caller made the call: from the caller's entry to the call's creation, or its entry if
    /// nothing is created before that.
    Created,
    /// A task or thread was spawned: from the spawn to its first poll, or its start.
    Spawned,
    /// From the wake to the poll that it brought; from an operation's end to the wake or to the
    /// turn that it brought; from an unpark to the end of the wait.
    Woke,
    /// JavaScript: from what settled a Promise to the continuation that awaited it.
    Resumed,
    /// From the beginning of what is awaited (of a call within the body: its last entry) to where
    /// the thing begins to wait for it.
    WaitsFor,
    /// From the entry of whoever asked to the beginning of the operation.
    Asked,
    /// From the sending of a message to its being received.
    Sent,
}

/// Everything worth saying of a thing of this trace. Of a long run, give its index: the cost is
/// then that of the lanes which the thing concerns.
pub fn inspect(trace: &Trace, index: Option<&Index>, thing: Thing) -> Details {
    let eye = Eye::new(trace, index);
    let mut details = match thing {
        Thing::Poll(task, number) => round::poll(&eye, task, number),
        Thing::Turn(number) => round::turn(&eye, number),
        Thing::Call(call) => call::call(&eye, call),
        Thing::Op(op) => other::op(&eye, op),
        Thing::Task(task) => task::task(&eye, task),
        Thing::Thread(lane) => task::thread(&eye, lane),
        Thing::Wait(wait) => other::wait(&eye, wait),
        Thing::Wake(event) => other::wake(&eye, event),
        Thing::Line(event) => other::line(&eye, event),
        Thing::Message(event) => other::message(&eye, event),
        Thing::Scope(scope) => other::scope(&eye, scope),
        Thing::Connection(connection) => other::connection(&eye, connection),
        Thing::Run => other::run(&eye),
    };
    details.causes.retain(|cause| cause.from <= cause.to);
    details.causes.sort_by_key(|cause| (cause.to, cause.from, cause.kind));
    details.causes.dedup();
    details
}

impl Details {
    /// Of a thing that is called so, and of which nothing else is known yet.
    pub(crate) fn of(name: String) -> Details {
        Details { name, times: None, facts: Vec::new(), causes: Vec::new() }
    }

    pub(crate) fn fact(&mut self, label: &'static str, text: String, event: Option<usize>) {
        self.facts.push(Fact { label, text, event });
    }
}
