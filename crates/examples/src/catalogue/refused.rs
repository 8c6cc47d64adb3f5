//! Chapter 6: what the compiler refuses, and what it accepts instead.
//!
//! Of each, `<id>.refused.rs` is the version that is refused, `<id>.stderr` what rustc says to it,
//! and `<id>.rs` the version that is accepted and runs.

mod await_outside_async;
mod guard_across_await;
mod moved_future;
mod spawn_borrow;

use crate::Example;
use crate::example::{Kind, on_executor};

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "await-outside-async",
        kind: Kind::Refused,
        stem: "await_outside_async",
        program: on_executor!(Box::pin(await_outside_async::main())),
        ..Example::LESSON
    },
    Example {
        id: "spawn-borrow",
        kind: Kind::Refused,
        stem: "spawn_borrow",
        program: on_executor!(Box::pin(spawn_borrow::main())),
        ..Example::LESSON
    },
    Example {
        id: "guard-across-await",
        kind: Kind::Refused,
        stem: "guard_across_await",
        program: on_executor!(Box::pin(guard_across_await::main())),
        ..Example::LESSON
    },
    Example {
        id: "moved-future",
        kind: Kind::Refused,
        stem: "moved_future",
        program: on_executor!(Box::pin(moved_future::main())),
        ..Example::LESSON
    },
];
