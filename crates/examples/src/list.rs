//! What the catalogue lists, in the order in which it is taught.

use crate::example::{Example, Kind, Part, Twin};
use awaitscope::Limits;

/// The source of a file of the catalogue, byte for byte as it was compiled.
macro_rules! source {
    ($file:literal) => {
        include_str!(concat!("catalogue/", $file))
    };
}

pub(crate) static CATALOGUE: [Example; 6] = [
    Example {
        id: "lazy-future",
        part: Part::Opening,
        chapter: 1,
        title: "A future does nothing by itself",
        look_for: "Both programs call brew twice and await one of the two. \
                   Watch in which of them brew prints before it is awaited.",
        kind: Kind::Async,
        file: "lazy_future.rs",
        source: source!("lazy_future.rs"),
        twin: Some(Twin { file: "lazy_future.js", source: source!("lazy_future.js") }),
        limits: Limits::LESSON,
    },
    Example {
        id: "async-sequential",
        part: Part::Rest,
        chapter: 1,
        title: "One await after the other",
        look_for: "The rice is not on the stove before the soup is done: \
                   two awaits in a row take the sum of their times.",
        kind: Kind::Async,
        file: "async_sequential.rs",
        source: source!("async_sequential.rs"),
        twin: None,
        limits: Limits::LESSON,
    },
    Example {
        id: "async-concurrent",
        part: Part::Rest,
        chapter: 1,
        title: "Two awaits at once, on one thread",
        look_for: "join! polls both futures in turn. \
                   The whole takes as long as the longer of the two, not the sum.",
        kind: Kind::Async,
        file: "async_concurrent.rs",
        source: source!("async_concurrent.rs"),
        twin: Some(Twin { file: "async_concurrent.js", source: source!("async_concurrent.js") }),
        limits: Limits::LESSON,
    },
    Example {
        id: "cheapo-request",
        part: Part::Rest,
        chapter: 1,
        title: "A request that blocks its thread",
        look_for: "Every call below a waiting system call stays on the stack \
                   until the answer is there.",
        kind: Kind::Blocking,
        file: "cheapo_request.rs",
        source: source!("cheapo_request.rs"),
        twin: None,
        limits: Limits::LESSON,
    },
    Example {
        id: "countdown-future",
        part: Part::Rest,
        chapter: 3,
        title: "A future written by hand",
        look_for: "Alone, the naive countdown is right by luck. Beside a sibling in a join! \
                   it counts polls that were not meant for it.",
        kind: Kind::Async,
        file: "countdown_future.rs",
        source: source!("countdown_future.rs"),
        twin: None,
        limits: Limits::LESSON,
    },
    Example {
        id: "echo-server",
        part: Part::Rest,
        chapter: 4,
        title: "A server with a task for each connection",
        look_for: "Three clients are served by one thread: \
                   a task runs only when its own bytes have come.",
        kind: Kind::Async,
        file: "echo_server.rs",
        source: source!("echo_server.rs"),
        twin: None,
        limits: Limits::LESSON,
    },
];

pub(crate) static SPECIMENS: [Example; 2] = [
    Example {
        id: "deadlock-specimen",
        part: Part::Rest,
        chapter: 0,
        title: "A specimen: a deadlock",
        look_for: "Each of two tasks awaits the other's handle, so that nothing can wake either.",
        kind: Kind::Async,
        file: "deadlock.rs",
        source: include_str!("specimens/deadlock.rs"),
        twin: None,
        limits: Limits::LESSON,
    },
    Example {
        id: "runaway-specimen",
        part: Part::Rest,
        chapter: 0,
        title: "A specimen: a task that never stops",
        look_for: "It wakes itself at every poll, until the budget of polls is spent.",
        kind: Kind::Async,
        file: "runaway.rs",
        source: include_str!("specimens/runaway.rs"),
        twin: None,
        limits: Limits { polls: 200, ..Limits::LESSON },
    },
];
