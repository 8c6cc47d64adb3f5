//! What the tests of the diagram share: samples, random runs, and a view of some traces.
#![allow(dead_code, unreachable_pub, unused_imports)]

#[path = "../../../trace/tests/support/mod.rs"]
pub mod support;

pub use support::{random::random, samples};

use diagram::{AxisKind, Look, Scene, Timeline, View};
use trace::Trace;

pub const AXES: [AxisKind; 2] = [AxisKind::Story, AxisKind::Time];

pub fn view_of(traces: &[&Trace], look: &Look) -> View {
    let timeline = Timeline::new(traces);
    let scenes: Vec<_> = traces.iter().map(|trace| Scene::new(trace)).collect();
    View::new(traces, &scenes, &timeline, look)
}

pub fn view(trace: &Trace, axis: AxisKind) -> View {
    view_of(&[trace], &Look { axis, ..Look::default() })
}

/// Every sample, and random runs of a hundred seeds.
pub fn many() -> impl Iterator<Item = Trace> {
    samples::all().into_iter().chain((0..100).map(|seed| random(seed, 60)))
}
