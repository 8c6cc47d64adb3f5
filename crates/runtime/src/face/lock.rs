//! A lock that blocks its thread, with `std::sync::Mutex`'s shape.
//!
//! Two things happen here that `std`'s lock cannot do in a simulation. A thread that locks what it
//! holds itself waits for ever: in wasm a stack can be neither parked nor unwound, so `lock`
//! records the wait, ends what this thread has to tell, and answers an error for the closure to
//! leave by.
//!
//! And threads run to their end one after the other, so the lock makes sure that they come to it in
//! the order of their instants: a thread that comes at an instant of which another one, executed
//! before it, has had the future already, ends the run with a sentence.

use crate::current::{RunId, ThreadId, World, caller};
use std::cell::Cell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex as Storage, MutexGuard as Stored, PoisonError, TryLockError};
use trace::{Instant, LaneId, LaneKind, SourceSpan, WaitOn};

/// A value that one thread at a time can have.
#[derive(Debug, Default)]
pub struct Mutex<T> {
    value: Storage<T>,
    last: Storage<Option<Hold>>,
}

/// Who had the value last, from where and when, and until when if it has been given back.
#[derive(Clone, Copy, Debug)]
struct Hold {
    run: RunId,
    thread: ThreadId,
    lane: LaneId,
    span: Option<SourceSpan>,
    from: Instant,
    until: Option<Instant>,
}

/// The value, until this is dropped.
pub struct MutexGuard<'a, T> {
    value: Stored<'a, T>,
    last: &'a Storage<Option<Hold>>,
    /// The run in which it was locked, if in one.
    run: Cell<Option<RunId>>,
}

/// The thread waits for ever for the lock, or the run is over: leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hung(());

/// Threads that were executed in another order than that of their instants.
const TOO_LATE: &str = "a thread comes to a lock before an instant at which another one, which \
                        ran to its end first, has changed what is in it; threads that share \
                        memory while both run cannot be simulated exactly.";

impl<T> Mutex<T> {
    /// A lock around a value.
    pub const fn new(value: T) -> Mutex<T> {
        Mutex { value: Storage::new(value), last: Storage::new(None) }
    }

    /// Waits until nobody else has the value, and takes it.
    ///
    /// # Errors
    /// [`Hung`] if this thread has it already, so that it waits for ever.
    #[track_caller]
    pub fn lock(&self) -> Result<MutexGuard<'_, T>, Hung> {
        let span = caller();
        let world = World::try_current();
        if let Some(world) = &world {
            let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
            let last = last.filter(|last| last.run == world.run);
            wait(world, last, span)?;
        }
        let value = match self.value.try_lock() {
            Ok(value) => value,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(Hung(())),
        };
        if let Some(world) = &world {
            let (run, thread, record) = (world.run, world.acting(), world.record());
            let hold = Hold { run, thread, lane: record.lane, span, from: record.now, until: None };
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(hold);
        }
        Ok(MutexGuard { value, last: &self.last, run: Cell::new(world.map(|world| world.run)) })
    }

    /// The value, which nobody has locked or can lock any more.
    pub fn into_inner(self) -> T {
        self.value.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for whoever has the value, if that can be.
fn wait(world: &World, last: Option<Hold>, span: Option<SourceSpan>) -> Result<(), Hung> {
    if world.is_over() {
        return Err(Hung(()));
    }
    let Some(last) = last else { return Ok(()) };
    let (now, is_own) = (world.record().now, last.thread == world.acting());
    match last.until {
        None if is_own => {
            world.record().enter_foreign("lock", span);
            let words = held(world, last);
            let on = WaitOn::Named(world.record().builder.name(&words));
            world.wait_for(on, span);
            world.hang(on);
            Err(Hung(()))
        }
        Some(_) if is_own => Ok(()),
        Some(until) if now >= last.from => {
            if until > now {
                let call = world.record().enter_foreign("lock", span);
                let on = WaitOn::Named(world.record().builder.name("a lock"));
                let wait = world.wait_for(on, span);
                while world.pass(until).is_some() {}
                world.wait_over(wait, span);
                world.record().leave_foreign(call, span);
            }
            Ok(())
        }
        _ => {
            world.refuse(TOO_LATE);
            Err(Hung(()))
        }
    }
}

/// A lock that is held, by who holds it and since which line.
fn held(world: &World, hold: Hold) -> String {
    let record = world.record();
    let lane = record.lane;
    let trace = record.builder.so_far();
    let who = match trace.lane(hold.lane).kind {
        _ if hold.lane == lane => "it has".to_owned(),
        LaneKind::Task(task) => format!("{} has", trace.task_label(task)),
        _ => format!("{} has", trace.thread_label(hold.lane)),
    };
    let since = hold.span.map_or_else(String::new, |span| format!(" since line {}", span.line));
    format!("the lock that {who} held{since}")
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        let world = self.run.get().and_then(World::of);
        let now = world.map(|world| world.record().now);
        if let Some(last) = &mut *self.last.lock().unwrap_or_else(PoisonError::into_inner) {
            last.until = now;
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl fmt::Display for Hung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the thread waits for ever for a lock")
    }
}

impl std::error::Error for Hung {}
