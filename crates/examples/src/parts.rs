//! The code of the examples, in parts: the page loads a part when one of its examples is opened.
//!
//! A part is one static table, and one function is all that knows it. Whoever calls that function
//! draws in the programs of the table; a list of all parts would draw in everything.

use crate::catalogue::{
    async_concurrent, async_sequential, cheapo_request, countdown_future, echo_server, lazy_future,
};
use crate::example::{Code, Program, answered};
use crate::specimens::{deadlock, runaway};
use crate::worlds;

static OPENING: [Code; 1] = [Code {
    id: "lazy-future",
    world: worlds::nobody,
    program: Program::Async(|| Box::pin(lazy_future::main())),
}];

static REST: [Code; 7] = [
    Code {
        id: "async-sequential",
        world: worlds::nobody,
        program: Program::Async(|| Box::pin(async_sequential::main())),
    },
    Code {
        id: "async-concurrent",
        world: worlds::nobody,
        program: Program::Async(|| Box::pin(async_concurrent::main())),
    },
    Code {
        id: "cheapo-request",
        world: worlds::tea_house,
        program: Program::Blocking(|| drop(cheapo_request::main())),
    },
    Code {
        id: "countdown-future",
        world: worlds::nobody,
        program: Program::Async(|| Box::pin(countdown_future::main())),
    },
    Code {
        id: "echo-server",
        world: worlds::three_echoers,
        program: Program::Async(|| answered(Box::pin(echo_server::main()))),
    },
    Code {
        id: "deadlock-specimen",
        world: worlds::nobody,
        program: Program::Async(|| Box::pin(deadlock::main())),
    },
    Code {
        id: "runaway-specimen",
        world: worlds::nobody,
        program: Program::Async(|| Box::pin(runaway::main())),
    },
];

/// The code of the example on which the page opens.
pub fn opening() -> &'static [Code] {
    &OPENING
}

/// The code of all other examples.
pub fn rest() -> &'static [Code] {
    &REST
}
