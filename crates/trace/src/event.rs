//! What can happen in a run. Events are small, of fixed size, and come in pairs.
//!
//! ```text
//! task   spawned ── poll ─┬─ pending ── woken ── poll ─┬─ … ── ready ── ended
//! call   created ── entered ── left: suspended ── entered ── left: returned   (or dropped)
//!        (JavaScript: entered ── left: awaits ── entered ── left: returned, or threw)
//! op     started ───────────────────────────────── ended: done, failed or cancelled
//! message  sent ─────────────── received      (per channel, first in, first out)
//! span   opened ── entered ── left ── entered ── left ── closed      (as `tracing` has them)
//! connection  opened ── typed into ── received ── … ── closed      (a client that the reader is)
//! turn   started ── ended          (JavaScript: a host task and the microtasks after it)
//! ```

use crate::{
    CallId, ChannelId, ConnectionEvent, ConnectionId, Instant, LaneId, NameId, OpId, Promised,
    ScopeId, SpanId, TaskId, ThreadEvent, WaitId, WorkerId,
};

/// One thing that happened. Its sequence number is its place in [`crate::Trace::events`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When, in virtual time.
    pub at: Instant,
    /// On whose row: the task, thread, JavaScript stack or reactor that did it.
    pub lane: LaneId,
    /// On which processor.
    pub worker: WorkerId,
    /// Where in the source, if some line of the example stands behind it.
    pub span: Option<SpanId>,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A task was handed to the executor and put on its run queue.
    TaskSpawned(TaskId),
    /// The executor began to poll a task.
    PollStarted(TaskId),
    /// The poll came back.
    PollEnded(TaskId, PollResult),
    /// A task is over and its future is gone.
    TaskEnded(TaskId, Ended),
    /// Somebody asked for a task to be polled again.
    Woken(TaskId, Cause, WakeEffect),
    /// An async function was called: its future exists, and nothing of its body has run.
    CallCreated(CallId),
    /// A call came onto the stack (an async one: at every poll).
    CallEntered(CallId),
    /// A call left the stack.
    CallLeft(CallId, Left),
    /// The future of an async call was dropped before it had finished.
    CallDropped(CallId),
    /// An operation was asked for.
    OpStarted(OpId),
    /// An operation is over.
    OpEnded(OpId, OpEnd),
    /// A lane began to wait for something: the thread blocks, or the task will be pending.
    WaitStarted(WaitId),
    /// It need wait no longer, or gave up.
    WaitEnded(WaitId),
    /// A message went into a channel.
    MessageSent(ChannelId),
    /// The oldest message in a channel was taken out. Which one that is follows from the order: the
    /// n-th received is the n-th sent.
    MessageReceived(ChannelId),
    /// A span of the program's own tracing was opened.
    ScopeOpened(ScopeId),
    /// It was entered: what happens on its thread from here on happens within it.
    ScopeEntered(ScopeId),
    /// It was left.
    ScopeLeft(ScopeId),
    /// Nobody holds it any more.
    ScopeClosed(ScopeId),
    /// A call began to compute (`work`).
    WorkStarted,
    /// It has computed for as long as it declared.
    WorkEnded,
    /// A JavaScript host task began: one callback, then the microtasks that follow from it.
    TurnStarted,
    /// Its microtasks have run dry.
    TurnEnded,
    /// Something happened to an operating-system thread.
    Thread(ThreadEvent),
    /// Something happened to a connection into which the reader types.
    Connection(ConnectionId, ConnectionEvent),
    /// A line was printed.
    Logged(NameId),
    /// The last event of every trace; [`crate::Trace::outcome`] says how it ended.
    RunEnded,
}

/// What a poll answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollResult {
    /// `Poll::Ready`.
    Ready,
    /// `Poll::Pending`.
    Pending,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its future was ready.
    Completed,
    /// It was aborted through its handle.
    Aborted,
    /// The runtime was shut down around it.
    Dropped,
}

/// Who asked for a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The end of an operation (a timer, a socket).
    Op(OpId),
    /// Another task, while it was being polled.
    Task(TaskId),
    /// A thread other than the one that polls the task.
    Thread(LaneId),
    /// The task itself, while it was being polled.
    Itself,
    /// Something outside every task.
    Outside,
}

/// What a wake did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WakeEffect {
    /// The task went to the back of the run queue.
    Queued,
    /// The task is just being polled; it goes to the back of the queue when this poll ends.
    WhilePolling,
    /// It was going to be polled anyway; waking twice is waking once.
    AlreadyQueued,
}

/// Why a call left the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It is done.
    Returned,
    /// It is done, and was a `poll` written by hand that returned `Poll::Ready`.
    Ready,
    /// It is done, and was a `poll` written by hand that returned `Poll::Pending`.
    Pending,
    /// It was left pending at a suspension point, the event's span.
    Suspended,
    /// JavaScript: it left the stack at an `await` or a `yield`, the event's span; it awaits this.
    Awaits(Promised),
    /// JavaScript: it returned a Promise, and its own will be as that one is.
    Follows(Promised),
    /// JavaScript: it threw.
    Threw,
}

impl Left {
    /// Whether the call is done, whatever it answered.
    pub fn is_done(self) -> bool {
        !matches!(self, Left::Suspended | Left::Awaits(_))
    }
}

/// How an operation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpEnd {
    /// It did what was asked.
    Done,
    /// It failed; the name says how ("connection refused").
    Failed(NameId),
    /// Its future was dropped first.
    Cancelled,
}
