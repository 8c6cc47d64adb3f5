//! Chapter 4: a runtime at work. Servers, channels, locks, timers and their neighbours.

mod cloud_client;
mod cpu_hog;
mod echo_server;
mod http_router;

use crate::example::{Example, Program, answered};
use crate::worlds;

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "echo-server",
        stem: "echo_server",
        world: worlds::echoers,
        program: Program::Async(|| answered(Box::pin(echo_server::main()))),
        ..Example::LESSON
    },
    Example {
        id: "cpu-hog",
        stem: "cpu_hog",
        program: Program::Async(|| Box::pin(cpu_hog::main())),
        ..Example::LESSON
    },
    Example {
        id: "http-router",
        stem: "http_router",
        world: worlds::visitors,
        program: Program::Async(|| answered(Box::pin(http_router::main()))),
        ..Example::LESSON
    },
    Example {
        id: "cloud-client",
        stem: "cloud_client",
        world: worlds::cloud,
        program: Program::Async(|| answered(Box::pin(cloud_client::main()))),
        ..Example::LESSON
    },
];
