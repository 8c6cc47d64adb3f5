//! What claims are made of: a run, and what can be read off its trace.

use examples::find;
use trace::{Cause, EventKind, LaneKind, PollResult, Recipe, State, TaskId, ThreadEvent, Trace};

/// The run of an example as its author wrote it.
pub fn run(id: &str) -> Trace {
    run_by(Recipe::of(id))
}

/// The run of an example with one knob turned.
pub fn run_with(id: &str, knob: &str, value: i64) -> Trace {
    run_by(Recipe { knobs: vec![(knob.to_owned(), value)], ..Recipe::of(id) })
}

/// The run that a recipe decides; every trace that a claim is made of is valid.
pub fn run_by(recipe: Recipe) -> Trace {
    let example = find(&recipe.example).expect("the tests name examples that exist");
    let trace = example.run(&recipe);
    assert_eq!(trace.validate(), Ok(()), "{recipe:?}");
    trace
}

/// The instants, in whole milliseconds, of the events for which `wanted` holds.
pub fn when(trace: &Trace, wanted: impl Fn(&EventKind) -> bool) -> Vec<u64> {
    let events = trace.events.iter().filter(|event| wanted(&event.kind));
    events.map(|event| event.at.0 / 1_000_000).collect()
}

/// When the calls of this name were entered, in whole milliseconds.
pub fn entered(trace: &Trace, name: &str) -> Vec<u64> {
    when(trace, |kind| matches!(kind, EventKind::CallEntered(c) if trace.call_name(*c) == name))
}

/// The printed lines.
pub fn lines(trace: &Trace) -> Vec<&str> {
    trace.log().map(|(_, _, text)| text).collect()
}

/// The printed lines with their instants in whole milliseconds.
pub fn timed_lines(trace: &Trace) -> Vec<(u64, &str)> {
    trace.log().map(|(_, event, text)| (event.at.0 / 1_000_000, text)).collect()
}

/// What happened on a lane: at which millisecond, and the calls on its stack after it, outermost
/// first; an entry whenever the stack changed.
pub fn stacks(trace: &Trace, lane: usize) -> Vec<(u64, Vec<&str>)> {
    let mut state = State::start(trace);
    let mut seen: Vec<(u64, Vec<&str>)> = Vec::new();
    for event in &trace.events {
        state.apply(trace, event);
        let stack = &state.stacks[lane];
        let names: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
        if seen.last().is_none_or(|(_, last)| *last != names) {
            seen.push((event.at.0 / 1_000_000, names));
        }
    }
    seen
}

/// The polls of a task: when each began, what woke the task for it, and what it answered.
pub fn polls(trace: &Trace, task: TaskId) -> Vec<(u64, Option<Cause>, PollResult)> {
    let (mut seen, mut cause) = (Vec::new(), None);
    for event in &trace.events {
        let ms = event.at.0 / 1_000_000;
        match event.kind {
            EventKind::Woken(woken, by, _) if woken == task => cause = Some(by),
            EventKind::PollStarted(polled) if polled == task => {
                seen.push((ms, cause.take(), PollResult::Pending));
            }
            EventKind::PollEnded(polled, result) if polled == task => {
                if let Some(last) = seen.last_mut() {
                    last.2 = result;
                }
            }
            _ => {}
        }
    }
    seen
}

/// For how many milliseconds calls of a lane computed (`work`).
pub fn computes(trace: &Trace, lane: usize) -> u64 {
    let on_lane = |wanted| {
        let events = trace.events.iter().filter(|event| event.lane.index() == lane);
        events.filter(|event| event.kind == wanted).map(|event| event.at.0).sum::<u64>()
    };
    (on_lane(EventKind::WorkEnded) - on_lane(EventKind::WorkStarted)) / 1_000_000
}

/// When the run ended, in whole milliseconds.
pub fn end_ms(trace: &Trace) -> u64 {
    trace.end().0 / 1_000_000
}

/// From when to when each call of this name was on the stack: sync calls, in order of their end.
pub fn spans_of(trace: &Trace, name: &str) -> Vec<(u64, u64)> {
    let at = |wanted: EventKind| {
        let event = trace.events.iter().find(|event| event.kind == wanted);
        event.map(|event| event.at.0 / 1_000_000)
    };
    let left = trace.events.iter().filter_map(|event| match event.kind {
        EventKind::CallLeft(call, _) if trace.call_name(call) == name => {
            Some((at(EventKind::CallEntered(call))?, event.at.0 / 1_000_000))
        }
        _ => None,
    });
    left.collect()
}

/// How often, in these milliseconds, a thread began to wait or was taken off its core.
pub fn switches(trace: &Trace, during: std::ops::Range<u64>) -> u64 {
    let events = trace.events.iter().filter(|event| during.contains(&(event.at.0 / 1_000_000)));
    let switches = events.filter(|event| match event.kind {
        EventKind::WaitStarted(_) => trace.lane(event.lane).kind == LaneKind::Thread,
        EventKind::Thread(event) => event == ThreadEvent::Preempted,
        _ => false,
    });
    switches.count() as u64
}
