//! `#[traced]` changes nothing but the record.
#![allow(clippy::unwrap_used, reason = "tests may; built as wasm they do not look like it")]

extern crate runtime as awaitscope;

#[path = "traced/awaits.rs"]
mod awaits;
#[path = "traced/compiles.rs"]
mod compiles;
#[path = "traced/drops.rs"]
mod drops;
#[path = "traced/ends.rs"]
mod ends;
#[path = "traced/macros.rs"]
mod macros;
#[path = "traced/polls.rs"]
mod polls;
#[path = "traced/receivers.rs"]
mod receivers;
#[path = "traced/same.rs"]
mod same;
#[path = "traced/stack.rs"]
mod stack;
#[path = "support/story.rs"]
mod support;
#[path = "traced/twice.rs"]
mod twice;
#[path = "traced/unrecorded.rs"]
mod unrecorded;
