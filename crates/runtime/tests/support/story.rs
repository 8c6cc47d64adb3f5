//! How these tests run a program, and how they tell its trace: one event a line, with the names of
//! things and the source line at which a call was left.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

use awaitscope::Limits;
use awaitscope::world::Network;
use std::time::Duration;
use trace::{
    CallId, Cause, Event, EventKind, LaneKind, Left, OpEnd, PollResult, Recipe, ThreadEvent, Trace,
};

pub(crate) const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Runs a program with nobody outside.
pub(crate) fn run<F>(main: impl FnOnce() -> F) -> Trace
where
    F: Future + 'static,
    F::Output: 'static,
{
    run_in(Network::default(), main)
}

/// Runs a program in this world; its trace is valid.
pub(crate) fn run_in<F>(network: Network, main: impl FnOnce() -> F) -> Trace
where
    F: Future + 'static,
    F::Output: 'static,
{
    valid(awaitscope::run(Recipe::of("a test"), network, Limits::LESSON, main))
}

/// Runs a program on a thread of its own; its trace is valid.
pub(crate) fn run_blocking<T>(network: Network, main: impl FnOnce() -> T) -> Trace {
    valid(awaitscope::run_blocking(Recipe::of("a test"), network, Limits::LESSON, main))
}

/// The trace, which every test asks whether it is valid, and its text form, which parses back.
pub(crate) fn valid(trace: Trace) -> Trace {
    assert_eq!(trace.validate(), Ok(()), "{}", trace.to_text());
    assert_eq!(Trace::parse(&trace.to_text()).as_ref(), Ok(&trace));
    trace
}

/// What was printed, with its instant: `20ms hello`.
pub(crate) fn lines(trace: &Trace) -> Vec<String> {
    trace.log().map(|(_, event, text)| format!("{} {text}", event.at)).collect()
}

/// The outcome's sentence.
pub(crate) fn outcome(trace: &Trace) -> String {
    trace.outcome.sentence(trace)
}

/// The whole trace; `source` is the file in which the program stands.
pub(crate) fn story(trace: &Trace, source: &str) -> String {
    story_of(trace, source, |_| true)
}

/// Those of its events for which `wanted` holds.
pub(crate) fn story_of(trace: &Trace, source: &str, wanted: impl Fn(&EventKind) -> bool) -> String {
    let events = trace.events.iter().filter(|event| wanted(&event.kind));
    events.map(|event| line(trace, source, event)).collect()
}

/// What becomes of calls.
pub(crate) fn calls(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::CallCreated(_)
            | EventKind::CallEntered(_)
            | EventKind::CallLeft(..)
            | EventKind::CallDropped(_)
            | EventKind::Logged(_)
    )
}

fn line(trace: &Trace, source: &str, event: &Event) -> String {
    let lane = trace.lane(event.lane);
    let lane = match lane.kind {
        LaneKind::Reactor => "reactor".to_owned(),
        LaneKind::Task(task) => task.to_string(),
        LaneKind::Thread if trace.name(lane.name) == "main" => "thread".to_owned(),
        LaneKind::Thread => trace.name(lane.name).to_owned(),
        LaneKind::JavaScript => "js".to_owned(),
    };
    let call = |call: CallId| trace.call_name(call).to_owned();
    let words = match event.kind {
        EventKind::TaskSpawned(task) => format!("spawns {}", trace.task_label(task)),
        EventKind::PollStarted(_) => "is polled".to_owned(),
        EventKind::PollEnded(_, PollResult::Ready) => "is ready".to_owned(),
        EventKind::PollEnded(_, PollResult::Pending) => "is pending".to_owned(),
        EventKind::TaskEnded(task, how) => format!("ends {task}: {how:?}"),
        EventKind::Woken(task, cause, effect) => {
            let cause = match cause {
                Cause::Op(op) => trace.op_label(op),
                Cause::Thread(lane) => trace.thread_label(lane),
                cause => format!("{cause:?}"),
            };
            format!("wakes {task} ({cause}, {effect:?})")
        }
        EventKind::CallCreated(id) => format!("calls {}", call(id)),
        EventKind::CallEntered(id) => format!("enters {}", call(id)),
        EventKind::CallLeft(id, Left::Returned) => format!("returns from {}", call(id)),
        EventKind::CallLeft(id, Left::Ready) => format!("answers Ready from {}", call(id)),
        EventKind::CallLeft(id, Left::Pending) => format!("answers Pending from {}", call(id)),
        EventKind::CallLeft(id, Left::Awaits(_) | Left::Follows(_)) => {
            format!("leaves {} to a Promise", call(id))
        }
        EventKind::CallLeft(id, Left::Threw) => format!("throws from {}", call(id)),
        EventKind::CallLeft(id, Left::Suspended) => {
            let span = trace.event_span(event);
            let line = span.and_then(|span| source.lines().nth(span.line as usize - 1));
            format!("suspends {} at `{}`", call(id), line.unwrap_or("nowhere").trim())
        }
        EventKind::CallDropped(id) => format!("drops {}", call(id)),
        EventKind::OpStarted(op) => format!("asks for {}", trace.op_label(op)),
        EventKind::OpEnded(op, OpEnd::Done) => format!("has {}", trace.op_label(op)),
        EventKind::OpEnded(op, OpEnd::Cancelled) => format!("cancels {}", trace.op_label(op)),
        EventKind::OpEnded(op, OpEnd::Failed(why)) => {
            format!("has not {}: {}", trace.op_label(op), trace.name(why))
        }
        EventKind::WaitStarted(wait) => {
            format!("waits for {}", trace.wait_label(trace.wait(wait).on))
        }
        EventKind::WaitEnded(wait) => {
            format!("waits no more for {}", trace.wait_label(trace.wait(wait).on))
        }
        EventKind::MessageSent(channel) => {
            format!("sends into {}", trace.channel_label(channel))
        }
        EventKind::MessageReceived(channel) => {
            format!("receives from {}", trace.channel_label(channel))
        }
        EventKind::WorkStarted => "works".to_owned(),
        EventKind::WorkEnded => "has worked".to_owned(),
        EventKind::TurnStarted => "begins a turn".to_owned(),
        EventKind::TurnEnded => "ends its turn".to_owned(),
        EventKind::Thread(ThreadEvent::Spawned(lane, kib)) => {
            format!("spawns {} ({kib} KiB)", trace.thread_label(lane))
        }
        EventKind::Thread(ThreadEvent::Unparked(lane)) => {
            format!("unparks {}", trace.thread_label(lane))
        }
        EventKind::Thread(what) => format!("{what:?}"),
        EventKind::Logged(text) => format!("prints “{}”", trace.name(text)),
        EventKind::Connection(id, what) => format!("{what:?} ({})", trace.client_name(id)),
        EventKind::ScopeOpened(scope) => format!("opens the span {}", trace.scope_label(scope)),
        EventKind::ScopeEntered(scope) => format!("enters the span {}", trace.scope_label(scope)),
        EventKind::ScopeLeft(scope) => format!("leaves the span {}", trace.scope_label(scope)),
        EventKind::ScopeClosed(scope) => format!("closes the span {}", trace.scope_label(scope)),
        EventKind::RunEnded => outcome(trace),
    };
    format!("{:<4} {lane:<7} {words}\n", event.at.to_string())
}
