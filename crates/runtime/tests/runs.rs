//! Runs: how they end, what tasks do to each other, how time passes, and what is left afterwards.
#![allow(clippy::unwrap_used, reason = "tests may; built as wasm they do not look like it")]

extern crate runtime as awaitscope;

#[path = "runs/blocking.rs"]
mod blocking;
#[path = "runs/callbacks.rs"]
mod callbacks;
#[path = "runs/channels.rs"]
mod channels;
#[path = "runs/clock.rs"]
mod clock;
#[path = "runs/combinators.rs"]
mod combinators;
#[path = "runs/intervals.rs"]
mod intervals;
#[path = "runs/leaks.rs"]
mod leaks;
#[path = "runs/locks.rs"]
mod locks;
#[path = "runs/nested.rs"]
mod nested;
#[path = "runs/network.rs"]
mod network;
#[path = "runs/oneshots.rs"]
mod oneshots;
#[path = "runs/outcomes.rs"]
mod outcomes;
#[path = "runs/outside.rs"]
mod outside;
#[path = "runs/seeds.rs"]
mod seeds;
#[path = "runs/selects.rs"]
mod selects;
#[path = "runs/slices.rs"]
mod slices;
#[path = "runs/spans.rs"]
mod spans;
#[path = "support/story.rs"]
mod support;
#[path = "runs/tasks.rs"]
mod tasks;
#[path = "runs/timeouts.rs"]
mod timeouts;
#[path = "runs/twins.rs"]
mod twins;
#[path = "runs/typing.rs"]
mod typing;
#[path = "runs/what_ifs.rs"]
mod what_ifs;
