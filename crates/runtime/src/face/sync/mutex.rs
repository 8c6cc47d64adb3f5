//! A lock that may be held across an await: whoever waits for it does not block the thread.
//!
//! The value moves into the guard and back, so that the guard is `Send` without `unsafe`.

use super::inside;
use super::named::{Awaited, next};
use super::permits::Permits;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::Arc;

/// Protects a value; those who wait get it in the order in which they asked.
pub struct Mutex<T> {
    permits: Permits,
    number: Option<u32>,
    /// The line that made it.
    line: u32,
    /// Empty while somebody holds the lock.
    value: std::sync::Mutex<Option<T>>,
}

/// The lock is held.
#[derive(Debug)]
pub struct TryLockError(());

impl fmt::Display for TryLockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("operation would block")
    }
}

impl std::error::Error for TryLockError {}

/// The value of a lock, until this is dropped.
pub type MutexGuard<'a, T> = Guard<&'a Mutex<T>, T>;

/// The same, keeping the lock itself alive.
pub type OwnedMutexGuard<T> = Guard<Arc<Mutex<T>>, T>;

impl<T> Mutex<T> {
    /// Locks are numbered within their run, from 1, and called by the line that makes them.
    #[track_caller]
    pub fn new(value: T) -> Mutex<T> {
        let number = next(|record| &mut record.locks);
        let (permits, line) = (Permits::new(1), Location::caller().line());
        Mutex { permits, number, line, value: std::sync::Mutex::new(Some(value)) }
    }

    /// Waits until the lock is mine. Whoever stops waiting loses his place in the queue.
    pub async fn lock(&self) -> MutexGuard<'_, T> {
        self.turn().await;
        Guard::take(self)
    }

    /// As [`lock`](Mutex::lock), with a guard that borrows nothing.
    pub async fn lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {
        self.turn().await;
        Guard::take(self)
    }

    /// Takes the lock if it is free.
    ///
    /// # Errors
    /// If it is held.
    pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {
        self.permits.try_acquire().map_err(|_| TryLockError(()))?;
        Ok(Guard::take(self))
    }

    /// The value, for whoever owns the lock alone.
    pub fn get_mut(&mut self) -> &mut T {
        let value = self.value.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        value.as_mut().expect(NOBODY_HOLDS_IT)
    }

    /// The value, without its lock.
    pub fn into_inner(self) -> T {
        let value = self.value.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        value.expect(NOBODY_HOLDS_IT)
    }

    async fn turn(&self) {
        let turn = self.permits.acquire(Awaited::Lock(self.number, self.line)).await;
        debug_assert!(turn.is_ok(), "a lock is never closed");
    }
}

const NOBODY_HOLDS_IT: &str = "a lock that is borrowed by nobody holds its value";

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(value: T) -> Mutex<T> {
        Mutex::new(value)
    }
}

impl<T: fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*inside(&self.value) {
            Some(value) => f.debug_struct("Mutex").field("data", value).finish(),
            None => f.write_str("Mutex { data: <locked> }"),
        }
    }
}

/// The value of the lock `L`, which goes back when this is dropped.
#[must_use = "a lock that nobody holds protects nothing"]
pub struct Guard<L: Deref<Target = Mutex<T>>, T> {
    lock: L,
    value: Option<T>,
}

impl<L: Deref<Target = Mutex<T>>, T> Guard<L, T> {
    fn take(lock: L) -> Self {
        let value = inside(&lock.value).take();
        Guard { lock, value }
    }
}

const UNTIL_DROPPED: &str = "a guard holds the value until it is dropped";

impl<L: Deref<Target = Mutex<T>>, T> Deref for Guard<L, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_ref().expect(UNTIL_DROPPED)
    }
}

impl<L: Deref<Target = Mutex<T>>, T> DerefMut for Guard<L, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.as_mut().expect(UNTIL_DROPPED)
    }
}

impl<L: Deref<Target = Mutex<T>>, T> Drop for Guard<L, T> {
    fn drop(&mut self) {
        *inside(&self.lock.value) = self.value.take();
        self.lock.permits.release();
    }
}

impl<L: Deref<Target = Mutex<T>>, T: fmt::Debug> fmt::Debug for Guard<L, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<L: Deref<Target = Mutex<T>>, T: fmt::Display> fmt::Display for Guard<L, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}
