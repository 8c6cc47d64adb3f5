//! A long run laid out: a few lanes as ever, and one row that stands for all others.
//!
//! A picture of a hundred thousand lanes would be nobody's: what matters of most tasks is how many
//! do what, and when. So the row for all others is a histogram of their polls. It is made of the
//! index's sums for each view, at a cost that does not depend on the length of the run. It leaves
//! out the choice of what is worth a lane of its own: the first ones and the last ones are shown.

mod place;

use crate::scene::SceneLane;
use crate::{Scene, Timeline};
use trace::{Index, LaneId, LaneKind, Trace};

/// How many events a run may have before it is shown as a survey.
const LONG: usize = 20_000;

/// Lanes that are shown before the row for all others, and after it.
const FIRST: usize = 5;
const LAST: usize = 2;

/// A long run laid out once.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    pub(crate) scene: Scene,
    shown: Vec<LaneId>,
    hidden: usize,
}

impl Survey {
    /// No view of a survey holds more boxes.
    pub const MOST_BOXES: usize = 1_500;

    /// Whether a run is so long that only a survey of it can be shown.
    pub fn is_needed(trace: &Trace) -> bool {
        trace.events.len() > LONG
    }

    /// Lays out a long run.
    pub fn new(trace: &Trace, index: &Index, timeline: &Timeline) -> Survey {
        let is_reactor = |lane: &LaneId| trace.lane(*lane).kind == LaneKind::Reactor;
        let all = (0..trace.lanes.len() as u32).map(LaneId);
        let others: Vec<LaneId> = all.clone().filter(|lane| !is_reactor(lane)).collect();
        let hidden = others.len().saturating_sub(FIRST + LAST);
        let mut shown = others;
        let crowd = shown.get(FIRST).copied();
        if hidden > 0 {
            shown.drain(FIRST..FIRST + hidden);
        }
        shown.extend(all.take(1).filter(is_reactor));
        let mut scene = Scene::of_lanes(trace, index, timeline, &shown);
        if let Some(id) = crowd.filter(|_| hidden > 0) {
            let (kind, rows) = (trace.lane(id).kind, 2);
            scene.lanes.insert(FIRST, SceneLane { id, kind, rows, crowd: hidden });
        }
        Survey { scene, shown, hidden }
    }

    /// The lanes that have a row of their own.
    pub fn shown(&self) -> &[LaneId] {
        &self.shown
    }

    /// How many lanes share the row for all others.
    pub fn hidden(&self) -> usize {
        self.hidden
    }
}
