//! Places on a timeline between its steps.
//!
//! A place is a number: position 5 is where the fifth step ends; from 4 to 4.5 is the wait before
//! it, if there is one, and from 4.5 to 5 its own column. So a place means the same on both axes,
//! at any width and however close one looks, and a link can keep it.

use super::{Axis, Scale};
use crate::Timeline;
use trace::Instant;

/// What lies before a place: so many steps, so many waits, so much time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    steps: f64,
    waits: f64,
    /// Whole nanoseconds, and a part of the wait that follows: apart, so that none is lost.
    at: u64,
    part: f64,
}

impl Place {
    /// So many steps later, at the same instant.
    pub(crate) fn later(self, steps: f64) -> Place {
        Place { steps: self.steps + steps, ..self }
    }

    /// From another place to this one: steps, waits, nanoseconds.
    pub(super) fn since(&self, other: &Place) -> (f64, f64, f64) {
        // The same as the difference of two larger numbers, which WebAssembly has not got.
        let time = self.at.abs_diff(other.at) as f64;
        let time = if self.at < other.at { -time } else { time } + (self.part - other.part);
        (self.steps - other.steps, self.waits - other.waits, time)
    }
}

impl Timeline {
    /// What lies before a place.
    pub(crate) fn place(&self, place: f64) -> Place {
        let position = place.ceil().clamp(0.0, self.steps() as f64) as usize;
        // How far from the step before to this one.
        let share = (place - (position as f64 - 1.0)).clamp(0.0, 1.0);
        let (wait, step) = ((share * 2.0).min(1.0), (share * 2.0 - 1.0).max(0.0));
        let steps = position as f64 - 1.0 + step;
        let number = self.number(position);
        let (first, at) = self.instants()[number];
        if position > first || number == 0 || wait >= 1.0 {
            return Place { steps, waits: number as f64, at: at.0, part: 0.0 };
        }
        let before = self.instants()[number - 1].1.0;
        let part = at.0.saturating_sub(before) as f64 * wait;
        Place { steps, waits: number as f64 - 1.0 + wait, at: before, part }
    }

    /// The instant at a place: between two steps, a part of the time that passes there.
    pub fn instant_at(&self, place: f64) -> Instant {
        let Place { at, part, .. } = self.place(place);
        Instant(at.saturating_add(part as u64))
    }

    /// Where a position's column begins.
    #[inline(never)]
    pub(crate) fn left(&self, position: usize) -> Place {
        self.left_at(self.number(position), position)
    }

    /// The same for whoever knows at the how-manieth instant the position is.
    pub(crate) fn left_at(&self, number: usize, position: usize) -> Place {
        let at = self.instants()[number].1.0;
        Place { steps: position as f64 - 1.0, waits: number as f64, at, part: 0.0 }
    }

    /// Where a position's column ends.
    #[inline(never)]
    pub(crate) fn right(&self, position: usize) -> Place {
        self.left(position).later(1.0)
    }
}

impl Axis<'_> {
    /// The place that stands at an x, px from the left end of the window; not beyond the ends.
    pub(crate) fn at(&self, scale: &Scale, x: f64) -> f64 {
        let instants = self.timeline.instants();
        let start = |number: usize| scale.x(self.timeline.left(instants[number].0));
        let (mut low, mut high) = (0, instants.len());
        while high - low > 1 {
            let middle = (low + high) / 2;
            if start(middle) <= x { low = middle } else { high = middle }
        }
        let first = instants[low].0 as f64;
        let next = instants.get(low + 1).map(|(position, _)| *position as f64);
        let count = next.unwrap_or(self.timeline.steps() as f64 + 1.0) - first;
        let (begin, steps_px) = (start(low), count * scale.step);
        let all = self.all();
        if x <= begin {
            return (first - 0.5).max(all.from);
        }
        if x - begin < steps_px {
            let steps = (x - begin) / scale.step;
            let whole = steps.floor().min(count - 1.0);
            let place = first + whole - 0.5 + (steps - whole) / 2.0;
            return place.clamp(all.from, all.to);
        }
        let Some(next) = next else { return all.to };
        let gap = start(low + 1) - begin - steps_px;
        let share = if gap > 0.0 { ((x - begin - steps_px) / gap).min(1.0) } else { 1.0 };
        (next - 1.0 + share / 2.0).clamp(all.from, all.to)
    }
}
