//! What claims are made of: a run, and what can be read off its trace.

use examples::find;
use trace::{EventKind, Recipe, Trace};

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

/// When the run ended, in whole milliseconds.
pub fn end_ms(trace: &Trace) -> u64 {
    trace.end().0 / 1_000_000
}
