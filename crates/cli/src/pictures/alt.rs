//! What a picture shows, in a few whole sentences, for somebody who does not see it.

use crate::runs::Runs;
use diagram::{LaneView, grouped, lane_label};
use trace::{LaneKind, Outcome, Trace};

/// More lanes than these are counted, not named.
const MOST_NAMED: usize = 6;

pub(crate) fn alt(runs: &Runs) -> String {
    let title = runs.example.title();
    let lanes = runs.seen(|view, traces, _| {
        let of = |which: usize| view.lanes.iter().filter(move |lane| lane.trace == which);
        let told = traces.iter().enumerate();
        told.map(|(which, trace)| lanes(trace, &of(which).collect::<Vec<_>>())).collect::<Vec<_>>()
    });
    match (&runs.traces[..], &lanes[..]) {
        ([rust, javascript], [rust_lanes, javascript_lanes]) => format!(
            "Timing diagram of “{title}”, in Rust and in JavaScript on one clock. The Rust run \
             {rust_lanes}. {} The JavaScript run {javascript_lanes}. {}",
            end(rust),
            end(javascript)
        ),
        _ => {
            let (lanes, end) = (&lanes[0], end(runs.rust()));
            format!("Timing diagram of “{title}”, in Rust. The run {lanes}. {end}")
        }
    }
}

/// Completes “The run …”.
fn lanes(trace: &Trace, lanes: &[&LaneView]) -> String {
    // One may stand for many.
    let count: usize = lanes.iter().map(|lane| lane.crowd.max(1)).sum();
    let name = |lane: &&LaneView| match lane.kind {
        LaneKind::JavaScript => "its one stack".to_owned(),
        _ => lane_label(trace, lane.lane),
    };
    let names: Vec<_> = lanes.iter().map(name).collect();
    match &names[..] {
        [only] if count == 1 => format!("has one lane: {only}"),
        [most @ .., last] if count <= MOST_NAMED => {
            format!("has {count} lanes: {} and {last}", most.join(", "))
        }
        _ => format!("has {} lanes", grouped(count)),
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
