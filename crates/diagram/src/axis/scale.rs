//! From a place to pixels: a sum of three.

use super::Place;

/// How wide a step, a wait and a nanosecond are, px, and where the left end is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    pub(crate) step: f64,
    pub(crate) wait: f64,
    pub(crate) ns: f64,
    pub(crate) left: Place,
}

impl Scale {
    /// Px from the left end.
    #[inline(never)]
    pub(crate) fn x(&self, place: Place) -> f64 {
        let (steps, waits, time) = place.since(&self.left);
        self.step * steps + self.wait * waits + self.ns * time
    }
}
