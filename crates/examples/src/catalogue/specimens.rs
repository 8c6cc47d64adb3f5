//! Programs that end badly on purpose, reached by link and by tests, listed nowhere.

mod deadlock;
mod runaway;

use crate::example::{Example, on_executor};
use awaitscope::Limits;

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "deadlock-specimen",
        stem: "deadlock",
        program: on_executor!(Box::pin(deadlock::main())),
        ..Example::LESSON
    },
    Example {
        id: "runaway-specimen",
        stem: "runaway",
        limits: Limits { polls: 200, ..Limits::LESSON },
        program: on_executor!(Box::pin(runaway::main())),
        ..Example::LESSON
    },
];
