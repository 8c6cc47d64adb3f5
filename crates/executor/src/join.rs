//! Waiting for a task's output, and aborting it.
//!
//! It stands apart because it is all that remains of a task outside its executor. It leaves out
//! panics: in a page a panic ends the page, so that "cancelled" is the only error there is.

use std::any::Any;
use std::cell::Cell;
use std::fmt;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use crate::observer::{Ended, TaskId};

/// The task ended without an output: it was cancelled (aborted, or dropped by its executor).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoinError {
    task: TaskId,
}

impl JoinError {
    /// The task that was cancelled.
    pub fn id(&self) -> TaskId {
        self.task
    }

    /// Always true; there is no other error.
    pub fn is_cancelled(&self) -> bool {
        true
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was cancelled", self.task)
    }
}

impl std::error::Error for JoinError {}

/// The output of a spawned task, once there is one.
///
/// ```
/// use executor::{Executor, Silent};
///
/// let executor = Executor::new(Silent);
/// let sum = executor.spawn(async { 1 + 1 });
/// let twice = executor.spawn(async { sum.await.map(|sum| 2 * sum) });
/// executor.run_until_stalled();
/// assert!(twice.is_finished());
/// ```
#[must_use = "dropping a JoinHandle detaches its task; say so with `detach`"]
pub struct JoinHandle<T> {
    outcome: Rc<Outcome<T>>,
    task: AbortHandle,
}

impl<T> JoinHandle<T> {
    pub(crate) fn new(outcome: Rc<Outcome<T>>, task: AbortHandle) -> Self {
        JoinHandle { outcome, task }
    }

    /// The task that this waits for.
    pub fn id(&self) -> TaskId {
        self.task.id()
    }

    /// Ends the task: now, or after its poll if it is being polled. If it has ended, or returns
    /// `Ready` from this very poll, nothing happens.
    pub fn abort(&self) {
        self.task.abort();
    }

    /// A handle that can do nothing but abort.
    pub fn abort_handle(&self) -> AbortHandle {
        self.task.clone()
    }

    /// Whether the task has ended, in whatever way.
    pub fn is_finished(&self) -> bool {
        self.outcome.state.get() != State::Running
    }

    /// Lets the task go on by itself. Its output will be dropped as soon as it exists.
    pub fn detach(self) {}

    pub(crate) fn end(&self, how: Ended) {
        self.task.end(how);
    }

    /// What came out, if the task has ended and nobody has taken it yet.
    pub(crate) fn take(&self) -> Option<Result<T, JoinError>> {
        match self.outcome.state.get() {
            State::Completed => self.outcome.output.take().map(Ok),
            State::Cancelled => Some(Err(JoinError { task: self.id() })),
            State::Running => None,
        }
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if !self.is_finished() {
            let waiter = &self.outcome.waiter;
            let known = waiter.take().filter(|waiter| waiter.will_wake(cx.waker()));
            waiter.set(Some(known.unwrap_or_else(|| cx.waker().clone())));
            return Poll::Pending;
        }
        Poll::Ready(self.take().expect("a JoinHandle is polled no more once it was ready"))
    }
}

impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        self.outcome.detached.set(true);
        drop(self.outcome.waiter.take());
        if self.is_finished() {
            drop(self.outcome.output.take());
        }
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JoinHandle({})", self.id())
    }
}

/// Aborts a task, and can be cloned and kept without its output.
#[derive(Clone)]
pub struct AbortHandle {
    executor: Weak<dyn End>,
    task: TaskId,
    entry: u32,
}

impl AbortHandle {
    pub(crate) fn new(executor: Weak<dyn End>, task: TaskId, entry: u32) -> Self {
        AbortHandle { executor, task, entry }
    }

    /// The task that this would abort.
    pub fn id(&self) -> TaskId {
        self.task
    }

    /// As [`JoinHandle::abort`].
    pub fn abort(&self) {
        self.end(Ended::Aborted);
    }

    fn end(&self, how: Ended) {
        if let Some(executor) = self.executor.upgrade() {
            executor.end(self.entry, self.task, how);
        }
    }
}

impl fmt::Debug for AbortHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AbortHandle({})", self.task)
    }
}

/// An executor as its handles see it.
pub(crate) trait End {
    fn end(&self, entry: u32, task: TaskId, how: Ended);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Running,
    Completed,
    Cancelled,
}

/// What a task shares with its `JoinHandle`. All in cells, so that no borrow is ever held.
pub(crate) struct Outcome<T> {
    state: Cell<State>,
    output: Cell<Option<T>>,
    waiter: Cell<Option<Waker>>,
    detached: Cell<bool>,
}

impl<T> Outcome<T> {
    pub(crate) fn new() -> Self {
        Outcome {
            state: Cell::new(State::Running),
            output: Cell::new(None),
            waiter: Cell::new(None),
            detached: Cell::new(false),
        }
    }

    /// Keeps the output, unseen until [`Joining::settle`].
    pub(crate) fn store(&self, output: T) {
        self.output.set(Some(output));
    }
}

/// An [`Outcome`] whose type the executor has forgotten.
pub(crate) trait Joining {
    fn as_any(&self) -> &dyn Any;

    /// Shows the end of the task to its handle, or drops the output if there is no handle.
    fn settle(&self, completed: bool);

    /// Whoever awaits the handle.
    fn take_waiter(&self) -> Option<Waker>;
}

impl<T: 'static> Joining for Outcome<T> {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn settle(&self, completed: bool) {
        self.state.set(if completed { State::Completed } else { State::Cancelled });
        if self.detached.get() || !completed {
            drop(self.output.take());
        }
    }

    fn take_waiter(&self) -> Option<Waker> {
        self.waiter.take()
    }
}
