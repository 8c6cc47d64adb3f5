//! What can happen to a task, in words, and who may hear of it.
//!
//! It stands apart because it is the whole vocabulary that a recorder needs. It leaves out why
//! a task was woken (a timer, a socket): the one who wakes knows, the executor does not.

use std::fmt;

/// Sequential number of a task within its executor, in order of spawning, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId(pub u32);

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "task {}", self.0)
    }
}

/// How one poll of a task came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollResult {
    /// The future returned `Ready`.
    Ready,
    /// The future returned `Pending`.
    Pending,
    /// The task was aborted (or its executor shut down) during this poll, or the poll unwound.
    /// A future that returns `Ready` although it was aborted meanwhile counts as `Ready`.
    Aborted,
}

/// How a task came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its future returned `Ready`.
    Completed,
    /// Somebody called `abort`.
    Aborted,
    /// Its executor was shut down, `block_on` gave up on it, or its poll unwound.
    Dropped,
}

/// What a wake did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WakeEffect {
    /// The task was idle and is now at the back of the run queue.
    Queued,
    /// Nothing: the task was going to be polled anyway.
    AlreadyQueued,
    /// The task is being polled right now, and goes to the back of the queue after this poll.
    WhilePolling,
}

/// What was done to the wakers of one task while it lived.
///
/// The waker that a poll is lent is not counted, its clones are: `clones - drops` are still held
/// by somebody. `Waker::wake` consumes, so that it counts as a wake and as a drop. What another
/// thread did counts from the moment its message was taken out of the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WakerCounts {
    /// Calls of `Waker::clone`.
    pub clones: u32,
    /// Wakers dropped, those consumed by `Waker::wake` included.
    pub drops: u32,
    /// Calls of `Waker::wake` and `Waker::wake_by_ref`.
    pub wakes: u32,
}

impl WakerCounts {
    const NONE: WakerCounts = WakerCounts { clones: 0, drops: 0, wakes: 0 };
    pub(crate) const CLONE: WakerCounts = WakerCounts { clones: 1, ..WakerCounts::NONE };
    pub(crate) const DROP: WakerCounts = WakerCounts { drops: 1, ..WakerCounts::NONE };
    pub(crate) const WAKE: WakerCounts = WakerCounts { wakes: 1, ..WakerCounts::NONE };
    pub(crate) const WAKE_AND_DROP: WakerCounts = WakerCounts { wakes: 1, ..WakerCounts::DROP };

    /// Adds what happened since. Saturates rather than wraps.
    pub(crate) fn add(&mut self, more: WakerCounts) {
        self.clones = self.clones.saturating_add(more.clones);
        self.drops = self.drops.saturating_add(more.drops);
        self.wakes = self.wakes.saturating_add(more.wakes);
    }
}

/// Hears everything that happens to the tasks of one executor, in the order in which it happens.
///
/// For one task the calls form `spawned (poll_started poll_ended)* ended`, with `woken` anywhere
/// before `ended`. A poll during which other code polls (a nested `step`) nests. No borrow is
/// held during a call: an observer may use the executor, though it had better not panic.
///
/// ```
/// use std::cell::RefCell;
/// use executor::{Executor, Observer, PollResult, TaskId};
///
/// #[derive(Default)]
/// struct Polls(RefCell<Vec<TaskId>>);
///
/// impl Observer for Polls {
///     fn poll_ended(&self, task: TaskId, _: PollResult) {
///         self.0.borrow_mut().push(task);
///     }
/// }
///
/// let executor = Executor::new(Polls::default());
/// executor.spawn(async {}).detach();
/// executor.run_until_stalled();
/// assert_eq!(*executor.observer().0.borrow(), [TaskId(0)]);
/// ```
#[allow(unused_variables, reason = "the defaults do nothing; the names are for the reader")]
pub trait Observer: 'static {
    /// If false, no method is ever called, and wakes do not even look for somebody to tell.
    const WATCHES: bool = true;

    /// A task exists and is at the back of the run queue.
    fn spawned(&self, task: TaskId) {}

    /// The task left the front of the run queue; its future is polled next.
    fn poll_started(&self, task: TaskId) {}

    /// The future returned. If the task is over, the future is not dropped yet.
    fn poll_ended(&self, task: TaskId, result: PollResult) {}

    /// The future has been dropped, destructors and all, and the output is stored (or dropped, if
    /// nobody holds the [`JoinHandle`](crate::JoinHandle)). Whoever awaits it is woken next.
    fn ended(&self, task: TaskId, how: Ended, counts: WakerCounts) {}

    /// Somebody woke the task. On the executor's own thread this is called within the wake; for
    /// a wake from another thread, when a `step` empties the inbox. A wake of a task that has
    /// ended, or is just being dropped, does nothing and is not told.
    fn woken(&self, task: TaskId, effect: WakeEffect) {}

    /// Somebody wants to wake the task while its executor is
    /// [detained](crate::Executor::detain): nothing has happened to the task. Whoever detains
    /// sees to it that [`Executor::wake`](crate::Executor::wake) is called at the proper time.
    fn detained(&self, task: TaskId) {}
}

/// The observer that nobody pays for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {
    const WATCHES: bool = false;
}
