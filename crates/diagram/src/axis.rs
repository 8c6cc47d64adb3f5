//! Where each step stands from left to right: two axes, and a window on either.
//!
//! *Story*: every step gets a column of equal width, and a stretch in which nothing happens is a
//! compressed break with its duration on it. *Time*: true to scale, each step a sliver, so that
//! what happens at one instant keeps its order. Both are one sum with different weights: so many
//! steps, so many waits, so many nanoseconds. So a step's place costs the same in a lesson and in a
//! run of a million events, and so does the way back from a place to its step. See `docs/adr/0020`.

mod place;
mod scale;
mod ticks;

use crate::words::grouped;
use crate::{Timeline, Window};
pub(crate) use place::Place;
pub(crate) use scale::Scale;
use trace::Instant;

/// Which axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AxisKind {
    /// Every step a column of equal width; waits compressed and marked as such.
    #[default]
    Story,
    /// True to scale, in virtual nanoseconds.
    Time,
}

/// How a view shall look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Which axis.
    pub axis: AxisKind,
    /// The width wanted, px.
    pub width: f64,
    /// The height of a row, px.
    pub row: f64,
    /// The height of the ruler at the top, px.
    pub ruler: f64,
    /// The least width of a column on the story axis before anybody zooms, px.
    pub min_column: f64,
    /// What part of the run is shown. None means all of it; on the story axis the view then grows
    /// beyond the width wanted, so that columns keep `min_column`.
    pub window: Option<Window>,
}

impl Default for Look {
    fn default() -> Look {
        let (axis, window) = (AxisKind::Story, None);
        Look { axis, width: 1000.0, row: 26.0, ruler: 40.0, min_column: 16.0, window }
    }
}

/// The width of a picture that stands by itself: a slide's, less its margins, px.
const BY_ITSELF_PX: f64 = 1200.0;

impl Look {
    /// The look of a whole run as a picture by itself, in a file or on a slide.
    pub fn by_itself(axis: AxisKind) -> Look {
        Look { axis, width: BY_ITSELF_PX, ..Look::default() }
    }
}

/// An axis of a width, on which a window can be moved.
#[derive(Clone, Copy, Debug)]
pub struct Axis<'a> {
    timeline: &'a Timeline,
    kind: AxisKind,
    /// The width of the window, px.
    pub(crate) room: f64,
    /// The first place; a column stands before position 0 if something stands there already.
    first: f64,
    /// Waits, and nanoseconds, from beginning to end.
    waits: f64,
    time: f64,
    /// The width of a wait's label, px.
    wait_px: f64,
    /// The main weight at which the whole run fills the room, that with which it is shown at first,
    /// and the largest.
    fit: f64,
    natural: f64,
    largest: f64,
}

/// The width of the gutter, in which the lanes' labels stand, px.
pub(crate) fn gutter(look: &Look) -> f64 {
    if look.width < 560.0 { 104.0 } else { 150.0 }
}

/// Between the gutter and the window, and to the right of it, px.
pub(crate) const MARGIN: f64 = 14.0;
pub(crate) const END: f64 = 36.0;
/// The narrowest window, and the widest view, px.
const MIN_ROOM: f64 = 60.0;
const MAX_WIDTH: f64 = 1e6;
/// A run of more pages than this is shown as a whole at first.
const MOST_PAGES: f64 = 20.0;
/// A picture of a whole run that would become wider than this is squeezed, px.
const MAX_UNROLLED: f64 = 200_000.0;

/// A column of the story axis is no wider than this at first, px: wider looks empty.
const MAX_COLUMN: f64 = 64.0;
/// The narrowest label of a wait, px.
const MIN_WAIT: f64 = 40.0;
/// A step's sliver on the time axis, px: a box spans at least two, so it is at least 3 px wide.
const SLIVER: f64 = 1.5;
/// The widest it becomes when somebody looks closer, px.
const WIDE_SLIVER: f64 = 24.0;
/// The most px that a nanosecond takes.
const NANOSECOND: f64 = 50.0;
/// So much wider than what is looked at is the window around it.
const MARGINS: f64 = 1.25;
/// The width of a character in the ruler, px.
pub(crate) const RULER_CHAR_PX: f64 = 6.4;

