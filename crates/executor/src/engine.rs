//! What the handles, the wakers and the host of an executor really do.
//!
//! It stands apart from `executor`, the handle, because tables and join handles point here
//! without keeping the tasks alive. It leaves out a single poll: see `turn`. The rule of both
//! files: no borrow is held while user code runs (a poll, a destructor, a waker, an observer), so
//! that user code may call anything.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::executor::Step;
use crate::join::{AbortHandle, End, JoinHandle, Outcome};
use crate::observer::{Ended, Observer, TaskId, WakeEffect};
use crate::table::{Hook, Place, QueueId};
use crate::tasks::{Contents, Tasks};
use crate::thread::{empty_inbox, with_table};
use crate::turn::Turn;

/// Everything of an executor but its handles.
pub(crate) struct Engine<O: Observer> {
    pub(crate) observer: O,
    /// `None` if thread-local storage was gone when this was made: then every task is refused.
    pub(crate) queue: Option<QueueId>,
    pub(crate) tasks: RefCell<Tasks>,
    /// The task whose future is being polled or dropped.
    pub(crate) current: Cell<Option<TaskId>>,
    /// How many handles there are. The last one shuts down.
    pub(crate) handles: Cell<usize>,
    pub(crate) on_ready: RefCell<Option<Rc<dyn Fn()>>>,
    next_task: Cell<u32>,
    closed: Cell<bool>,
}

impl<O: Observer> Engine<O> {
    pub(crate) fn new(observer: O) -> Rc<Self> {
        let engine = Rc::new(Engine {
            observer,
            queue: with_table(|table| table.open_queue()),
            tasks: RefCell::default(),
            current: Cell::new(None),
            handles: Cell::new(1),
            on_ready: RefCell::default(),
            next_task: Cell::new(0),
            closed: Cell::new(false),
        });
        if O::WATCHES {
            engine.hook_up();
        }
        engine
    }

    /// Asks the table to tell wakes to this engine.
    pub(crate) fn hook_up(self: &Rc<Self>) {
        let hook: Weak<Self> = Rc::downgrade(self);
        if let Some(queue) = self.queue {
            with_table(|table| table.set_hook(queue, hook));
        }
    }

    pub(crate) fn spawn<F>(self: &Rc<Self>, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let task = TaskId(self.next_task.get());
        let next = task.0.checked_add(1).expect("an executor spawns fewer than 2^32 tasks");
        self.next_task.set(next);

        let outcome = Rc::new(Outcome::new());
        let contents = Contents { future: Box::pin(future), joint: outcome.clone() };
        let entry = self.admit(task, contents);
        let abort = AbortHandle::new(Rc::downgrade(self) as Weak<dyn End>, task, entry);
        JoinHandle::new(outcome, abort)
    }

    /// Queues a new task. Returns its entry.
    fn admit(&self, task: TaskId, contents: Contents) -> u32 {
        let entry = self.tasks.borrow().next_entry();
        let open = self.queue.filter(|_| !self.closed.get());
        let entered = open.and_then(|queue| with_table(|table| table.enter(queue, entry, task)));
        match entered {
            Some(slot) => {
                let (key, first) = slot.expect("a thread has room for a million tasks at once");
                self.tasks.borrow_mut().insert(Place { task, entry, key }, contents);
                self.tell(|observer| observer.spawned(task));
                self.announce(first);
            }
            None => {
                self.tell(|observer| observer.spawned(task));
                self.bury(task, None, contents, Ended::Dropped);
            }
        }
        entry
    }

    pub(crate) fn step(&self) -> Step {
        empty_inbox();
        let queue = self.queue;
        let popped = queue.and_then(|queue| with_table(|table| table.pop(queue)).flatten());
        let Some(place) = popped else {
            return Step::Stalled;
        };
        let contents = self.tasks.borrow_mut().take(place.entry);
        let contents = contents.expect("the future of a queued task is at rest");
        let result = Turn::new(self, place, contents).run();
        Step::Polled { task: place.task, result }
    }

    /// Ends a task: now, or after its poll if it is being polled.
    pub(crate) fn condemn(&self, entry: u32, task: TaskId, how: Ended) {
        let condemned = self.tasks.borrow_mut().condemn(entry, task, how);
        if let Some((place, contents)) = condemned {
            self.bury(task, Some(place), contents, how);
        }
    }

    /// Drops every task, in order of spawning, refuses new ones, and forgets the host.
    pub(crate) fn shut_down(&self) {
        self.closed.set(true);
        let mut tasks: Vec<(TaskId, u32)> = Vec::new();
        // Nearly in order: only an entry that was used again stands before an older task's.
        for task in self.tasks.borrow().all() {
            tasks.insert(tasks.partition_point(|other| *other < task), task);
        }
        for (task, entry) in tasks {
            self.condemn(entry, task, Ended::Dropped);
        }
        // Its closure may well hold a handle of this executor.
        let on_ready = self.on_ready.take();
        drop(on_ready);
    }

    pub(crate) fn tell(&self, what: impl FnOnce(&O)) {
        if O::WATCHES {
            what(&self.observer);
        }
    }

    /// If the run queue is no longer empty, says so to the host.
    pub(crate) fn announce(&self, first: bool) {
        if first {
            let on_ready = self.on_ready.borrow().clone();
            if let Some(on_ready) = on_ready {
                on_ready();
            }
        }
    }
}

impl<O: Observer> Drop for Engine<O> {
    fn drop(&mut self) {
        if let Some(queue) = self.queue {
            with_table(|table| table.close_queue(queue));
        }
    }
}

impl<O: Observer> Hook for Engine<O> {
    fn woken(&self, task: TaskId, effect: WakeEffect, first: bool) {
        self.tell(|observer| observer.woken(task, effect));
        self.announce(first);
    }

    fn detained(&self, task: TaskId) {
        self.tell(|observer| observer.detained(task));
    }
}

impl<O: Observer> End for Engine<O> {
    fn end(&self, entry: u32, task: TaskId, how: Ended) {
        self.condemn(entry, task, how);
    }
}
