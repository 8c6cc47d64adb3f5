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
use crate::predict::{first_that_holds, main_woken_by, printed_at, printed_last_at};
use trace::{Cause, Instant};

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "await-outside-async",
        kind: Kind::Refused,
        stem: "await_outside_async",
        predict: Some(|trace| {
            let last = printed_last_at(trace, "both");
            first_that_holds(&[20, 40, 60].map(|ms| last == Some(Instant(ms * 1_000_000))))
        }),
        program: on_executor!(Box::pin(await_outside_async::main())),
        ..Example::LESSON
    },
    Example {
        id: "spawn-borrow",
        kind: Kind::Refused,
        stem: "spawn_borrow",
        predict: Some(|trace| {
            let wake = main_woken_by(trace);
            first_that_holds(&[
                matches!(wake, Some(Cause::Op(_))),
                matches!(wake, Some(Cause::Task(_))),
                wake.is_none(),
            ])
        }),
        program: on_executor!(Box::pin(spawn_borrow::main())),
        ..Example::LESSON
    },
    Example {
        id: "guard-across-await",
        kind: Kind::Refused,
        stem: "guard_across_await",
        predict: Some(|trace| {
            let sold = printed_at(trace, "sell");
            let at = |ms: u64| sold == Some(Instant(ms * 1_000_000));
            first_that_holds(&[at(20), at(10), sold.is_none()])
        }),
        program: on_executor!(Box::pin(guard_across_await::main())),
        ..Example::LESSON
    },
    Example {
        id: "moved-future",
        kind: Kind::Refused,
        stem: "moved_future",
        predict: Some(|trace| {
            let ready = printed_at(trace, "for Ada");
            let at = |ms: u64| ready == Some(Instant(ms * 1_000_000));
            first_that_holds(&[ready.is_none(), at(50), at(60)])
        }),
        program: on_executor!(Box::pin(moved_future::main())),
        ..Example::LESSON
    },
];
