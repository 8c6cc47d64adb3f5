//! `spawn_blocking`: a closure that may block, on a thread of its own beside the executor's.
//!
//! It stands apart from tasks because what it starts is a thread. It leaves out the pool's size:
//! tokio's default of 512 threads is more than a lesson starts.

use super::thread::{Answer, Lost};
use super::waiting::Waiting;
use crate::cores::Machine;
use crate::current::{RunId, ThreadId, World, caller};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use trace::WaitOn;

/// Runs a closure that blocks or computes for long on a thread of the blocking pool. Other tasks go
/// on meanwhile; await the handle for what it returns. A run waits for its pool before it ends.
#[track_caller]
pub fn spawn_blocking<F, T>(body: F) -> BlockingHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (span, world) = (caller(), World::current());
    let answer = Answer::new();
    let there = answer.clone();
    let body = Box::new(move || there.set(body()));
    let thread = world.spawn_thread(None, Machine::STACK, span, body);
    world.thread_of(thread, |thread| thread.in_pool = true);
    BlockingHandle { run: world.run, thread, waiting: Waiting::default(), answer }
}

/// The handle of a closure on the blocking pool: await it. Dropping it lets the closure run on, and
/// so does everything else: what blocks cannot be cancelled.
pub struct BlockingHandle<T> {
    run: RunId,
    thread: ThreadId,
    waiting: Waiting,
    answer: Answer<T>,
}

impl<T> BlockingHandle<T> {
    /// Does nothing, as tokio's does once the closure runs: it cannot be interrupted.
    pub fn abort(&self) {}

    /// Whether the closure has returned by now.
    pub fn is_finished(&self) -> bool {
        World::of(self.run).is_none_or(|world| world.thread_is_over(self.thread))
    }
}

impl<T> Future for BlockingHandle<T> {
    type Output = Result<T, Lost>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let world = World::of(self.run).expect("a handle is awaited in the run of its thread");
        if world.thread_is_over(self.thread) {
            self.waiting.end();
            return Poll::Ready(self.answer.take().ok_or(Lost(())));
        }
        let waker = context.waker().clone();
        let former = world.thread_of(self.thread, |thread| thread.joiner.replace(waker));
        drop(former);
        let lane = world.thread_of(self.thread, |thread| thread.lane);
        self.waiting.begin(&world, &|_| WaitOn::Thread(lane));
        Poll::Pending
    }
}

impl<T> Unpin for BlockingHandle<T> {}

impl<T> fmt::Debug for BlockingHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlockingHandle({:?})", self.thread)
    }
}

impl<T> Drop for BlockingHandle<T> {
    fn drop(&mut self) {
        let joiner = World::of(self.run)
            .and_then(|world| world.thread_of(self.thread, |thread| thread.joiner.take()));
        drop(joiner);
    }
}
