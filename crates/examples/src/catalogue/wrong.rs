//! Chapter 5: things that go wrong, each for a reason that a lint can name.

mod blocking_the_executor;
mod busy_poll;
mod deadlock;
mod detached;
mod forgotten_waker;
mod lost_message;
#[expect(clippy::let_underscore_future, reason = "this is the mistake that it shows")]
mod never_awaited;
mod poll_after_ready;
mod std_mutex_hang;

use crate::example::{Example, on_executor};
use crate::predict::{
    completed, dropped_ms, entered, first_line_with, first_that_holds, lines, printed_at, total_ms,
};
use trace::{Instant, Trace};

/// Whether this line is printed first at this millisecond.
fn printed_at_ms(trace: &Trace, start: &str, millis: u64) -> bool {
    printed_at(trace, start) == Some(Instant(millis * 1_000_000))
}

/// How many lines begin with `start` before the first that begins with `and now`.
fn lines_of_first_half(trace: &Trace, start: &str) -> usize {
    let first_half = trace.log().map(|(_, _, text)| text).take_while(|t| !t.starts_with("and now"));
    first_half.filter(|text| text.starts_with(start)).count()
}

pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        id: "forgotten-waker",
        stem: "forgotten_waker",
        predict: Some(|trace| {
            let polls = entered(trace, "Ring::poll");
            let second = polls.get(1).copied();
            let at = |ms: u64| second == Some(Instant(ms * 1_000_000));
            first_that_holds(&[at(0), at(30), second.is_none()])
        }),
        program: on_executor!(Box::pin(forgotten_waker::main())),
        ..Example::LESSON
    },
    Example {
        id: "busy-poll",
        stem: "busy_poll",
        predict: Some(|trace| {
            let line = first_line_with(trace, "impatient").unwrap_or_default();
            first_that_holds(
                &[2, 6, 30].map(|looks| line.ends_with(&format!("after {looks} looks"))),
            )
        }),
        program: on_executor!(Box::pin(busy_poll::main())),
        ..Example::LESSON
    },
    Example {
        id: "blocking-the-executor",
        stem: "blocking_the_executor",
        predict: Some(|trace| {
            let line = first_line_with(trace, "sprinkler").unwrap_or_default();
            first_that_holds(&[10, 30, 40].map(|ms| line == format!("sprinkler: open for {ms} ms")))
        }),
        program: on_executor!(Box::pin(blocking_the_executor::main())),
        ..Example::LESSON
    },
    Example {
        id: "std-mutex-hang",
        stem: "std_mutex_hang",
        predict: Some(|trace| {
            let never = lines(trace, "jon: 8 cups") == 0;
            let at = |ms| printed_at_ms(trace, "jon: 8 cups", ms);
            first_that_holds(&[never, at(0), at(20)])
        }),
        program: on_executor!(Box::pin(std_mutex_hang::main())),
        ..Example::LESSON
    },
    Example {
        id: "deadlock",
        stem: "deadlock",
        predict: Some(|trace| {
            let at = |ms| completed(trace) && total_ms(trace) == ms;
            first_that_holds(&[at(20), !completed(trace), at(25)])
        }),
        program: on_executor!(Box::pin(deadlock::main())),
        ..Example::LESSON
    },
    Example {
        id: "poll-after-ready",
        stem: "poll_after_ready",
        predict: Some(|trace| {
            let euros = 8 * lines_of_first_half(trace, "till: pays 8 euros");
            first_that_holds(&[16, 8, 0].map(|answer| answer == euros))
        }),
        program: on_executor!(Box::pin(poll_after_ready::main())),
        ..Example::LESSON
    },
    Example {
        id: "lost-message",
        stem: "lost_message",
        predict: Some(|trace| {
            let never = lines_of_first_half(trace, "bar: here is") == 0;
            let at = |ms| printed_at_ms(trace, "bar: here is", ms);
            first_that_holds(&[never, at(50), at(55)])
        }),
        program: on_executor!(Box::pin(lost_message::main())),
        ..Example::LESSON
    },
    Example {
        id: "never-awaited",
        stem: "never_awaited",
        predict: Some(|trace| {
            let last = trace.log().last().map_or("", |(_, _, text)| text);
            first_that_holds(&[0, 1, 2].map(|saved| last == format!("main: on the disk: {saved}")))
        }),
        program: on_executor!(Box::pin(never_awaited::main())),
        ..Example::LESSON
    },
    Example {
        id: "detached",
        stem: "detached",
        has_twin: true,
        predict: Some(|trace| {
            let sent = |ms| printed_at_ms(trace, "newsletter: is sent", ms);
            first_that_holds(&[sent(40), dropped_ms(trace, "send") == [20], sent(20)])
        }),
        program: on_executor!(Box::pin(detached::main())),
        ..Example::LESSON
    },
];
