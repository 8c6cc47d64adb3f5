//! Chapter 5: things that go wrong, each for a reason that a lint can name.

mod blocking_the_executor;
mod busy_poll;
mod deadlock;
mod detached;
mod forgotten_waker;
mod lost_message;
mod never_awaited;
mod poll_after_ready;

use crate::example::{Example, Program};

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "forgotten-waker",
        stem: "forgotten_waker",
        program: Program::Async(|| Box::pin(forgotten_waker::main())),
        ..Example::LESSON
    },
    Example {
        id: "busy-poll",
        stem: "busy_poll",
        program: Program::Async(|| Box::pin(busy_poll::main())),
        ..Example::LESSON
    },
    Example {
        id: "blocking-the-executor",
        stem: "blocking_the_executor",
        program: Program::Async(|| Box::pin(blocking_the_executor::main())),
        ..Example::LESSON
    },
    Example {
        id: "deadlock",
        stem: "deadlock",
        program: Program::Async(|| Box::pin(deadlock::main())),
        ..Example::LESSON
    },
    Example {
        id: "poll-after-ready",
        stem: "poll_after_ready",
        program: Program::Async(|| Box::pin(poll_after_ready::main())),
        ..Example::LESSON
    },
    Example {
        id: "lost-message",
        stem: "lost_message",
        program: Program::Async(|| Box::pin(lost_message::main())),
        ..Example::LESSON
    },
    Example {
        id: "never-awaited",
        stem: "never_awaited",
        program: Program::Async(|| Box::pin(never_awaited::main())),
        ..Example::LESSON
    },
    Example {
        id: "detached",
        stem: "detached",
        program: Program::Async(|| Box::pin(detached::main())),
        ..Example::LESSON
    },
];
