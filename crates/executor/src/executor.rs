//! The handle of an executor: everything that a user may ask of it.
//!
//! It stands apart from `engine` so that this file reads as a list of promises. It leaves out
//! time and I/O: what to do when nothing is ready is the caller's business.

use std::rc::Rc;

use crate::engine::Engine;
use crate::join::JoinHandle;
use crate::observer::{Ended, Observer, PollResult, Silent, TaskId, WakerCounts};
use crate::thread;

/// What one [`step`](Executor::step) did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A task was polled, once.
    Polled {
        /// The task.
        task: TaskId,
        /// How its poll came out.
        result: PollResult,
    },
    /// No task is ready. Only a wake, or a new task, can change that.
    Stalled,
}

/// What [`block_on`](Executor::block_on) should do now that nothing is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Park {
    /// Look again: something may have been woken.
    Retry,
    /// Nothing will ever be ready again.
    GiveUp,
}

/// [`block_on`](Executor::block_on) gave up: its future was not finished, and nothing was ready.
/// Either something should have woken a task, or the future was dropped by a shut-down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stalled;

impl std::fmt::Display for Stalled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("nothing is ready, and nobody is left to wake a task")
    }
}

impl std::error::Error for Stalled {}

/// Polls tasks, one step at a time. A cheap handle: clones are the same executor.
///
/// Everything may be called from anywhere on this thread: from within a poll, a destructor, a
/// waker or an observer. A `step` within a poll polls other tasks; the task that is being polled
/// is in no queue and is not entered again.
///
/// The last handle to be dropped shuts the executor down. A task that owns a handle of its own
/// executor keeps it from being the last: then call [`shut_down`](Executor::shut_down).
pub struct Executor<O: Observer = Silent> {
    engine: Rc<Engine<O>>,
}

impl<O: Observer> Executor<O> {
    /// An executor without tasks.
    pub fn new(observer: O) -> Self {
        Executor { engine: Engine::new(observer) }
    }

    /// Whoever hears what happens here.
    pub fn observer(&self) -> &O {
        &self.engine.observer
    }

