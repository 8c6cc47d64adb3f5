//! The executor's observer: every spawn, poll, wake and end becomes an event.

use crate::current::World;
use executor::{Observer, WakerCounts};
use std::cell::RefCell;
use std::rc::Rc;
use trace::{Ended, EventKind, PollResult, TaskId, WakeEffect};

/// Records what happens to the tasks of one executor.
pub(crate) struct Recorder {
    world: Rc<World>,
    /// Which of the world's executors.
    number: usize,
    /// Per task of the executor, its number in the trace.
    ids: RefCell<Vec<TaskId>>,
}

impl Recorder {
    pub(crate) fn new(world: Rc<World>, number: usize) -> Recorder {
        Recorder { world, number, ids: RefCell::default() }
    }

    /// The number of a task in the trace.
    pub(crate) fn trace_id(&self, task: executor::TaskId) -> TaskId {
        self.ids.borrow()[task.0 as usize]
    }
}

impl Observer for Recorder {
    fn spawned(&self, task: executor::TaskId) {
        let id = self.world.record().spawned(self.world.spawning.take());
        self.ids.borrow_mut().push(id);
        self.world.tasks.borrow_mut().push((self.number, task));
    }

    fn poll_started(&self, task: executor::TaskId) {
        let (mut record, task) = (self.world.record(), self.trace_id(task));
        record.polls += 1;
        record.act(task);
        record.event(None, EventKind::PollStarted(task));
    }

    fn poll_ended(&self, task: executor::TaskId, result: executor::PollResult) {
        let result = match result {
            executor::PollResult::Ready => PollResult::Ready,
            executor::PollResult::Pending | executor::PollResult::Aborted => PollResult::Pending,
        };
        let task = self.trace_id(task);
        self.world.record().event(None, EventKind::PollEnded(task, result));
    }

    fn ended(&self, task: executor::TaskId, how: executor::Ended, _: WakerCounts) {
        let how = match how {
            executor::Ended::Completed => Ended::Completed,
            executor::Ended::Aborted => Ended::Aborted,
            executor::Ended::Dropped => Ended::Dropped,
        };
        let (mut record, task) = (self.world.record(), self.trace_id(task));
        let lane = record.builder.so_far().task(task).lane;
        record.event_on(lane, None, EventKind::TaskEnded(task, how));
    }

    fn woken(&self, task: executor::TaskId, effect: executor::WakeEffect) {
        let effect = match effect {
            executor::WakeEffect::Queued => WakeEffect::Queued,
            executor::WakeEffect::WhilePolling => WakeEffect::WhilePolling,
            executor::WakeEffect::AlreadyQueued => WakeEffect::AlreadyQueued,
        };
        self.world.record().woken(self.trace_id(task), effect);
    }

    fn detained(&self, task: executor::TaskId) {
        self.world.wake_later(self.number, task);
    }
}
