//! The vtable behind every waker of this crate: the only `unsafe` code of the project.
//!
//! # Why this is sound
//!
//! `Waker::new` asks that the functions of the vtable be callable from any thread, at any time,
//! as often as there are wakers, and that the data stay valid for as long as one of them lives.
//!
//! - The data is a number, made into a pointer without provenance. Nothing ever dereferences it,
//!   so that there is nothing to keep alive, to free twice or to race for. Any number is valid:
//!   one that names no living task does nothing.
//! - `clone` copies the number and `drop` releases nothing. Every function is safe Rust that
//!   reaches shared state through thread-local storage (`try_with`, so that a thread on its way
//!   out is no exception) or through a lock.
//!
//! Even a forgotten or forged waker could therefore at worst wake a task that need not be woken.
#![allow(unsafe_code)]

use std::mem::ManuallyDrop;
use std::ptr::without_provenance;
use std::task::{RawWaker, RawWakerVTable, Waker};

use crate::key::Key;
use crate::observer::WakerCounts;
use crate::thread;

/// A `static`, not a `const`: `will_wake` compares its address.
static VTABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, forget);

/// The waker that a poll of the task is lent. It is never dropped, so that only the clones that
/// somebody made are counted.
pub(crate) fn lend(key: Key) -> ManuallyDrop<Waker> {
    // SAFETY: the functions of `VTABLE` are safe for every number, on every thread; see above.
    ManuallyDrop::new(unsafe { Waker::new(without_provenance(key.to_data()), &VTABLE) })
}

fn clone(data: *const ()) -> RawWaker {
    thread::count(key(data), WakerCounts::CLONE);
    RawWaker::new(data, &VTABLE)
}

fn wake(data: *const ()) {
    thread::wake(key(data), WakerCounts::WAKE_AND_DROP);
}

fn wake_by_ref(data: *const ()) {
    thread::wake(key(data), WakerCounts::WAKE);
}

fn forget(data: *const ()) {
    thread::count(key(data), WakerCounts::DROP);
}

fn key(data: *const ()) -> Key {
    Key::from_data(data.addr())
}
