//! How much of a row can be told apart: what is too narrow is drawn together with its neighbours.
//!
//! The things of a row stand in order, so what falls into a stretch of the picture is found by
//! bisection, and how many there are is a difference of two places: a view costs as much as it
//! shows, not as much as the run is long. Stretches are counted from the beginning of the run and
//! not from the window's, so that moving the window changes no drawing. At which position each of
//! them ends is asked once for all rows; a row then only compares positions (`view/search.rs`).

use super::search::{bisect, gallop};
use crate::axis::Scale;
use crate::{Reach, Timeline};
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

    /// Where a position's column begins, or ends, px from the window's left end.
    #[inline(never)]
    pub(super) fn x(&self, position: usize, ends: Ends) -> f64 {
        self.x_at(self.number(position), position, ends)
    }

    fn x_at(&self, number: usize, position: usize, ends: Ends) -> f64 {
        let left = self.timeline.left_at(number, position);
        self.scale.x(if ends == Ends::After { left.later(1.0) } else { left })
    }

    /// The how-manieth instant a position is at.
    fn number(&self, position: usize) -> usize {
        let instants = self.timeline.instants();
        let lately = self.lately.get();
        let is_at = |number: &usize| {
            let begins = |number: usize| instants.get(number).map_or(usize::MAX, |at| at.0);
            begins(*number) <= position && position < begins(*number + 1)
        };
        let near = (lately.saturating_sub(1)..lately + 3).find(is_at);
        let number = near.unwrap_or_else(|| self.timeline.number(position));
        self.lately.set(number);
        number
    }

    /// The first position whose column begins (or ends) at an x or after it.
    fn first(&self, x: f64, ends: Ends) -> Found {
        let instants = self.timeline.instants();
        let at = |number: usize, position: usize| self.x_at(number, position, ends);
        let next = bisect(0, instants.len(), &|number| at(number, instants[number].0) < x);
        let Some(number) = next.checked_sub(1) else {
            return Found { position: instants[0].0, number: 0 };
        };
        let after = instants.get(next).map_or(self.timeline.steps() + 1, |(next, _)| *next);
        let position = bisect(instants[number].0 + 1, after, &|position| at(number, position) < x);
        Found { position, number }
    }

    /// How many events of a trace happen before a position.
    fn events_before(&self, which: usize, position: usize) -> usize {
        position.checked_sub(1).map_or(0, |before| self.timeline.cursor(before, which))
    }

    /// The runs of `count` things of a trace to be drawn: each alone, or several as one. `reach`
    /// says from which event to which a thing goes; things are in order and do not overlap.
    #[inline(never)]
    pub(super) fn runs(
        &self,
        which: usize,
        count: usize,
        ends: Ends,
        reach: &dyn Fn(usize) -> Reach,
    ) -> Vec<Run> {
        let mut runs = Vec::new();
        if count == 0 {
            return runs;
        }
        let left = |place: usize| self.x(self.timeline.from(which, reach(place)), Ends::At);
        let right = |place: usize| self.x(self.timeline.to(which, reach(place)), ends);
        let begun = |event: usize| move |place: usize| reach(place).from_event() < event;
        let seen = self.events_before(which, self.first(self.from, ends).position);
        let mut next = bisect(0, count, &|place| reach(place).ends_before(seen));
        // The first stretch is drawn whole, wherever the window cuts it.
        if next < count {
            let begin = self.first(self.begin(left(next)), Ends::At).position;
            next = bisect(0, next, &begun(self.events_before(which, begin)));
        }
        let mut guess = 1;
        while next < count {
            let first = next;
            let begins = left(first);
            if begins > self.to {
                break;
            }
            let mut far = right(first);
            next += 1;
            if far - begins < self.least {
                let stretch = self.end(begins);
                let after = self.events_before(which, stretch.position);
                next = gallop(next, count, guess, &begun(after));
                guess = next - first;
                self.lately.set(stretch.number);
                far = right(next - 1);
                if guess > 1 && far - left(next - 1) >= self.least {
                    next -= 1;
                    far = right(next - 1);
                }
            }
            runs.push(Run { places: first..next, left: begins, right: far });
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

#[cfg(test)]
mod tests {
    use super::{Ends, Sight};
    use crate::{Axis, AxisKind, Look, Reach, Timeline};
    use std::cell::Cell;
    use trace::{EventKind, Instant, LaneKind, Outcome, Recipe, TraceBuilder};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// How many runs there are in a row of so many things, closer by a factor, and how often the
    /// scene was looked at for them.
    fn looks(things: usize, axis: AxisKind, factor: f64) -> (usize, usize) {
        let mut builder = TraceBuilder::new(Recipe::of("test"));
        let lane = builder.lane(LaneKind::Thread, "main");
        for thing in 0..things {
            // Of uneven lengths, so that no guess is right.
            let at = thing as u64 * 1_000;
            builder.push(Instant(at), lane, None, EventKind::WorkStarted);
            let end = Instant(at + thing as u64 * 7_919 % 900);
            builder.push(end, lane, None, EventKind::WorkEnded);
        }
        let trace = builder.finish(Instant(things as u64 * 1_000), Outcome::Completed);
        let timeline = Timeline::new(&[&trace]);
        let look = Look { axis, width: 1400.0, ..Look::default() };
        let axis = Axis::new(&timeline, &look);
        let window = axis.zoom(axis.all(), 300.0, factor);
        let (scale, _) = axis.settle(window);
        let mut sight = Sight::new(&timeline, scale, (-14.0, 1300.0), axis.all().from);
        sight.tell_apart(3.0);
        let count = Cell::new(0);
        let reach = |thing: usize| {
            count.set(count.get() + 1);
            let mut reach = Reach::open(thing * 2);
            reach.close(thing * 2 + 1);
            reach
        };
        (sight.runs(0, things, Ends::After, &reach).len(), count.get())
    }

    #[test]
    fn a_view_looks_no_more_often_at_a_long_run_than_at_a_short_one() {
        for axis in [AxisKind::Story, AxisKind::Time] {
            for factor in [1.0, 10.0, 1e3] {
                let (few, short) = looks(5_000, axis, factor);
                let (many, long) = looks(500_000, axis, factor);
                assert!(many <= 500 && few <= 500, "{few} {many}");
                assert!(short <= 24 * few + 64, "{short} looks for {few}, {axis:?} {factor}");
                assert!(long <= 24 * many + 64, "{long} looks for {many}, {axis:?} {factor}");
            }
        }
    }
}