    /// Makes a task of a future and puts it at the back of the run queue. After a shut-down, the
    /// future is dropped at once.
    ///
    /// # Panics
    ///
    /// If this thread has no room for another task: a million at once in wasm, more natively.
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        self.engine.spawn(future)
    }

    /// Takes the task at the front of the run queue, polls it once, and says what happened.
    pub fn step(&self) -> Step {
        self.engine.step()
    }

    /// Steps until no task is ready, and returns how many polls that took. Does not return while
    /// a task wakes itself for ever; count steps if that may be.
    pub fn run_until_stalled(&self) -> u64 {
        let mut polls = 0;
        while self.step() != Step::Stalled {
            polls += 1;
        }
        polls
    }

    /// Spawns a future and steps, all tasks in their order, until it has finished. Other tasks
    /// are then left as they are.
    ///
    /// When nothing is ready, `park` waits for something outside, or says that it is in vain.
    ///
    /// ```
    /// use executor::{Executor, Park, Silent, Stalled};
    ///
    /// let executor = Executor::new(Silent);
    /// assert_eq!(executor.block_on(async { 42 }, || Park::GiveUp), Ok(42));
    /// let never = std::future::pending::<()>();
    /// assert_eq!(executor.block_on(never, || Park::GiveUp), Err(Stalled));
    /// ```
    ///
    /// # Errors
    ///
    /// [`Stalled`] if `park` gave up (the future is dropped), or if the future was dropped by
    /// [`shut_down`](Executor::shut_down) or [`abort`](Executor::abort).
    pub fn block_on<F>(
        &self,
        future: F,
        mut park: impl FnMut() -> Park,
    ) -> Result<F::Output, Stalled>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let handle = self.spawn(future);
        loop {
            if let Some(output) = handle.take() {
                return output.map_err(|_| Stalled);
            }
            if self.step() == Step::Stalled && park() == Park::GiveUp {
                handle.end(Ended::Dropped);
                return Err(Stalled);
            }
        }
    }

    /// How many tasks have not ended yet.
    pub fn live(&self) -> usize {
        self.engine.tasks.borrow().live()
    }

    /// The run queue, front first. A wake from another thread shows up with the next step.
    pub fn ready(&self) -> Vec<TaskId> {
        let queue = self.engine.queue;
        queue.and_then(|queue| thread::with_table(|table| table.queued(queue))).unwrap_or_default()
    }

    /// The task whose code is running: it is being polled, or its future is being dropped.
    pub fn current(&self) -> Option<TaskId> {
        self.engine.current.get()
    }

    /// From here on no wake reaches a task: the observer is told of it
    /// ([`Observer::detained`]), and calls [`wake`](Executor::wake) when it is time. For hosts
    /// that simulate several threads on one, where a wake must not arrive before its instant.
    pub fn detain(&self, detained: bool) {
        if let Some(queue) = self.engine.queue {
            thread::with_table(|table| table.detain(queue, detained));
        }
    }

    /// Wakes a task by number, as its waker would. Searches all tasks; a waker need not.
    pub fn wake(&self, task: TaskId) {
        let place = self.engine.tasks.borrow().place(task);
        if let Some(place) = place {
            thread::wake(place.key, WakerCounts::default());
        }
    }

    /// As [`JoinHandle::abort`], by number. Searches all tasks; a handle need not.
    pub fn abort(&self, task: TaskId) {
        let found = self.engine.tasks.borrow().all().find(|(id, _)| *id == task);
        if let Some((task, entry)) = found {
            self.engine.condemn(entry, task, Ended::Aborted);
        }
    }

    /// Drops every task, in order of spawning; one that is being polled, after its poll. From
    /// then on a spawned future is dropped at once, and nobody is called back.
    pub fn shut_down(&self) {
        self.engine.shut_down();
    }

    /// Calls `callback` each time the run queue goes from empty to non-empty, and now, if
    /// something is ready. With it a host drives the executor: in a browser the callback asks
    /// for a microtask or a message that runs a slice of steps. It may be called within a poll,
    /// so that it had better only make a note. Replaces an earlier callback.
    ///
    /// ```
    /// use std::{cell::Cell, rc::Rc};
    /// use executor::{Executor, Silent};
    ///
    /// let executor = Executor::new(Silent);
    /// let asked = Rc::new(Cell::new(0));
    /// executor.on_ready({ let asked = asked.clone(); move || asked.set(asked.get() + 1) });
    /// executor.spawn(async {}).detach();
    /// executor.spawn(async {}).detach(); // the queue is not empty: one slice will do both
    /// assert_eq!(asked.get(), 1);
    /// ```
    pub fn on_ready(&self, callback: impl Fn() + 'static) {
        let earlier = self.engine.on_ready.replace(Some(Rc::new(callback)));
        drop(earlier);
        // One that is watched has its hook already.
        if !O::WATCHES {
            self.engine.hook_up();
        }
        self.engine.announce(self.has_ready());
    }

    /// Blocks this thread until another thread wakes a task, of whichever executor of this
    /// thread, or says [`Park::GiveUp`] when `timeout` is over. A wake that came before is not
    /// lost. Made to be the `park` of [`block_on`](Executor::block_on).
    ///
    /// The only place of the core that waits in real time, and only for whoever asks for it.
    #[cfg(not(target_family = "wasm"))]
    pub fn park_thread(&self, timeout: Option<std::time::Duration>) -> Park {
        if self.has_ready() || thread::park(timeout) { Park::Retry } else { Park::GiveUp }
    }

    fn has_ready(&self) -> bool {
        let queue = self.engine.queue;
        queue.and_then(|queue| thread::with_table(|table| !table.is_empty(queue))) == Some(true)
    }
}

impl<O: Observer> Clone for Executor<O> {
    fn clone(&self) -> Self {
        self.engine.handles.set(self.engine.handles.get() + 1);
        Executor { engine: Rc::clone(&self.engine) }
    }
}

impl<O: Observer> Drop for Executor<O> {
    fn drop(&mut self) {
        let left = self.engine.handles.get() - 1;
        self.engine.handles.set(left);
        if left == 0 {
            self.engine.shut_down();
        }
    }
}

impl<O: Observer> std::fmt::Debug for Executor<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Executor({} tasks, {:?} ready)", self.live(), self.ready())
    }
}
