//! What the executor promises, one file a promise. Nothing here sleeps or reads a clock.
#![allow(clippy::unwrap_used)]
#![allow(clippy::waker_clone_wake, reason = "clones and wakes are what is tested")]

mod detained;
mod ends;
mod host;
mod log;
mod order;
mod program;
mod stock;
#[cfg(not(target_family = "wasm"))]
mod threads;
mod wakers;
