//! Tasks: spawned futures, their handles, and giving way to others.

use super::waiting::Waiting;
use crate::current::{RunId, World, caller};
use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use trace::{SourceSpan, TaskId, WaitOn};

pub use super::pool::{BlockingHandle, spawn_blocking};
pub use executor::JoinError;

/// Hands a future to the executor as a task of its own. It starts when the present one is next
/// suspended; dropping the handle lets it run on.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    spawn_here(future, caller())
}

/// Like [`spawn`], for a future that cannot move between threads.
#[track_caller]
pub fn spawn_local<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    spawn_here(future, caller())
}

fn spawn_here<F>(future: F, span: Option<SourceSpan>) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    spawn_boxed(Box::pin(future), span)
}

/// One for all futures with the same output: a page pays for every further one.
fn spawn_boxed<T: 'static>(
    future: Pin<Box<dyn Future<Output = T>>>,
    span: Option<SourceSpan>,
) -> JoinHandle<T> {
    let world = World::current();
    world.spawning.set(span);
    let handle = world.executor().spawn(future);
    let task = world.executor().observer().trace_id(handle.id());
    keep(&world, task, Box::new(handle));
    JoinHandle { run: world.run, task, waiting: Waiting::default(), output: PhantomData }
}

/// Lays the executor's handle of a task where the program's finds it.
fn keep(world: &World, task: TaskId, handle: Box<dyn Any>) {
    let mut handles = world.handles.borrow_mut();
    let places = handles.len().max(task.index() + 1);
    handles.resize_with(places, || None);
    handles[task.index()] = Some(handle);
}

/// Aborts a task, and can be cloned and kept without its output.
#[derive(Clone, Debug)]
pub struct AbortHandle {
    run: RunId,
    task: TaskId,
}

impl AbortHandle {
    /// Drops the task where it stands: now, or after its poll if it is being polled. If it is
    /// over, nothing happens.
    pub fn abort(&self) {
        if let Some(world) = World::of(self.run) {
            world.abort(self.task);
        }
    }
}

/// A task's handle: await it for the task's output, abort it, or drop it to let the task go on.
pub struct JoinHandle<T> {
    run: RunId,
    task: TaskId,
    waiting: Waiting,
    output: PhantomData<fn() -> T>,
}

impl<T: 'static> JoinHandle<T> {
    /// Drops the task where it stands: now, or after its poll if it is being polled. Awaiting the
    /// handle then answers an error that [is cancelled](JoinError::is_cancelled), unless the task
    /// was over before.
    pub fn abort(&self) {
        self.abort_handle().abort();
    }

    /// A handle that can do nothing but abort.
    pub fn abort_handle(&self) -> AbortHandle {
        AbortHandle { run: self.run, task: self.task }
    }

    /// Whether the task is over.
    pub fn is_finished(&self) -> bool {
        self.with(|handle| handle.is_finished()).unwrap_or(true)
    }

    /// Lends the executor's own handle, which lies in the run's world: it is not `Send`.
    fn with<R>(&self, body: impl FnOnce(&mut executor::JoinHandle<T>) -> R) -> Option<R> {
        let world = World::of(self.run)?;
        let mut handle = world.handles.borrow_mut()[self.task.index()].take()?;
        let answer = handle.downcast_mut().map(body);
        world.handles.borrow_mut()[self.task.index()] = Some(handle);
        answer
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JoinHandle({})", self.task)
    }
}

impl<T: 'static> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let world = World::of(self.run).expect("a handle is awaited in the run of its task");
        let answer = self
            .with(|handle| Pin::new(handle).poll(context))
            .expect("a live handle keeps the executor's handle in the world");
        let task = self.task;
        if answer.is_ready() {
            self.waiting.end();
        } else {
            self.waiting.begin(&world, &|_| WaitOn::Task(task));
        }
        answer
    }
}

impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        self.waiting.end();
        let handle = World::of(self.run)
            .and_then(|world| world.handles.borrow_mut()[self.task.index()].take());
        drop(handle);
    }
}

/// Goes to the back of the run queue once.
pub async fn yield_now() {
    let mut yielded = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
