//! Chapter 3: under the hood. What an executor, a waker and a future do, written out.

mod countdown_future;
mod drive;
mod mini_executor;
mod pin;
mod state_machine;
mod state_machine_by_hand;
mod waker;

use crate::example::{Example, Kind, on_executor, on_thread};
use crate::predict::{entered, first_that_holds, lanes_of, polls, printed_last_at};

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "waker",
        stem: "waker",
        predict: Some(|trace| {
            first_that_holds(&[1, 2, 20].map(|many| entered(trace, "Listen::poll").len() == many))
        }),
        program: on_executor!(Box::pin(waker::main())),
        ..Example::LESSON
    },
    Example {
        id: "countdown-future",
        stem: "countdown_future",
        predict: Some(|trace| {
            let ended = printed_last_at(trace, "naive: 0").map(|at| at.0 / 1_000_000);
            first_that_holds(&[60, 40, 34].map(|ms| ended == Some(ms)))
        }),
        program: on_executor!(Box::pin(countdown_future::main())),
        ..Example::LESSON
    },
    Example {
        id: "drive",
        stem: "drive",
        kind: Kind::Blocking,
        predict: Some(|trace| {
            first_that_holds(&[1, 2, 3].map(|many| entered(trace, "make_coffee").len() == many))
        }),
        program: on_thread!(drive::main()),
        ..Example::LESSON
    },
    Example {
        id: "state-machine",
        stem: "state_machine",
        predict: Some(|trace| first_that_holds(&[1, 2, 3].map(|many| polls(trace) == many))),
        program: on_executor!(Box::pin(state_machine::main())),
        ..Example::LESSON
    },
    Example {
        id: "state-machine-by-hand",
        stem: "state_machine_by_hand",
        predict: Some(|trace| {
            first_that_holds(&[2, 3, 5].map(|many| entered(trace, "Archive::poll").len() == many))
        }),
        program: on_executor!(Box::pin(state_machine_by_hand::main())),
        ..Example::LESSON
    },
    Example {
        id: "mini-executor",
        stem: "mini_executor",
        kind: Kind::Blocking,
        predict: Some(|trace| {
            first_that_holds(&[2, 4, 6].map(|many| entered(trace, "Runtime::poll").len() == many))
        }),
        program: on_thread!(mini_executor::main()),
        ..Example::LESSON
    },
    Example {
        id: "pin",
        stem: "pin",
        predict: Some(|trace| {
            first_that_holds(&[1, 2].map(|many| lanes_of(trace, "read_line") == many))
        }),
        program: on_executor!(Box::pin(pin::main())),
        ..Example::LESSON
    },
];
