//! Chapter 3: under the hood. What an executor, a waker and a future do, written out.

mod countdown_future;
mod pin;
mod state_machine;
mod state_machine_by_hand;

use crate::example::{Example, Program};

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "countdown-future",
        stem: "countdown_future",
        program: Program::Async(|| Box::pin(countdown_future::main())),
        ..Example::LESSON
    },
    Example {
        id: "state-machine",
        stem: "state_machine",
        program: Program::Async(|| Box::pin(state_machine::main())),
        ..Example::LESSON
    },
    Example {
        id: "state-machine-by-hand",
        stem: "state_machine_by_hand",
        program: Program::Async(|| Box::pin(state_machine_by_hand::main())),
        ..Example::LESSON
    },
    Example {
        id: "pin",
        stem: "pin",
        program: Program::Async(|| Box::pin(pin::main())),
        ..Example::LESSON
    },
];
