//! Chapter 1: a first look. Waiting on a stack, and waiting off it.

mod async_concurrent;
mod async_sequential;
mod block_on;
mod cheapo_request;
mod cheapo_request_async;
mod lazy_future;
mod learn_sing_dance;
mod not_parallel;
mod sequential;
mod threads;
mod three_tasks;

use crate::example::{Example, Kind, answered, on_cores, on_executor, on_thread};
use crate::predict::{
    entered, first_line, first_that_holds, polls, printed_at, printed_last_at, total_ms, work_ms,
};
use crate::worlds;
use awaitscope::twin::TwinWorld;

/// The page opens on it, and carries it alone.
pub(crate) const LAZY_FUTURE: Example = Example {
    id: "lazy-future",
    stem: "lazy_future",
    has_twin: true,
    predict: Some(|trace| {
        let first = first_line(trace);
        first_that_holds(&["brew", "main", "favourite"].map(|who| first.starts_with(who)))
    }),
    program: on_executor!(Box::pin(lazy_future::main())),
    ..Example::LESSON
};

pub(crate) static EXAMPLES: &[Example] = &[
    LAZY_FUTURE,
    Example {
        id: "sequential",
        stem: "sequential",
        kind: Kind::Blocking,
        predict: Some(|trace| first_that_holds(&[30, 50, 65].map(|ms| total_ms(trace) == ms))),
        program: on_thread!(sequential::main()),
        ..Example::LESSON
    },
    Example {
        id: "cheapo-request",
        stem: "cheapo_request",
        kind: Kind::Blocking,
        world: worlds::tea_house,
        predict: Some(|trace| first_that_holds(&[70, 5, 130].map(|ms| work_ms(trace) == ms))),
        program: on_thread!(drop(cheapo_request::main())),
        ..Example::LESSON
    },
    Example {
        id: "cheapo-request-async",
        stem: "cheapo_request_async",
        has_twin: true,
        twin_world: TwinWorld::new,
        predict: Some(|trace| first_that_holds(&[1, 2, 4, 130].map(|many| polls(trace) == many))),
        world: worlds::tea_house,
        program: on_executor!(answered(Box::pin(cheapo_request_async::main()))),
        ..Example::LESSON
    },
    Example {
        id: "async-sequential",
        stem: "async_sequential",
        has_twin: true,
        predict: Some(|trace| first_that_holds(&[30, 50].map(|ms| total_ms(trace) == ms))),
        program: on_executor!(Box::pin(async_sequential::main())),
        ..Example::LESSON
    },
    Example {
        id: "async-concurrent",
        stem: "async_concurrent",
        has_twin: true,
        predict: Some(|trace| first_that_holds(&[20, 30, 50].map(|ms| total_ms(trace) == ms))),
        program: on_executor!(Box::pin(async_concurrent::main())),
        ..Example::LESSON
    },
    Example {
        id: "block-on",
        stem: "block_on",
        kind: Kind::Blocking,
        predict: Some(|trace| {
            first_that_holds(
                &[40, 60, 105].map(|ms| {
                    entered(trace, "dance").first().is_some_and(|at| at.0 == ms * 1_000_000)
                }),
            )
        }),
        program: on_thread!({
            let _ = block_on::main();
        }),
        ..Example::LESSON
    },
    Example {
        id: "learn-sing-dance",
        stem: "learn_sing_dance",
        has_twin: true,
        predict: Some(|trace| first_that_holds(&[45, 60, 105].map(|ms| total_ms(trace) == ms))),
        program: on_executor!(Box::pin(learn_sing_dance::main())),
        ..Example::LESSON
    },
    Example {
        id: "threads",
        stem: "threads",
        kind: Kind::Blocking,
        predict: Some(|trace| {
            let dinner = printed_at(trace, "main: dinner");
            let (fish, last) =
                (printed_at(trace, "deliver: fish"), printed_last_at(trace, "deliver"));
            first_that_holds(&[dinner == fish && fish < last, dinner == last, dinner > last])
        }),
        program: on_thread!({
            let _ = threads::main();
        }),
        ..Example::LESSON
    },
    Example {
        id: "three-tasks",
        stem: "three_tasks",
        kind: Kind::Blocking,
        predict: Some(|trace| {
            let (threads, tasks) = (
                printed_at(trace, "main: three threads").map(|at| at.0),
                printed_at(trace, "main: three tasks").map(|at| at.0),
            );
            let (threads, tasks) = threads.zip(tasks).map(|(one, both)| (one, both - one))?;
            first_that_holds(&[threads < tasks, tasks < threads, threads == tasks])
        }),
        program: on_cores!(1, drop(three_tasks::main())),
        ..Example::LESSON
    },
    Example {
        id: "not-parallel",
        stem: "not_parallel",
        kind: Kind::Blocking,
        predict: Some(|trace| {
            let joined = printed_at(trace, "main: join!").map(|at| at.0 / 1_000_000);
            first_that_holds(&[30, 60].map(|ms| joined == Some(ms)))
        }),
        program: on_cores!(2, drop(not_parallel::main())),
        ..Example::LESSON
    },
];
