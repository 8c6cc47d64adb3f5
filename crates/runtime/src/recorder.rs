//! The executor's observer: every spawn, poll, wake and end becomes an event.

use crate::current::World;
use executor::{Observer, WakerCounts};
use std::rc::Rc;
use trace::{Ended, EventKind, PollResult, TaskId, WakeEffect};

pub(crate) struct Recorder(pub(crate) Rc<World>);

impl Observer for Recorder {
    fn spawned(&self, _: executor::TaskId) {
        let mut record = self.0.record();
        let span = self.0.spawning.take();
        record.spawned(span);
    }

    fn poll_started(&self, task: executor::TaskId) {
        let (mut record, task) = (self.0.record(), TaskId(task.0));
        record.polls += 1;
        record.act(task);
        record.event(None, EventKind::PollStarted(task));
    }

    fn poll_ended(&self, task: executor::TaskId, result: executor::PollResult) {
        let result = match result {
            executor::PollResult::Ready => PollResult::Ready,
            executor::PollResult::Pending | executor::PollResult::Aborted => PollResult::Pending,
        };
        self.0.record().event(None, EventKind::PollEnded(TaskId(task.0), result));
    }

    fn ended(&self, task: executor::TaskId, how: executor::Ended, _: WakerCounts) {
        let how = match how {
            executor::Ended::Completed => Ended::Completed,
            executor::Ended::Aborted => Ended::Aborted,
            executor::Ended::Dropped => Ended::Dropped,
        };
        let (mut record, task) = (self.0.record(), TaskId(task.0));
        let lane = record.builder.so_far().task(task).lane;
        record.event_on(lane, None, EventKind::TaskEnded(task, how));
    }

    fn woken(&self, task: executor::TaskId, effect: executor::WakeEffect) {
        let effect = match effect {
            executor::WakeEffect::Queued => WakeEffect::Queued,
            executor::WakeEffect::WhilePolling => WakeEffect::WhilePolling,
            executor::WakeEffect::AlreadyQueued => WakeEffect::AlreadyQueued,
        };
        self.0.record().woken(TaskId(task.0), effect);
    }
}
