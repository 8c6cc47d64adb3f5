//! Where each step stands from left to right: the two axes over one layout.
//!
//! *Story*: every step gets a column of equal width, and a stretch in which nothing happens is a
//! compressed break with its duration on it. *Time*: true to scale, each step a sliver of a column
//! so that what happens at one instant keeps its order. Both are a list of columns, so nothing else
//! asks which axis is in use.

use crate::words::between;
use crate::{Break, Tick, Timeline};
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
    /// The width wanted, px; a view on the story axis grows so that columns keep `min_column`.
    pub width: f64,
    /// The height of a row, px.
    pub row: f64,
    /// The least width of a column on the story axis, px.
    pub min_column: f64,
}

impl Default for Look {
    fn default() -> Look {
        Look { axis: AxisKind::Story, width: 1000.0, row: 26.0, min_column: 16.0 }
    }
}

/// Where each position's column begins and ends, px from the left.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Columns {
    /// Per position; that of position 0 has a width only if something stands there already. Of a
    /// long run, per edge of a bucket.
    pub(crate) left: Vec<f64>,
    pub(crate) right: Vec<f64>,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) breaks: Vec<Break>,
    /// The positions of the edges, if each column stands for many.
    pub(crate) edges: Vec<usize>,
}

impl Columns {
    pub(crate) fn left(&self, position: usize) -> f64 {
        if self.edges.is_empty() { self.left[position] } else { self.right(position.max(1) - 1) }
    }

    pub(crate) fn right(&self, position: usize) -> f64 {
        between_edges(&self.edges, &self.right, position)
    }
}

/// Where a position stands: in a column of its own, or somewhere between two edges.
pub(crate) fn between_edges(edges: &[usize], x: &[f64], position: usize) -> f64 {
    if edges.is_empty() {
        return x.get(position).or(x.last()).copied().unwrap_or_default();
    }
    // Where several edges share a position, nothing happens between them: the last one counts.
    let after = edges.partition_point(|edge| *edge <= position);
    let Some(before) = after.checked_sub(1) else { return x[0] };
    let Some(next) = edges.get(after) else { return x[before] };
    let share = (position - edges[before]) as f64 / (next - edges[before]) as f64;
    x[before] + (x[after] - x[before]) * share
}

/// A column of the story axis grows no wider than this, px: wider looks empty.
const MAX_COLUMN: f64 = 64.0;
/// A step's sliver on the time axis, px: a box spans at least two, so it is at least 3 px wide.
const SLIVER: f64 = 1.5;
/// The width of a character in the ruler, px.
const RULER_CHAR_PX: f64 = 6.4;

pub(crate) fn columns(timeline: &Timeline, look: &Look, start: f64, room: f64) -> Columns {
    match look.axis {
        AxisKind::Story => story(timeline, look, start, room),
        AxisKind::Time => time(timeline, start, room),
    }
}

fn story(timeline: &Timeline, look: &Look, start: f64, room: f64) -> Columns {
    let steps = timeline.steps();
    let mut breaks: Vec<Break> = (1..=steps)
        .filter(|position| timeline.at(*position) > timeline.at(position - 1))
        .map(|position| {
            let label = between(timeline.at(position - 1), timeline.at(position));
            let width = (label.chars().count() as f64 * RULER_CHAR_PX + 18.0).max(40.0);
            Break { x: 0.0, width, label, after: position - 1 }
        })
        .collect();
    let waiting: f64 = breaks.iter().map(|wait| wait.width).sum();
    let least = look.min_column.max(1.0);
    let stage = usize::from(timeline.has_stage());
    let width =
        ((room - waiting) / (steps + stage).max(1) as f64).clamp(least, least.max(MAX_COLUMN));
    let mut x = start + stage as f64 * width;
    let (mut left, mut right) = (vec![start], vec![x]);
    let mut next = breaks.iter_mut().peekable();
    for position in 1..=steps {
        if let Some(wait) = next.next_if(|wait| wait.after + 1 == position) {
            wait.x = x;
            x += wait.width;
        }
        left.push(x);
        x += width;
        right.push(x);
    }
    let first = 1 - stage;
    let firsts = (first..=steps)
        .filter(|at| *at == first || timeline.at(*at) > timeline.at(at - 1))
        .map(|position| (left[position], timeline.at(position)));
    let ticks = thinned(firsts);
    Columns { left, right, ticks, breaks, edges: vec![] }
}

