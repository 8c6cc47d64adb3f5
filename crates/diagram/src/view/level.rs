//! How much of a row can be told apart: what is too narrow is drawn together with its neighbours.
//!
//! The things of a row stand in order, so what falls into a stretch of the picture is found by
//! bisection, and how many there are is a difference of two places: a view costs as much as it
//! shows, not as much as the run is long. Stretches are counted from the beginning of the run and
//! not from the window's, so that moving the window changes no drawing.

use std::ops::Range;

/// The part of the picture in which things are drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    /// From where to where, px.
    pub(super) from: f64,
    pub(super) to: f64,
    /// Where the run begins, px: perhaps far out of sight.
    pub(super) origin: f64,
    /// What is narrower is drawn together with what begins in the same stretch of this width, px.
    pub(super) least: f64,
}

impl Sight {
    /// The stretches of `count` things to be drawn: each alone, or several as one. `at` says from
    /// where to where a thing goes; things are in order and do not overlap.
    #[inline(never)]
    pub(super) fn runs(&self, count: usize, at: &dyn Fn(usize) -> (f64, f64)) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut next = self.first(count, at);
        // The first stretch is drawn whole, wherever the window cuts it.
        if next < count {
            let begin = self.begin(at(next).0);
            next = bisect(0, next, &|place| at(place).0 < begin);
        }
        while next < count {
            let (left, right) = at(next);
            if left > self.to {
                break;
            }
            let first = next;
            next += 1;
            if right - left < self.least {
                let end = self.begin(left) + self.least;
                next = gallop(next, count, &|place| at(place).0 < end);
                let (left, right) = at(next - 1);
                if next - first > 1 && right - left >= self.least {
                    next -= 1;
                }
            }
            runs.push(first..next);
        }
        runs
    }

    /// The first of `count` things that is not out of sight on the left.
    pub(super) fn first(&self, count: usize, at: &dyn Fn(usize) -> (f64, f64)) -> usize {
        bisect(0, count, &|place| at(place).1 < self.from)
    }

    /// Where the stretch begins that holds an x.
    fn begin(&self, x: f64) -> f64 {
        self.origin + ((x - self.origin) / self.least).floor() * self.least
    }
}

/// The first place for which `before` does not hold; it holds up to some place and not after.
fn bisect(mut low: usize, mut high: usize, before: &dyn Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// The same, for a place that is probably near.
fn gallop(from: usize, count: usize, before: &dyn Fn(usize) -> bool) -> usize {
    let (mut low, mut leap) = (from, 1);
    while low + leap <= count && before(low + leap - 1) {
        low += leap;
        leap *= 2;
    }
    bisect(low, count.min(low + leap), before)
}
