//! What a picture shows, in a few whole sentences, for somebody who does not see it.

use crate::runs::Runs;
use diagram::{grouped, lane_label};
use trace::{LaneId, LaneKind, Outcome, Trace};

/// More lanes than these are counted, not named.
const MOST_NAMED: usize = 6;

pub(crate) fn alt(runs: &Runs) -> String {
    let title = runs.example.title();
    match &runs.traces[..] {
        [rust, javascript] => format!(
            "Timing diagram of “{title}”, in Rust and in JavaScript on one clock. The Rust run {}. \
             {} The JavaScript run has one lane, for its one stack. {}",
            lanes(rust),
            end(rust),
            end(javascript)
        ),
        _ => {
            let rust = runs.rust();
            format!("Timing diagram of “{title}”, in Rust. The run {}. {}", lanes(rust), end(rust))
        }
    }
}

/// Completes “The run …”.
fn lanes(trace: &Trace) -> String {
    let numbers = (0..trace.lanes.len() as u32).map(LaneId);
    let names: Vec<_> = numbers
        .filter(|lane| trace.lane(*lane).kind != LaneKind::Reactor)
        .map(|lane| lane_label(trace, lane))
        .collect();
    match &names[..] {
        [only] => format!("has one lane, {only}"),
        [most @ .., last] if names.len() <= MOST_NAMED => {
            format!("has {} lanes: {} and {last}", names.len(), most.join(", "))
        }
        _ => format!("has {} lanes", grouped(names.len())),
    }
}

/// How it ended, and when.
fn end(trace: &Trace) -> String {
    let (says, at) = (trace.outcome.sentence(trace), trace.end().words());
    match trace.outcome {
        // This sentence says when.
        Outcome::Completed => says,
        _ => format!("{says} It has taken {at} of virtual time."),
    }
}
