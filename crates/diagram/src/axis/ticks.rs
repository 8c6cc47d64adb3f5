//! The ruler: ticks whose labels leave room for one another, and the breaks of the story axis.
//!
//! It asks for the next tick after a label's end, so it costs as much as the ruler is wide, however
//! much happens beneath it.

use super::{Axis, AxisKind, RULER_CHAR_PX, Scale};
use crate::words::between;
use crate::{Break, Tick};
use trace::Instant;

impl Axis<'_> {
    /// The ticks between two x, px from the left end, moved by `start`.
    pub(crate) fn ticks(&self, scale: &Scale, start: f64, from_x: f64, to_x: f64) -> Vec<Tick> {
        match self.kind {
            AxisKind::Story => self.firsts(scale, start, from_x, to_x),
            AxisKind::Time => self.regular(scale, start, from_x, to_x),
        }
    }

    /// A tick where an instant begins.
    fn firsts(&self, scale: &Scale, start: f64, from_x: f64, to_x: f64) -> Vec<Tick> {
        let instants = self.timeline.instants();
        let mut ticks = Vec::new();
        let mut next = self.instant_from(scale, from_x);
        // Nothing may stand at position 0: then its column has no width.
        while let Some((position, at)) = instants.get(next) {
            let begins = self.timeline.left((*position).max(usize::from(self.first == 0.0)));
            let x = scale.x(begins);
            if x > to_x {
                break;
            }
            let label = at.words();
            let free = x + width(&label);
            ticks.push(Tick { x: start + x, label, at: *at });
            next = self.instant_from(scale, free).max(next + 1);
        }
        ticks
    }

    /// The first instant that begins at an x or after it.
    fn instant_from(&self, scale: &Scale, x: f64) -> usize {
        let first = usize::from(self.first == 0.0);
        let begins = |position: usize| scale.x(self.timeline.left(position.max(first)));
        self.timeline.instants().partition_point(|(position, _)| begins(*position) < x)
    }

    /// Ticks at round instants.
    fn regular(&self, scale: &Scale, start: f64, from_x: f64, to_x: f64) -> Vec<Tick> {
        let every = nice_step((90.0 / scale.ns.max(1e-18)) as u64);
        let (from, to) = (self.instant_at(scale, from_x), self.instant_at(scale, to_x));
        let mut ticks = Vec::new();
        let mut free = f64::MIN;
        let mut next = Some(from.div_ceil(every).saturating_mul(every));
        // At most one for each 90 px; more only if the scale is absurd.
        for _ in 0..1_000 {
            let Some(at) = next.filter(|at| *at <= to) else { break };
            let x = self.x_of(scale, at);
            if x >= free && x >= from_x && x <= to_x {
                let label = Instant(at).words();
                free = x + width(&label);
                ticks.push(Tick { x: start + x, label, at: Instant(at) });
            }
            next = at.checked_add(every);
        }
        ticks
    }

    /// Where an instant begins.
    fn x_of(&self, scale: &Scale, at: u64) -> f64 {
        let instants = self.timeline.instants();
        let after = instants.partition_point(|(_, other)| other.0 < at);
        let exact = instants.get(after).filter(|(_, other)| other.0 == at);
        match (exact, after.checked_sub(1)) {
            (Some((position, _)), _) => scale.x(self.timeline.left(*position)),
            (None, None) => scale.x(self.timeline.left(0)),
            (None, Some(before)) => {
                let last = instants.get(after).map_or(self.timeline.steps(), |next| next.0 - 1);
                scale.x(self.timeline.right(last)) + scale.ns * (at - instants[before].1.0) as f64
            }
        }
    }

    /// The instant at an x.
    fn instant_at(&self, scale: &Scale, x: f64) -> u64 {
        let (_, _, time) = self.timeline.place(self.at(scale, x)).since(&self.timeline.left(0));
        time.max(0.0) as u64
    }

    /// What a wait's label says, for the waits between two x, if there is room for it.
    pub(crate) fn breaks(&self, scale: &Scale, start: f64, from_x: f64, to_x: f64) -> Vec<Break> {
        // Narrower ones are too many to be drawn, and too narrow to be seen.
        if self.kind == AxisKind::Time || scale.wait < 4.0 {
            return Vec::new();
        }
        let instants = self.timeline.instants();
        let first = self.instant_from(scale, from_x).max(1);
        let visible = (first..instants.len()).map(|number| {
            let (position, at) = instants[number];
            let x = scale.x(self.timeline.left(position)) - scale.wait;
            let label = between(instants[number - 1].1, at);
            let fits = label.chars().count() as f64 * RULER_CHAR_PX <= scale.wait;
            let label = if fits { label } else { String::new() };
            Break { x: start + x, width: scale.wait, label, after: position - 1 }
        });
        visible.take_while(|wait| wait.x <= start + to_x).collect()
    }
}

/// The room that a label takes.
fn width(label: &str) -> f64 {
    (label.chars().count() as f64 + 1.5) * RULER_CHAR_PX
}

/// The next larger of 1, 2 or 5 times a power of ten, in nanoseconds.
fn nice_step(at_least: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        for step in [1, 2, 5].map(|n| power.saturating_mul(n)) {
            if step >= at_least || step > u64::MAX / 10 {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}