impl<'a> Axis<'a> {
    /// The axis of a look.
    pub fn new(timeline: &'a Timeline, look: &Look) -> Axis<'a> {
        // No renderer takes more than this.
        let width = if look.width.is_finite() { look.width.min(MAX_WIDTH) } else { 0.0 };
        let least = if timeline.steps() == 0 { 1.0 } else { MIN_ROOM };
        let room = (width - Axis::start(look) - END).max(least);
        let steps = timeline.steps();
        let first = if timeline.has_stage() { -1.0 } else { 0.0 };
        let time = timeline.at(steps).0 as f64;
        // If no time passes there is nothing to be true to.
        let kind = if time > 0.0 { look.axis } else { AxisKind::Story };
        let waits = (timeline.instants().len() - 1) as f64;
        let wait_px = wait_px(timeline);
        let axis = Axis {
            timeline,
            kind,
            room,
            first,
            waits,
            time,
            wait_px,
            fit: 1.0,
            natural: 1.0,
            largest: 1.0,
        };
        let (fit, count) = (axis.filling(axis.all()), axis.steps());
        match kind {
            AxisKind::Time => Axis { fit, natural: fit, largest: NANOSECOND.max(fit), ..axis },
            AxisKind::Story => {
                let least = look.min_column.max(0.1);
                let free = (room - waits * wait_px) / count;
                let natural = free.clamp(least, least.max(MAX_COLUMN));
                let fit = fit.min(least.max(MAX_COLUMN));
                Axis { fit, natural, largest: room.max(natural), ..axis }
            }
        }
    }

    /// How far from the left edge of a view its window begins, px.
    pub fn start(look: &Look) -> f64 {
        gutter(look) + MARGIN
    }

    /// Columns in all; never none.
    fn steps(&self) -> f64 {
        (self.timeline.steps() as f64 - self.first).max(1.0)
    }

    /// The weights of steps, waits and nanoseconds, px, given the main one of them. The others
    /// follow from it alone, so that moving the window changes no distances.
    fn weights(&self, main: f64) -> (f64, f64, f64) {
        match self.kind {
            // All waits together take no more room than all steps.
            AxisKind::Story => {
                (main, self.wait_px.min(main * self.steps() / self.waits.max(1.0)), 0.0)
            }
            // All slivers together take no more room than time does, and whoever looks closer sees
            // them grow, more slowly than time.
            AxisKind::Time => {
                let sliver = main * self.time / self.steps();
                let at_fit = (self.room / self.steps() - SLIVER).max(SLIVER);
                let wide = SLIVER * (sliver / at_fit).max(1.0).sqrt();
                (sliver.min(wide).min(WIDE_SLIVER), 0.0, main)
            }
        }
    }

    /// The main weight with which a window fills the room.
    fn filling(&self, window: Window) -> f64 {
        let (from, to) = (self.timeline.place(window.from), self.timeline.place(window.to));
        let (mut low, mut high) = (1e-22_f64, 1e9_f64);
        // Between the two, in powers; the width grows with the weight.
        for _ in 0..110 {
            let middle = (low * high).sqrt();
            if self.scale(middle, from).x(to) < self.room { low = middle } else { high = middle }
        }
        high
    }

    fn scale(&self, main: f64, left: Place) -> Scale {
        let (step, wait, ns) = self.weights(main);
        Scale { step, wait, ns, left }
    }

    /// The scale of a window, as far as there is one; and the window that it shows.
    pub(crate) fn settle(&self, window: Window) -> (Scale, Window) {
        let all = self.all();
        let from = if window.from.is_finite() { window.from } else { all.from };
        let to = if window.to.is_finite() { window.to } else { all.to };
        let (from, to) = (from.min(to).max(all.from), from.max(to).min(all.to));
        let from = from.min(all.to);
        let main = self.filling(Window { from, to: to.max(from) });
        self.from(main, from)
    }

    /// The window that begins at a place, with these weights; not beyond the ends of the run.
    fn from(&self, main: f64, from: f64) -> (Scale, Window) {
        let main = main.clamp(self.fit.min(self.natural), self.largest);
        let all = self.all();
        let whole = self.scale(main, self.timeline.place(all.from));
        let last = self.at(&whole, whole.x(self.timeline.place(all.to)) - self.room);
        let from = from.min(last).max(all.from);
        let scale = self.scale(main, self.timeline.place(from));
        let to = self.at(&scale, self.room).min(all.to);
        (scale, Window { from, to })
    }

    /// The whole run.
    pub fn all(&self) -> Window {
        Window { from: self.first, to: self.timeline.steps() as f64 }
    }

    /// What is shown before anybody zooms: all of the run if its columns are wide enough to be read
    /// then (or if it is so long that nobody would turn its pages), else the page of it that holds
    /// `position`. It depends on nothing else, so that whoever steps back sees what they saw
    /// before.
    pub fn natural(&self, position: usize) -> Window {
        let (scale, window) = self.from(self.natural, self.first);
        let end = scale.x(self.timeline.right(self.timeline.steps()));
        if end > MOST_PAGES * self.room {
            return self.all();
        }
        let x = scale.x(self.timeline.right(position));
        let margin = self.margin();
        let page = ((x - margin) / (self.room - 2.0 * margin)).floor().max(0.0);
        if page == 0.0 {
            return window;
        }
        self.from(self.natural, self.at(&scale, page * (self.room - 2.0 * margin))).1
    }

    /// How near the cursor comes to an end of the window, px.
    fn margin(&self) -> f64 {
        (self.room / 6.0).min(96.0)
    }

    /// All of the run at its natural scale, however wide that is: the scale, and the width in px.
    pub(crate) fn unrolled(&self) -> (Scale, f64) {
        let scale = self.scale(self.natural, self.timeline.place(self.first));
        let width = scale.x(self.timeline.place(self.all().to));
        // As a picture a long run is no wider than wanted.
        if width <= MAX_UNROLLED {
            return (scale, width.max(1.0));
        }
        let (scale, _) = self.settle(self.all());
        (scale, self.room)
    }

    /// Zooms about a point, px from the left end, by a factor; above 1 means closer.
    pub fn zoom(&self, window: Window, about_px: f64, factor: f64) -> Window {
        let (scale, window) = self.settle(window);
        if !(factor.is_finite() && factor > 0.0 && about_px.is_finite()) {
            return window;
        }
        let about = self.at(&scale, about_px);
        let main = (self.filling(window) * factor).clamp(self.fit.min(self.natural), self.largest);
        let left = self.scale(main, self.timeline.place(about));
        self.from(main, self.at(&left, -about_px)).1
    }

    /// Moves the window by so many px; above 0 means towards the end.
    pub fn pan(&self, window: Window, by_px: f64) -> Window {
        let (scale, window) = self.settle(window);
        if !by_px.is_finite() {
            return window;
        }
        self.from(self.main(&scale), self.at(&scale, by_px)).1
    }

    /// A window with all between two positions, and a little more.
    pub fn around(&self, from: usize, to: usize) -> Window {
        // From where its first column begins, after the wait before it.
        let exact = Window { from: from.min(to) as f64 - 0.5, to: from.max(to) as f64 };
        self.zoom(exact, self.room / 2.0, 1.0 / MARGINS)
    }

    /// The window, moved so that its middle is at a share of the whole run, as it stands when all
    /// of it is shown.
    pub fn centre(&self, window: Window, share: f64) -> Window {
        let (scale, window) = self.settle(window);
        if !share.is_finite() {
            return window;
        }
        let middle = self.at(&self.settle(self.all()).0, share * self.room);
        let x = scale.x(self.timeline.place(middle));
        self.from(self.main(&scale), self.at(&scale, x - self.room / 2.0)).1
    }

    /// From which share of the whole run to which a window goes, as the run stands when all of it
    /// is shown.
    pub fn shares(&self, window: Window) -> (f64, f64) {
        let (whole, window) = (self.settle(self.all()).0, self.settle(window).1);
        let share = |place: f64| (whole.x(self.timeline.place(place)) / self.room).clamp(0.0, 1.0);
        (share(window.from), share(window.to))
    }

    /// The place at an x of a window, px from its left end.
    pub fn place_at(&self, window: Window, x: f64) -> f64 {
        self.at(&self.settle(window).0, x)
    }

    /// How long it is from one place to another, for people: `20 ms`, and how many steps.
    pub fn between(timeline: &Timeline, from: f64, to: f64) -> String {
        let (steps, _, time) = timeline.place(to).since(&timeline.place(from));
        let steps = steps.abs().round() as usize;
        let word = if steps == 1 { "step" } else { "steps" };
        format!("{}, {} {word}", Instant(time.abs().round() as u64).words(), grouped(steps))
    }

    /// Whether time goes from left to right to scale.
    pub fn is_true_to_scale(&self) -> bool {
        self.kind == AxisKind::Time
    }

    /// The width of the window, px.
    pub fn width(&self) -> f64 {
        self.room
    }

    /// The window, moved as far as is needed to show a position.
    pub fn follow(&self, window: Window, position: usize) -> Window {
        let (scale, window) = self.settle(window);
        let x = scale.x(self.timeline.place(position as f64));
        let margin = self.margin();
        if x < margin || x > self.room - margin {
            return self.from(self.main(&scale), self.at(&scale, x - self.room / 2.0)).1;
        }
        window
    }

    fn main(&self, scale: &Scale) -> f64 {
        if self.kind == AxisKind::Story { scale.step } else { scale.ns }
    }
}

/// The width of the longest label of a wait, px.
fn wait_px(timeline: &Timeline) -> f64 {
    (timeline.longest_wait() as f64 * RULER_CHAR_PX + 18.0).max(MIN_WAIT)
}
