//! A future of a run that somebody outside polls: a task on a lane of its own, on a run queue that
//! is not ours.

use super::handle::Hosting;
use crate::current::{RunId, World};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use trace::{Ended, EventKind, PollResult, TaskId, WakeEffect};

// What the outside's queue is about to do with it.
const IDLE: u8 = 0;
const QUEUED: u8 = 1;
const POLLING: u8 = 2;
const POLLING_WOKEN: u8 = 3;
const ENDED: u8 = 4;

/// Makes a task of a future that will be polled outside, by somebody of this name; after that, and
/// after the call that was created last, the task is named. It is recorded from here on; once its
/// run is over it is polled no more.
///
/// # Panics
/// Outside a run.
pub fn adopt<F: Future>(by: &str, future: F) -> Adopted<F> {
    let world = World::current();
    let task = world.record().spawned(None);
    world.record().builder.polled_by(task, by);
    // It is in no executor of the run, so that nobody aborts it by this number.
    world.tasks.borrow_mut().push((usize::MAX, executor::TaskId(u32::MAX)));
    let phase = Arc::new(AtomicU8::new(QUEUED));
    Adopted { future: Some(Box::pin(future)), run: world.run, task, phase }
}

/// See [`adopt`].
#[must_use = "futures do nothing unless polled"]
pub struct Adopted<F> {
    /// None once it is over.
    future: Option<Pin<Box<F>>>,
    run: RunId,
    task: TaskId,
    phase: Arc<AtomicU8>,
}

fn reach(run: RunId) -> Option<Rc<World>> {
    World::of(run).or_else(|| Hosting::of(run)?.world())
}

impl<F: Future> Future for Adopted<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        let hosting = Hosting::of(this.run);
        let world = hosting.as_ref().and_then(|hosting| hosting.world());
        let (Some(hosting), Some(world)) = (hosting, world) else { return Poll::Pending };
        let Some(mut future) = this.future.take() else { return Poll::Pending };
        let bell = Bell {
            run: this.run,
            task: this.task,
            phase: Arc::clone(&this.phase),
            waker: context.waker().clone(),
        };
        hosting.tell_time(&world);
        let result = world.enter(|| {
            begin(&world, this.task, &this.phase);
            let waker = Waker::from(Arc::new(bell));
            let result = future.as_mut().poll(&mut Context::from_waker(&waker));
            // What it held is gone before the record says that it is complete.
            this.future = result.is_pending().then_some(future);
            end(&world, this.task, &this.phase, result.is_ready());
            result
        });
        hosting.stand_outside(&world);
        result
    }
}

// Neither knows the future, so that all of them share these.
fn begin(world: &World, task: TaskId, phase: &AtomicU8) {
    phase.store(POLLING, Ordering::Relaxed);
    let mut record = world.record();
    record.polls += 1;
    record.act(task);
    record.event(None, EventKind::PollStarted(task));
}

fn end(world: &World, task: TaskId, phase: &AtomicU8, is_ready: bool) {
    let mut record = world.record();
    record.stand_on(task);
    let was_woken = phase.load(Ordering::Relaxed) == POLLING_WOKEN;
    let (next, result) = match (is_ready, was_woken) {
        (true, _) => (ENDED, PollResult::Ready),
        (false, true) => (QUEUED, PollResult::Pending),
        (false, false) => (IDLE, PollResult::Pending),
    };
    phase.store(next, Ordering::Relaxed);
    record.event(None, EventKind::PollEnded(task, result));
    if is_ready {
        record.event(None, EventKind::TaskEnded(task, Ended::Completed));
    }
}

impl<F> Drop for Adopted<F> {
    fn drop(&mut self) {
        let Some(future) = self.future.take() else { return };
        let world = reach(self.run).filter(|_| self.phase.load(Ordering::Relaxed) != ENDED);
        self.phase.store(ENDED, Ordering::Relaxed);
        let Some(world) = world else { return };
        world.enter(|| {
            let lane = world.record().lane;
            world.record().stand_on(self.task);
            drop(future);
            let mut record = world.record();
            record.stand_on(self.task);
            record.event(None, EventKind::TaskEnded(self.task, Ended::Dropped));
            record.lane = lane;
        });
    }
}

/// Wakes the task where it is polled, and records that.
struct Bell {
    run: RunId,
    task: TaskId,
    phase: Arc<AtomicU8>,
    waker: Waker,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let (next, effect) = match self.phase.load(Ordering::Relaxed) {
            IDLE => (QUEUED, WakeEffect::Queued),
            POLLING => (POLLING_WOKEN, WakeEffect::WhilePolling),
            ENDED => return,
            same => (same, WakeEffect::AlreadyQueued),
        };
        self.phase.store(next, Ordering::Relaxed);
        if let Some(hosting) = Hosting::of(self.run) {
            hosting.ring();
        }
        if let Some(world) = reach(self.run) {
            world.record().woken(self.task, effect);
        }
        self.waker.wake_by_ref();
    }
}
