//! Chapter 4: a runtime at work. Servers, channels, locks, timers and their neighbours.

mod actors;
mod async_mutex;
mod callbacks;
mod channels;
mod chat_tasks;
mod cloud_client;
mod cpu_hog;
mod echo_server;
mod http_router;
mod interval;
mod lost_update;

use crate::example::{Example, Kind, Program, answered};
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
        id: "chat-tasks",
        stem: "chat_tasks",
        world: worlds::chatters,
        program: Program::Async(|| answered(Box::pin(chat_tasks::main()))),
        ..Example::LESSON
    },
    Example {
        id: "channels",
        stem: "channels",
        program: Program::Async(|| answered(Box::pin(channels::main()))),
        ..Example::LESSON
    },
    Example {
        id: "actors",
        stem: "actors",
        program: Program::Async(|| Box::pin(actors::main())),
        ..Example::LESSON
    },
    Example {
        id: "async-mutex",
        stem: "async_mutex",
        program: Program::Async(|| Box::pin(async_mutex::main())),
        ..Example::LESSON
    },
    Example {
        id: "lost-update",
        stem: "lost_update",
        program: Program::Async(|| Box::pin(lost_update::main())),
        ..Example::LESSON
    },
    Example {
        id: "interval",
        stem: "interval",
        program: Program::Async(|| Box::pin(interval::main())),
        ..Example::LESSON
    },
    Example {
        id: "cpu-hog",
        stem: "cpu_hog",
        program: Program::Async(|| Box::pin(cpu_hog::main())),
        ..Example::LESSON
    },
    Example {
        id: "callbacks",
        stem: "callbacks",
        kind: Kind::Blocking,
        world: worlds::shops,
        program: Program::Blocking(callbacks::main),
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
