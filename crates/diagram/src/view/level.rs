//! How much of a row can be told apart: what is too narrow is drawn together with its neighbours.
//!
//! The things of a row stand in order, so what falls into a stretch of the picture is found by
//! bisection, and how many there are is a difference of two places: a view costs as much as it
//! shows, not as much as the run is long. Stretches are counted from the beginning of the run and
//! not from the window's, so that moving the window changes no drawing. At which position each of
//! them ends is asked once for all rows; a row then only compares positions (`view/search.rs`).

use super::search::{bisect, gallop};
use crate::Timeline;
use crate::axis::Scale;
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// The part of the picture in which things are drawn.
pub(super) struct Sight<'a> {
    timeline: &'a Timeline,
    scale: Scale,
    /// From where to where, px.
    pub(super) from: f64,
    pub(super) to: f64,
    /// Where the run begins, px: perhaps far out of sight.
    origin: f64,
    /// What is narrower is drawn together with what begins in the same stretch of this width, px.
    pub(super) least: f64,
    /// Per stretch in sight, where it ends, as far as somebody has asked.
    stretches: RefCell<Vec<Option<Found>>>,
    /// The instant of the position that was looked at last: the next one is probably near.
    lately: Cell<usize>,
}

/// A position, and the how-manieth instant it is at.
#[derive(Clone, Copy)]
struct Found {
    position: usize,
    number: usize,
}

/// Where a thing ends that reaches to a position: after its step, or where that begins.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Ends {
    After,
    At,
}

/// One thing, or several that are drawn as one: their places, and from where to where they go, px.
pub(super) struct Run {
    pub(super) places: Range<usize>,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl<'a> Sight<'a> {
    pub(super) fn new(timeline: &'a Timeline, scale: Scale, ends: (f64, f64), first: f64) -> Self {
        let origin = scale.x(timeline.place(first));
        let (lately, stretches) = (Cell::new(0), RefCell::default());
        let (from, to) = ends;
        Sight { timeline, scale, from, to, origin, least: 1.0, stretches, lately }
    }

    /// Draws more, or less, together.
    pub(super) fn tell_apart(&mut self, least: f64) {
        self.least = least;
        self.stretches.borrow_mut().clear();
    }

    /// Where a position's column begins, px from the window's left end.
    pub(super) fn left(&self, position: usize) -> f64 {
        self.scale.x(self.timeline.left_at(self.number(position), position))
    }

    /// Where it ends.
    pub(super) fn right(&self, position: usize) -> f64 {
        self.scale.x(self.timeline.left_at(self.number(position), position).later(1.0))
    }

    /// The how-manieth instant a position is at.
    fn number(&self, position: usize) -> usize {
        let instants = self.timeline.instants();
        let mut number = self.lately.get();
        for _ in 0..4 {
            let after = instants.get(number + 1).map_or(usize::MAX, |(next, _)| *next);
            let before = instants[number].0 > position;
            if !before && position < after {
                self.lately.set(number);
                return number;
            }
            number = if before { number - 1 } else { number + 1 };
        }
        let number = self.timeline.number(position);
        self.lately.set(number);
        number
    }

    /// The first position whose column begins (or ends) at an x or after it.
    fn first(&self, x: f64, ends: Ends) -> Found {
        let instants = self.timeline.instants();
        let at = |number: usize, position: usize| {
            let left = self.timeline.left_at(number, position);
            self.scale.x(if ends == Ends::After { left.later(1.0) } else { left })
        };
        let next = bisect(0, instants.len(), &|number| at(number, instants[number].0) < x);
        let Some(number) = next.checked_sub(1) else {
            return Found { position: instants[0].0, number: 0 };
        };
        let after = instants.get(next).map_or(self.timeline.steps() + 1, |(next, _)| *next);
        let position = bisect(instants[number].0 + 1, after, &|position| at(number, position) < x);
        Found { position, number }
    }

    /// The runs of `count` things to be drawn: each alone, or several as one. `at` says from which
    /// position to which a thing goes; things are in order and do not overlap.
    #[inline(never)]
    pub(super) fn runs(
        &self,
        count: usize,
        ends: Ends,
        at: &dyn Fn(usize) -> (usize, usize),
    ) -> Vec<Run> {
        let right = |position: usize| match ends {
            Ends::After => self.right(position),
            Ends::At => self.left(position),
        };
        let mut runs = Vec::new();
        if count == 0 {
            return runs;
        }
        let seen = self.first(self.from, ends).position;
        let mut next = bisect(0, count, &|place| at(place).1 < seen);
        // The first stretch is drawn whole, wherever the window cuts it.
        if next < count {
            let begin = self.first(self.begin(self.left(at(next).0)), Ends::At).position;
            next = bisect(0, next, &|place| at(place).0 < begin);
        }
        let mut guess = 1;
        while next < count {
            let (from, to) = at(next);
            let left = self.left(from);
            if left > self.to {
                break;
            }
            let (first, mut end) = (next, right(to));
            next += 1;
            if end - left < self.least {
                let stretch = self.end(left);
                next = gallop(next, count, guess, &|place| at(place).0 < stretch.position);
                guess = next - first;
                self.lately.set(stretch.number);
                let last = at(next - 1);
                end = right(last.1);
                if next - first > 1 && end - self.left(last.0) >= self.least {
                    next -= 1;
                    end = right(at(next - 1).1);
                }
            }
            runs.push(Run { places: first..next, left, right: end });
        }
        runs
    }

    /// Where the stretch begins that holds an x.
    fn begin(&self, x: f64) -> f64 {
        self.origin + ((x - self.origin) / self.least).floor() * self.least
    }

    /// The first position behind the stretch that holds an x.
    fn end(&self, x: f64) -> Found {
        let end = self.begin(x) + self.least;
        let nth = ((end - self.from) / self.least).floor();
        let count = ((self.to - self.from) / self.least) as usize + 2;
        if nth < 0.0 || nth as usize >= count {
            return self.first(end, Ends::At);
        }
        let mut stretches = self.stretches.borrow_mut();
        stretches.resize(count, None);
        *stretches[nth as usize].get_or_insert_with(|| self.first(end, Ends::At))
    }
}
