//! Threads of the operating system, with `std::thread`'s names.
//!
//! Each has a lane, a clock and a stack of its own. Its closure runs to its end at once, when its
//! spawner next lets time pass; the events of all threads are merged by instant. That is exact for
//! threads that talk to peers, join, park, wake and unpark. Memory that two threads share belongs
//! into a [`Mutex`](super::blocking::Mutex), which sees to it that they take turns in the order of
//! their instants; through an atomic, or a mutex of `std`'s, a thread would see the future.

use crate::cores::Machine;
use crate::current::{RunId, ThreadId, World, caller};
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use trace::SourceSpan;

/// Runs a closure on a thread of its own.
#[track_caller]
pub fn spawn<F, T>(body: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    start(Builder::new(), caller(), body)
}

/// Holds the thread for so long.
#[track_caller]
pub fn sleep(duration: Duration) {
    super::blocking::sleep_at(duration, caller());
}

/// Waits until somebody calls [`Thread::unpark`]; returns at once if somebody has since the last
/// time.
#[track_caller]
pub fn park() {
    World::current().park(caller());
}

/// The thread that calls this.
pub fn current() -> Thread {
    let world = World::current();
    Thread { run: world.run, id: world.acting(), name: None }
}

/// A thread that is about to be made.
#[derive(Debug, Default)]
#[must_use]
pub struct Builder {
    name: Option<String>,
    stack: Option<usize>,
}

impl Builder {
    /// A thread without a name, with a stack of 2 MiB.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Gives it a name.
    pub fn name(self, name: String) -> Builder {
        Builder { name: Some(name), ..self }
    }

    /// Reserves so many bytes for its stack.
    pub fn stack_size(self, bytes: usize) -> Builder {
        Builder { stack: Some(bytes), ..self }
    }

    /// Runs a closure on it.
    ///
    /// # Errors
    /// None in this world; the signature is `std`'s.
    #[track_caller]
    pub fn spawn<F, T>(self, body: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Ok(start(self, caller(), body))
    }
}

fn start<F, T>(builder: Builder, span: Option<SourceSpan>, body: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let world = World::current();
    let answer = Answer::new();
    let there = answer.clone();
    let stack = builder.stack.map_or(Machine::STACK, |bytes| bytes as u32);
    let body = Box::new(move || there.set(body()));
    let id = world.spawn_thread(builder.name.as_deref(), stack, span, body);
    JoinHandle { thread: Thread { run: world.run, id, name: builder.name }, answer }
}

/// Where a thread lays what it returns.
pub(super) struct Answer<T>(Arc<Mutex<Option<T>>>);

impl<T> Answer<T> {
    pub(super) fn new() -> Answer<T> {
        Answer(Arc::new(Mutex::new(None)))
    }

    pub(super) fn set(&self, answer: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
    }

    pub(super) fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Answer<T> {
        Answer(self.0.clone())
    }
}

/// A thread's handle: join it, or drop it to let it run on.
pub struct JoinHandle<T> {
    thread: Thread,
    answer: Answer<T>,
}

impl<T> JoinHandle<T> {
    /// Waits until the thread is over, and hands over what it returned.
    ///
    /// # Errors
    /// [`Lost`] if the thread waits for ever, or the run is over: then so does whoever joins it.
    #[track_caller]
    pub fn join(self) -> Result<T, Lost> {
        let span = caller();
        let world = World::of(self.thread.run).filter(|world| !world.is_over()).ok_or(Lost(()))?;
        world.join_thread(self.thread.id, span);
        if world.is_over() { Err(Lost(())) } else { self.answer.take().ok_or(Lost(())) }
    }

    /// The thread.
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    /// Whether the thread is over by now.
    pub fn is_finished(&self) -> bool {
        World::of(self.thread.run).is_none_or(|world| world.thread_is_over(self.thread.id))
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JoinHandle({:?})", self.thread.id)
    }
}

/// The thread has not returned and never will: it waits for ever, or the run is over. (A closure
/// that panics ends the page; there is no other error.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost(pub(super) ());

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the thread never returned")
    }
}

impl std::error::Error for Lost {}

impl From<Lost> for io::Error {
    fn from(lost: Lost) -> io::Error {
        io::Error::other(lost)
    }
}

/// A thread, to be unparked. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Thread {
    run: RunId,
    id: ThreadId,
    name: Option<String>,
}

impl Thread {
    /// Lets the thread's present or next [`park`] return. The token that does so does not add up.
    #[track_caller]
    pub fn unpark(&self) {
        let span = caller();
        if let Some(world) = World::of(self.run) {
            world.unpark(self.id, span);
        }
    }

    /// The name that its [`Builder`] gave it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}
