//! What one thread does to another: wakes its tasks, unparks it, ends. The other one stands still
//! meanwhile, so what reaches it lies as a deadline on its clock until it gets there.

use super::World;
use super::threads::ThreadId;
use reactor::OpKey;
use trace::{EventKind, Instant, LaneId, SourceSpan, ThreadEvent};

/// What one thread does to another, and when it reaches that one's clock.
#[derive(Clone, Copy)]
pub(super) enum Effect {
    /// A task of this executor is woken, by the thread of a lane.
    Wake(usize, executor::TaskId, LaneId),
    /// The thread gets its token.
    Unpark(ThreadId),
    /// A thread of the blocking pool is over.
    Joined(ThreadId),
}

/// Why a thread is refused that would need another one to run meanwhile.
pub(super) const MEANWHILE: &str = "a thread would have to go on while another one, which it waits \
                                    for, is still on its way there; this simulation runs each \
                                    thread to its end.";

impl World {
    pub(super) fn affect(&self, target: ThreadId, at: Instant, effect: Effect) {
        let clock = self.thread_of(target, |thread| thread.clock);
        let op = self.reactor.borrow_mut().alarm(clock, at);
        let cause = self.record().last_event();
        self.effects.borrow_mut().push((op, effect, cause));
    }

    /// Somebody wakes a task while its thread stands still: it will be woken in its time.
    pub(crate) fn wake_later(&self, executor: usize, task: executor::TaskId) {
        let (now, lane) = (self.record().now, self.thread(|thread| thread.lane));
        let threads = self.threads.borrow();
        let home = threads.iter().position(|thread| thread.executor == Some(executor));
        drop(threads);
        if let Some(home) = home {
            self.affect(ThreadId(home), now, Effect::Wake(executor, task, lane));
        }
    }

    /// Gives a thread its token: now, or when its clock gets here.
    pub(crate) fn unpark(&self, target: ThreadId, span: Option<SourceSpan>) {
        let lane = self.thread_of(target, |thread| thread.lane);
        let unparked = EventKind::Thread(ThreadEvent::Unparked(lane));
        self.record().event(span, unparked);
        let is_unstarted = self.unstarted.borrow().iter().any(|one| one.thread == target);
        if target == self.acting() || is_unstarted {
            return self.thread_of(target, |thread| thread.token = true);
        }
        let now = self.record().now;
        let (ended, parked) = self.thread_of(target, |thread| (thread.ended, thread.parked));
        match ended {
            None => self.affect(target, now, Effect::Unpark(target)),
            Some(ended) if ended > now && parked => self.refuse(MEANWHILE),
            Some(_) => {}
        }
    }

    /// What was on its way from another thread has arrived. True if that is what this was.
    pub(super) fn arrives(&self, op: OpKey) -> bool {
        let mut effects = self.effects.borrow_mut();
        let Some(place) = effects.iter().position(|(other, ..)| *other == op) else { return false };
        let (_, effect, cause) = effects.swap_remove(place);
        drop(effects);
        self.record().because(cause);
        match effect {
            Effect::Unpark(thread) => self.thread_of(thread, |thread| thread.token = true),
            Effect::Wake(executor, task, lane) => {
                let executor = self.executors.borrow()[executor].clone();
                self.by_thread(lane, || executor.wake(task));
            }
            Effect::Joined(thread) => {
                let (joiner, lane) = self.thread_of(thread, |thread| {
                    thread.joined = true;
                    (thread.joiner.take(), thread.lane)
                });
                if let Some(joiner) = joiner {
                    self.by_thread(lane, || joiner.wake());
                }
            }
        }
        true
    }

    /// Wakes that come from another thread are recorded as its doing.
    fn by_thread(&self, lane: LaneId, wake: impl FnOnce()) {
        let outer = self.record().woken_by_thread(Some(lane));
        wake();
        let mut record = self.record();
        record.woken_by_thread(None);
        record.lane = outer;
    }
}
