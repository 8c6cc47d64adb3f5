//! Chapter 4: a runtime at work. Servers, channels, locks, timers and their neighbours.

mod actors;
mod async_mutex;
mod callbacks;
mod channels;
mod chat_tasks;
mod cloud_client;
mod cpu_hog;
mod echo_server;
mod echo_threads;
mod http_router;
mod hundred_thousand;
mod interval;
mod lost_update;
mod spawn_blocking;

use crate::example::{Example, Kind, answered, on_executor, on_thread};
use crate::predict::{
    caller_of, completed, first_line_with, first_that_holds, lines, polls_beside_main, printed_at,
};
use crate::worlds;
use awaitscope::Limits;
use awaitscope::twin::TwinWorld;
use trace::{Instant, Lane, LaneKind, Outcome};

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "echo-server",
        stem: "echo_server",
        world: worlds::echoers,
        predict: Some(|trace| {
            let others_go_on = matches!(trace.outcome, Outcome::Idle(_)) && lines(trace, "") == 5;
            first_that_holds(&[completed(trace), others_go_on])
        }),
        program: on_executor!(answered(Box::pin(echo_server::main()))),
        ..Example::LESSON
    },
    Example {
        id: "echo-threads",
        stem: "echo_threads",
        kind: Kind::Blocking,
        world: worlds::two_echoers,
        predict: Some(|trace| {
            let is_thread = |lane: &&Lane| lane.kind == LaneKind::Thread;
            let threads = trace.lanes.iter().filter(is_thread).count();
            first_that_holds(&[1, 2, 3].map(|count| count == threads))
        }),
        program: on_thread!(drop(echo_threads::main())),
        ..Example::LESSON
    },
    Example {
        id: "chat-tasks",
        stem: "chat_tasks",
        world: worlds::chatters,
        predict: Some(|trace| {
            let both = |first, second| lines(trace, first) == 1 && lines(trace, second) == 1;
            first_that_holds(&[
                both("#tea, to 2: mint?", "#tea, to 3: green!"),
                both("#tea, to 2: mint?", "#tea, to 2: green!"),
                both("#tea, to 3: mint?", "#tea, to 3: green!"),
            ])
        }),
        program: on_executor!(answered(Box::pin(chat_tasks::main()))),
        ..Example::LESSON
    },
    Example {
        id: "channels",
        stem: "channels",
        predict: Some(|trace| {
            let queued = trace.log().filter(|(_, event, _)| event.at == Instant::START).count();
            first_that_holds(&[1, 2, 3].map(|pages| pages == queued))
        }),
        program: on_executor!(answered(Box::pin(channels::main()))),
        ..Example::LESSON
    },
    Example {
        id: "actors",
        stem: "actors",
        predict: Some(|trace| {
            let unheard = first_line_with(trace, "heard: false").is_some();
            first_that_holds(&[!unheard, unheard, lines(trace, "level: 12 l") == 0])
        }),
        program: on_executor!(Box::pin(actors::main())),
        ..Example::LESSON
    },
    Example {
        id: "async-mutex",
        stem: "async_mutex",
        predict: Some(|trace| {
            let at = printed_at(trace, "the delivery").map(|at| at.0 / 1_000_000);
            first_that_holds(&[30, 60, 90].map(|ms| at == Some(ms)))
        }),
        program: on_executor!(Box::pin(async_mutex::main())),
        ..Example::LESSON
    },
    Example {
        id: "lost-update",
        stem: "lost_update",
        has_twin: true,
        predict: Some(|trace| {
            let free = |seats| lines(trace, &format!("without a lock: {seats}")) == 1;
            first_that_holds(&[5, 7, 8].map(free))
        }),
        program: on_executor!(Box::pin(lost_update::main())),
        ..Example::LESSON
    },
    Example {
        id: "interval",
        stem: "interval",
        has_twin: true,
        predict: Some(|trace| {
            let third = trace.log().filter(|(_, _, text)| text.starts_with("delay")).nth(2);
            let at = |ms: u64| third.is_some_and(|(_, _, text)| text == format!("delay: {ms} ms"));
            first_that_holds(&[25, 30, 35].map(at))
        }),
        program: on_executor!(Box::pin(interval::main())),
        ..Example::LESSON
    },
    Example {
        id: "cpu-hog",
        stem: "cpu_hog",
        has_twin: true,
        predict: Some(|trace| {
            let first = first_line_with(trace, "heartbeat").unwrap_or_default();
            first_that_holds(&[0, 5, 35].map(|ms| first == format!("heartbeat: {ms} ms late")))
        }),
        program: on_executor!(Box::pin(cpu_hog::main())),
        ..Example::LESSON
    },
    Example {
        id: "spawn-blocking",
        stem: "spawn_blocking",
        predict: Some(|trace| {
            let late =
                |text: &str| text.strip_prefix("heartbeat: ")?.split(' ').next()?.parse().ok();
            let worst = trace.log().filter_map(|(_, _, text)| late(text)).max();
            first_that_holds(&[0, 15, 25].map(|ms: u32| worst == Some(ms)))
        }),
        program: on_executor!(Box::pin(spawn_blocking::main())),
        ..Example::LESSON
    },
    Example {
        id: "callbacks",
        stem: "callbacks",
        has_twin: true,
        twin_world: TwinWorld::new,
        kind: Kind::Blocking,
        world: worlds::shops,
        predict: Some(|trace| {
            let caller = caller_of(trace, "on_error");
            first_that_holds(&["fetch", "main", "on_connected"].map(|name| caller == Some(name)))
        }),
        program: on_thread!(callbacks::main()),
        ..Example::LESSON
    },
    Example {
        id: "http-router",
        stem: "http_router",
        world: worlds::visitors,
        predict: Some(|trace| {
            let requests =
                trace.scopes.iter().filter(|scope| trace.name(scope.name) == "request").count();
            first_that_holds(&[1, 2, 3].map(|opened| opened == requests))
        }),
        program: on_executor!(answered(Box::pin(http_router::main()))),
        ..Example::LESSON
    },
    Example {
        id: "cloud-client",
        stem: "cloud_client",
        world: worlds::cloud,
        predict: Some(|trace| {
            let attempt = |n| {
                let line = first_line_with(trace, &format!("attempt {n}")).unwrap_or_default();
                let next = first_line_with(trace, &format!("attempt {}", n + 1));
                let silent = line.ends_with("elapsed");
                let found_there = next.is_some_and(|next| next.ends_with("204 No Content"));
                line.ends_with("201 Created") || (silent && found_there)
            };
            first_that_holds(&[1, 2, 3].map(attempt))
        }),
        program: on_executor!(answered(Box::pin(cloud_client::main()))),
        ..Example::LESSON
    },
    Example {
        id: "hundred-thousand",
        stem: "hundred_thousand",
        limits: Limits::MANY,
        rehearsal: &[("tasks", 20)],
        predict: Some(|trace| {
            let (tasks, polls) = (trace.tasks.len() - 1, polls_beside_main(trace));
            first_that_holds(&[1, 2, 11].map(|each| polls == each * tasks))
        }),
        program: on_executor!(Box::pin(hundred_thousand::main())),
        ..Example::LESSON
    },
];
