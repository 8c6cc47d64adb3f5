//! Chapter 4: a runtime at work. Servers, channels, locks, timers and their neighbours.

mod echo_server;

use crate::example::{Example, Program, answered};
use crate::worlds;

pub(crate) static EXAMPLES: &[Example] = &[Example {
    id: "echo-server",
    stem: "echo_server",
    world: worlds::three_echoers,
    program: Program::Async(|| answered(Box::pin(echo_server::main()))),
    ..Example::LESSON
}];
