//! Chapter 6: what the compiler refuses, and what it accepts instead.
//!
//! Of each, `<id>.refused.rs` is the version that is refused, `<id>.stderr` what rustc says to it,
//! and `<id>.rs` the version that is accepted and runs.

mod await_outside_async;
mod guard_across_await;
mod moved_future;
mod spawn_borrow;

use crate::Example;
use crate::example::{Kind, Program};

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "await-outside-async",
        kind: Kind::Refused,
        stem: "await_outside_async",
        program: Program::Async(|| Box::pin(await_outside_async::main())),
        ..Example::LESSON
    },
    Example {
        id: "spawn-borrow",
        kind: Kind::Refused,
        stem: "spawn_borrow",
        program: Program::Async(|| Box::pin(spawn_borrow::main())),
        ..Example::LESSON
    },
    Example {
        id: "guard-across-await",
        kind: Kind::Refused,
        stem: "guard_across_await",
        program: Program::Async(|| Box::pin(guard_across_await::main())),
        ..Example::LESSON
    },
    Example {
        id: "moved-future",
        kind: Kind::Refused,
        stem: "moved_future",
        program: Program::Async(|| Box::pin(moved_future::main())),
        ..Example::LESSON
    },
];
