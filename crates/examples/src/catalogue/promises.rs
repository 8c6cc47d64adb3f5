//! Chapter 2: futures are not Promises. Who starts the work, who drives it, who stops it.

mod async_map;
mod await_ready;
mod await_twice;
mod create_then_await;
mod drop_cancels;
mod errors;
mod join_all;
mod many_requests;
mod nested_polls;
mod order;
mod select_race;
mod spawn;
mod streams;
mod timeout;

use crate::example::{Example, Kind, answered, in_page, on_executor};
use crate::predict::{dropped_ms, entered_in_poll, first_that_holds, line_after, line_before};
use crate::predict::{lines, polls, printed_at, prints_before, total_ms};
use crate::worlds;
use std::time::Duration;
use trace::Instant;

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "create-then-await",
        stem: "create_then_await",
        predict: Some(|trace| {
            let [profile, orders] = ["GET /p", "GET /o"].map(|line| printed_at(trace, line));
            first_that_holds(&[profile == orders, prints_before(trace, "200 /p", "GET /o")])
        }),
        program: on_executor!(Box::pin(create_then_await::main())),
        ..Example::LESSON
    },
    Example {
        id: "join-all",
        stem: "join_all",
        predict: Some(|trace| {
            let answered = printed_at(trace, "join_all");
            let at = |millis: u64| Some(Instant(millis * 1_000_000));
            first_that_holds(&[10, 20, 30].map(|millis| answered == at(millis)))
        }),
        program: on_executor!(Box::pin(join_all::main())),
        ..Example::LESSON
    },
    Example {
        id: "select-race",
        stem: "select_race",
        predict: Some(|trace| {
            let last = line_before(trace, "main: baker");
            let answers = ["baker: hangs up", "notary: hangs up", "florist: hangs up"];
            first_that_holds(&answers.map(|line| last == line))
        }),
        program: on_executor!(Box::pin(select_race::main())),
        ..Example::LESSON
    },
    Example {
        id: "drop-cancels",
        stem: "drop_cancels",
        predict: Some(|trace| {
            let next = line_after(trace, "main: in time?");
            let answers = ["download", "import: complete", "import.tmp: removed", "main"];
            first_that_holds(&answers.map(|line| next.starts_with(line)))
        }),
        program: on_executor!(Box::pin(drop_cancels::main())),
        ..Example::LESSON
    },
    Example {
        id: "timeout",
        stem: "timeout",
        predict: Some(|trace| {
            let [teapots, saucers] = ["teapots", "saucers"]
                .map(|ware| prints_before(trace, &format!("{ware}: counted"), "main: closes"));
            first_that_holds(&[teapots && !saucers, saucers && !teapots, teapots, true])
        }),
        program: on_executor!(Box::pin(timeout::main())),
        ..Example::LESSON
    },
    Example {
        id: "await-twice",
        stem: "await_twice",
        predict: Some(|trace| {
            let runs = lines(trace, "forecast: asks");
            first_that_holds(&[runs == 3, runs == 2, runs == 1])
        }),
        program: on_executor!(Box::pin(await_twice::main())),
        ..Example::LESSON
    },
    Example {
        id: "await-ready",
        stem: "await_ready",
        predict: Some(|trace| {
            let lines = ["main: theme", "main: language"];
            let [first, second] = lines.map(|line| prints_before(trace, "ring", line));
            let after = prints_before(trace, "main: gives way", "ring");
            first_that_holds(&[first, second, after])
        }),
        program: on_executor!(Box::pin(await_ready::main())),
        ..Example::LESSON
    },
    Example {
        id: "order",
        stem: "order",
        predict: Some(|trace| {
            let third = trace.log().nth(2).map_or("", |(_, _, text)| text);
            let answers = ["parcel: leaves", "main: which", "letter: arrives"];
            first_that_holds(&answers.map(|line| third.starts_with(line)))
        }),
        program: on_executor!(Box::pin(order::main())),
        ..Example::LESSON
    },
    Example {
        id: "nested-polls",
        stem: "nested_polls",
        predict: Some(|trace| {
            let entered = entered_in_poll(trace, 1);
            let is_all = entered.len() == 4;
            first_that_holds(&[
                entered == ["ask_bank"],
                is_all && entered[0] == "ask_bank",
                is_all && entered[0] == "main",
            ])
        }),
        program: on_executor!(Box::pin(nested_polls::main())),
        ..Example::LESSON
    },
    Example {
        id: "errors",
        stem: "errors",
        predict: Some(|trace| {
            let dropped = dropped_ms(trace, "reserve");
            let end = trace.end().0 / 1_000_000;
            let goes_on = lines(trace, "reserve: two teapots") > 0;
            first_that_holds(&[goes_on, dropped == [20], dropped == [end]])
        }),
        program: on_executor!(Box::pin(errors::main())),
        ..Example::LESSON
    },
    Example {
        id: "async-map",
        stem: "async_map",
        predict: Some(|trace| {
            let is_before = prints_before(trace, "translate", "main");
            let at_once = printed_at(trace, "translate") == Some(Instant::START);
            first_that_holds(&[is_before && at_once, is_before, !is_before])
        }),
        program: on_executor!(Box::pin(async_map::main())),
        ..Example::LESSON
    },
    Example {
        id: "streams",
        stem: "streams",
        predict: Some(|trace| {
            let [second, third] = ["fetch_page: 2", "fetch_page: 3"].map(|l| printed_at(trace, l));
            let until = printed_at(trace, "main: reads page 1")?.after(Duration::from_millis(20));
            let [second, third] = [second? < until, third? < until];
            first_that_holds(&[second && !third, !second, third])
        }),
        program: on_executor!(Box::pin(streams::main())),
        ..Example::LESSON
    },
    Example {
        id: "many-requests",
        stem: "many_requests",
        world: worlds::promises::five_cities,
        predict: Some(|trace| {
            first_that_holds(&[200, 110, 100, 70].map(|millis| total_ms(trace) == millis))
        }),
        program: on_executor!(answered(Box::pin(many_requests::main()))),
        ..Example::LESSON
    },
    Example {
        id: "spawn",
        stem: "spawn",
        predict: Some(|trace| {
            let next = line_after(trace, "main: spawned");
            first_that_holds(&["film", "main", "slides"].map(|who| next.starts_with(who)))
        }),
        program: on_executor!(Box::pin(spawn::main())),
        ..Example::LESSON
    },
    Example {
        id: "promise-to-future",
        stem: "promise_to_future",
        kind: Kind::InPage,
        predict: Some(|trace| {
            let polls = polls(trace);
            first_that_holds(&[polls == 2, polls == 3, polls == 4])
        }),
        program: in_page!(),
        ..Example::LESSON
    },
    Example {
        id: "future-to-promise",
        stem: "future_to_promise",
        kind: Kind::InPage,
        predict: Some(|trace| {
            let before = |line| prints_before(trace, "tea: on the fire", line);
            let [in_poll, unawaited] = ["guest: holds", "guest: awaits"].map(before);
            first_that_holds(&[in_poll, unawaited, !unawaited])
        }),
        program: in_page!(),
        ..Example::LESSON
    },
    Example { id: "live", stem: "live", kind: Kind::Live, program: in_page!(), ..Example::LESSON },
];
