//! What tasks tell each other: channels, a lock, a notification; with tokio's names and fairness.
//!
//! All of it works without a run too, and then nobody records it. Two misuses at which tokio panics
//! show themselves in the run instead: a channel without room leaves its senders waiting, and a
//! oneshot receiver that is polled once more after its answer says that its sender is gone.

mod mutex;
mod named;
mod notify;
mod permits;

pub mod mpsc;
pub mod oneshot;

pub use mutex::{Guard, Mutex, MutexGuard, OwnedMutexGuard, TryLockError};
pub use notify::{Notified, Notify};

use std::sync::PoisonError;
use std::task::{Context, Waker};

/// What a `std` lock protects, for a moment in which none but our own code runs.
fn inside<T>(lock: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps the waker of this poll; what it replaces comes back, to be dropped when nothing is locked.
fn keep(waker: &mut Option<Waker>, context: &Context<'_>) -> Option<Waker> {
    let known = waker.as_ref().is_some_and(|waker| waker.will_wake(context.waker()));
    if known { None } else { waker.replace(context.waker().clone()) }
}

/// Wakes whoever is there to be woken. Nothing may be locked.
fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
