//! Threads: their own clocks and stacks, what they do to each other, cores, ends, a server.
#![allow(clippy::unwrap_used, reason = "tests may; built as wasm they do not look like it")]

extern crate runtime as awaitscope;

#[path = "threads/clocks.rs"]
mod clocks;
#[path = "threads/cores.rs"]
mod cores;
#[path = "threads/effects.rs"]
mod effects;
#[path = "threads/ends.rs"]
mod ends;
#[path = "threads/locks.rs"]
mod locks;
#[path = "threads/pool.rs"]
mod pool;
#[path = "threads/seeds.rs"]
mod seeds;
#[path = "threads/servers.rs"]
mod servers;
#[path = "support/story.rs"]
mod support;