fn time(timeline: &Timeline, start: f64, room: f64) -> Columns {
    let steps = timeline.steps();
    let end = timeline.at(steps).0;
    let sliver = SLIVER.min(room / (2.0 * steps.max(1) as f64));
    let last = (1..=steps).rev().take_while(|position| timeline.at(*position).0 == end).count();
    let scale = (room - last as f64 * sliver).max(1.0);
    let place = |at: u64| start + if end == 0 { 0.0 } else { at as f64 / end as f64 * scale };
    let stage = if timeline.has_stage() { sliver } else { 0.0 };
    let (mut left, mut right) = (vec![start], vec![start + stage]);
    for position in 1..=steps {
        // Never left of the step before, whatever the scale.
        let x = place(timeline.at(position).0).max(right[position - 1]);
        left.push(x);
        right.push(x + sliver);
    }
    let ticks = match end {
        0 => thinned((0..steps.min(1)).map(|_| (start, Instant::START))),
        _ => regular(end, scale, &place),
    };
    Columns { left, right, ticks, breaks: vec![], edges: vec![] }
}

/// The columns of a long run: so many of equal width, each for many steps.
///
/// *Story*: as many steps in each. *Time*: as much time in each; what happens at one instant then
/// shares a column.
pub(crate) fn buckets(timeline: &Timeline, look: &Look, start: f64, room: f64) -> Columns {
    let (steps, end) = (timeline.steps(), timeline.at(timeline.steps()).0);
    let share = |of: u64, number: u64| (of as u128 * number as u128 / BUCKETS as u128) as u64;
    let reached = |at: u64| timeline.instants().partition_point(|(_, other)| other.0 < at);
    let edges = (0..=BUCKETS).map(|number| match (look.axis, number) {
        (_, BUCKETS) => steps,
        (AxisKind::Story, _) => share(steps as u64, number) as usize,
        (AxisKind::Time, _) => {
            let next = timeline.instants().get(reached(share(end, number)));
            next.map_or(steps, |(position, _)| position.saturating_sub(1))
        }
    });
    let edges: Vec<usize> = edges.collect();
    let place = |number: u64| start + room * number as f64 / BUCKETS as f64;
    let right: Vec<f64> = (0..=BUCKETS).map(place).collect();
    let ticks = match look.axis {
        AxisKind::Story => {
            let few = timeline.instants().len() <= BUCKETS as usize;
            let instants = timeline.instants().iter().map(|(from, _)| *from);
            let places = if few { instants.collect() } else { edges.clone() };
            let x = |position: &usize| between_edges(&edges, &right, *position);
            thinned(places.iter().map(|position| (x(position), timeline.at(*position))))
        }
        AxisKind::Time if end == 0 => thinned([(start, Instant::START)].into_iter()),
        AxisKind::Time => regular(end, room, &|at| start + room * (at as f64 / end as f64)),
    };
    Columns { left: vec![], right, ticks, breaks: vec![], edges }
}

/// How many columns a long run has.
const BUCKETS: u64 = 240;

/// Ticks at round instants.
fn regular(end: u64, scale: f64, place: &dyn Fn(u64) -> f64) -> Vec<Tick> {
    let every = nice_step((end as f64 / scale * 90.0) as u64);
    thinned((0..=end / every).map(|n| (place(n * every), Instant(n * every))))
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

/// Ticks whose labels leave room for one another.
fn thinned(wanted: impl Iterator<Item = (f64, Instant)>) -> Vec<Tick> {
    let mut free = f64::MIN;
    let mut ticks = Vec::new();
    for (x, at) in wanted {
        if x >= free {
            let label = at.words();
            free = x + (label.chars().count() as f64 + 1.5) * RULER_CHAR_PX;
            ticks.push(Tick { x, label, at });
        }
    }
    ticks
}
