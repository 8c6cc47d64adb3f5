//! The rows that events point into: lanes, tasks, calls, operations, waits, channels, spans of the
//! program's own tracing, places in the source.

use crate::{CallId, LaneId, NameId, ScopeId, SpanId, TaskId};

/// A row of the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// What the row stands for.
    pub kind: LaneKind,
    /// What to write beside it.
    pub name: NameId,
}

/// What a lane stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneKind {
    /// The simulated outside world: timers, sockets, peers.
    Reactor,
    /// A task of the executor.
    Task(TaskId),
    /// An operating-system thread, whose calls stay on the stack while it waits.
    Thread,
    /// The one stack of JavaScript.
    JavaScript,
}

/// A top-level future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// The name of the future that was spawned, as far as it is known.
    pub name: NameId,
    /// Its row.
    pub lane: LaneId,
}

/// One invocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The function's name, or `async block`.
    pub name: NameId,
    /// Sync or async.
    pub kind: CallKind,
    /// Where the function stands in the source.
    pub defined: Option<SpanId>,
    /// Of a `poll` written by hand: the call in which the same future had answered `Ready`, if it
    /// was certain that it is the same.
    pub again: Option<CallId>,
}

/// Whether a call can leave the stack before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallKind {
    /// An ordinary function: on the stack from start to end.
    Sync,
    /// An `async fn`: entered and left once per poll.
    Async,
    /// An `async` block.
    Block,
}

/// Something asked of the simulated outside world, named by its lane and its ordinal there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Op {
    /// Which verb.
    pub kind: OpKind,
    /// The lane that asked for it.
    pub lane: LaneId,
    /// The how-manieth operation of that lane, from 0.
    pub ordinal: u32,
    /// What exactly, for people: `20 ms`, `tea.test:80`.
    pub label: NameId,
}

/// The verbs of the outside world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpKind {
    /// Wait for a deadline.
    Sleep,
    /// Ask for the address of a name.
    Lookup,
    /// Open a connection.
    Connect,
    /// Take the next incoming connection.
    Accept,
    /// Receive bytes.
    Read,
    /// Send bytes.
    Write,
    /// JavaScript's `fetchText`: look up, connect, ask and read, in one.
    Fetch,
    /// Settle a Promise that came from outside the run; whoever made it goes on by itself.
    Promise,
}

/// Something other than an operation that a lane waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What it waits for.
    pub on: WaitOn,
}

/// What a wait is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitOn {
    /// A blocking call waits for an operation.
    Op(crate::OpId),
    /// A join handle waits for its task.
    Task(TaskId),
    /// A thread that joins waits for that thread's end.
    Thread(LaneId),
    /// Something named by the runtime: a lock, a channel.
    Named(NameId),
}

/// A channel between tasks: what is sent first is received first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channel {
    /// What it carries: the type of a message.
    pub message: NameId,
}

/// A span of the program's own tracing, `request{path=/health}`. It is called so here because this
/// crate has given the word to places in the source; a reader knows it as a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// What the program calls it.
    pub name: NameId,
    /// The one within which it was opened.
    pub parent: Option<ScopeId>,
    /// Its fields, in their order: key and value.
    pub fields: Vec<(NameId, NameId)>,
}

/// A range of the example's source: lines and columns from 1, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceSpan {
    /// First line.
    pub line: u32,
    /// First column, in characters.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last character.
    pub end_column: u32,
}
