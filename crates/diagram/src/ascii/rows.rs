//! The rows of a picture in characters: what is painted over what.

use crate::scene::{Piece, Row, Scene};
use crate::words::{call_label, shorten};
use crate::{EndsIn, MarkKind, ThreadKind, Timeline};
use std::collections::BTreeMap;
use std::fmt;
use trace::{CallId, LaneId, LaneKind, OpEnd, Trace};

/// How events become columns.
pub(super) struct Scale {
    /// Per position, its column before scaling.
    raw: Vec<usize>,
    /// Columns a character, or characters a column.
    down: usize,
    up: usize,
    /// Raw columns: whether the clock jumps there, or an event stands there.
    jumps: Vec<bool>,
    /// How many characters there are room for.
    room: usize,
}

impl Scale {
    pub(super) fn new(timeline: &Timeline, room: usize) -> Scale {
        let (mut raw, mut jumps) = (vec![0], Vec::new());
        for position in 1..=timeline.steps() {
            let jump = timeline.at(position) > timeline.at(position - 1);
            if jump {
                jumps.push(true);
            }
            raw.push(jumps.len());
            jumps.push(false);
        }
        let count = jumps.len().max(1);
        Scale { raw, down: count.div_ceil(room), up: (room / count).clamp(1, 3), jumps, room }
    }

    pub(super) fn width(&self) -> usize {
        self.jumps.len().div_ceil(self.down) * self.up
    }

    /// First and last character of a position.
    fn cells(&self, position: usize) -> (usize, usize) {
        let first = self.raw[position] / self.down * self.up;
        (first, first + self.up - 1)
    }

    /// A bar before each jump's end, and the instants, as far as they fit.
    pub(super) fn ruler(&self, timeline: &Timeline) -> Vec<char> {
        let mut cells = vec![' '; self.width()];
        let mut free = 0;
        for position in 1..=timeline.steps() {
            let jump = timeline.at(position) > timeline.at(position - 1);
            if !jump && position > 1 {
                continue;
            }
            let at = self.cells(position).0.saturating_sub(usize::from(jump));
            let bar = if jump { "|" } else { "" };
            let label: Vec<char> =
                format!("{bar}{}", timeline.at(position).words()).chars().collect();
            if at >= free && at + label.len() <= self.room {
                cells.resize(cells.len().max(at + label.len()), ' ');
                cells[at..at + label.len()].copy_from_slice(&label);
                free = at + label.len() + 1;
            }
        }
        cells
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.down, self.up) {
            (1, 1) => f.write_str("one column an event, | where the clock jumps"),
            (1, up) => write!(f, "{up} columns an event, | where the clock jumps"),
            (down, _) => write!(f, "scaled down: {down} events a column, | where the clock jumps"),
        }
    }
}

/// Labelled rows from top to bottom.
pub(super) struct Rows {
    pub(super) rows: Vec<(String, Vec<char>)>,
}

impl Rows {
    pub(super) fn of(trace: &Trace, scene: &Scene, scale: &Scale) -> Rows {
        let mut rows = Rows { rows: Vec::new() };
        for lane in &scene.lanes {
            match lane.kind {
                LaneKind::Reactor => rows.reactor(trace, scene, scale, lane.rows),
                _ => rows.lane(trace, scene, scale, lane.id),
            }
        }
        rows
    }

    fn lane(&mut self, trace: &Trace, scene: &Scene, scale: &Scale, lane: LaneId) {
        let strip = crate::scene::has_strip(trace.lane(lane).kind);
        let mut blank = Canvas::blank(scale);
        for line in scene.lines.iter().filter(|line| line.lane == lane && line.call.is_none()) {
            let queued = line.kind == ThreadKind::Queued;
            blank.stretch(line.reach.from, line.reach.to, if queued { ':' } else { '.' });
            if line.ends_in == EndsIn::Dropped {
                blank.put(line.reach.to, 'x');
            }
        }
        let polls =
            scene.pieces.iter().filter(|piece| piece.lane == lane && piece.row == Row::Strip);
        polls.for_each(|piece| blank.fill(piece.reach.from, piece.reach.to, '#'));
        for link in scene.links.iter().filter(|link| link.target == lane) {
            blank.put(link.reach.from, '^');
        }
        let dots = scene.dots.iter().filter(|dot| dot.lane == lane);
        dots.filter(|dot| dot.kind == MarkKind::Wake).for_each(|dot| blank.put(dot.position, '^'));
        let label = trace.name(trace.lane(lane).name);
        match trace.lane(lane).kind {
            LaneKind::Task(task) => {
                self.rows.push((format!("{label} (task {})", task.0), blank.cells));
            }
            _ if strip => self.rows.push(("JavaScript (turns)".to_owned(), blank.cells)),
            _ if label.is_empty() => self.rows.push((trace.thread_label(lane), blank.cells)),
            _ => self.rows.push((format!("{label} (thread)"), blank.cells)),
        }
        for (call, depth) in calls(scene, lane) {
            let label =
                format!("{:indent$}{}", "", call_label(trace, call), indent = 2 + 2 * depth);
            self.rows.push((label, Canvas::call(scene, scale, lane, call).cells));
        }
    }

    fn reactor(&mut self, trace: &Trace, scene: &Scene, scale: &Scale, rows: usize) {
        for row in 0..rows {
            let mut canvas = Canvas::blank(scale);
            for bar in scene.bars.iter().filter(|bar| bar.row == row) {
                canvas.fill(bar.reach.from, bar.reach.to, '=');
                let (first, last) = (scale.cells(bar.reach.from).0, scale.cells(bar.reach.to).1);
                canvas.cells[first] = '[';
                canvas.cells[last] = match bar.end {
                    Some(OpEnd::Done) | None => ']',
                    Some(OpEnd::Failed(_)) => '!',
                    Some(OpEnd::Cancelled) => 'x',
                };
                let room = last.saturating_sub(first + 1);
                let name = if room < 4 { String::new() } else { shorten(&bar.name, room) };
                for (cell, c) in canvas.cells[first + 1..].iter_mut().zip(name.chars()) {
                    *cell = c;
                }
            }
            let reactor = trace.lanes.iter().find(|lane| lane.kind == LaneKind::Reactor);
            let name = reactor.map_or("", |lane| trace.name(lane.name));
            let label = if row == 0 { name } else { "" };
            self.rows.push((label.to_owned(), canvas.cells));
        }
    }
}

/// The calls of a lane in order of appearance, with their depths.
fn calls(scene: &Scene, lane: LaneId) -> Vec<(CallId, usize)> {
    let mut found: BTreeMap<CallId, (usize, usize)> = BTreeMap::new();
    let pieces = scene.pieces.iter().filter(|piece| piece.lane == lane);
    let pieces = pieces.filter_map(|piece| Some((piece.call?, piece.reach.from, piece.row)));
    let lines = scene.lines.iter().filter(|line| line.lane == lane);
    let lines = lines.filter_map(|line| Some((line.call?, line.reach.from, line.row)));
    for (call, from, row) in pieces.chain(lines) {
        let Row::Depth(depth) = row else { continue };
        let first = found.entry(call).or_insert((from, depth));
        *first = (first.0.min(from), first.1.min(depth));
    }
    let mut calls: Vec<_> =
        found.into_iter().map(|(call, (from, depth))| (from, call, depth)).collect();
    calls.sort_unstable();
    calls.into_iter().map(|(_, call, depth)| (call, depth)).collect()
}

/// One row of characters.
struct Canvas<'a> {
    scale: &'a Scale,
    cells: Vec<char>,
}

impl<'a> Canvas<'a> {
    fn blank(scale: &'a Scale) -> Canvas<'a> {
        Canvas { scale, cells: vec![' '; scale.width()] }
    }

    fn call(scene: &Scene, scale: &'a Scale, lane: LaneId, call: CallId) -> Canvas<'a> {
        let mut canvas = Canvas::blank(scale);
        for line in scene.lines.iter().filter(|line| line.lane == lane && line.call == Some(call)) {
            let unstarted = line.kind == ThreadKind::NotStarted;
            canvas.stretch(line.reach.from, line.reach.to, if unstarted { '-' } else { '.' });
            if unstarted {
                canvas.put(line.reach.from, 'o');
            }
            if line.ends_in == EndsIn::Dropped {
                canvas.put(line.reach.to, 'x');
            }
        }
        let pieces: Vec<&Piece> = scene
            .pieces
            .iter()
            .filter(|piece| piece.lane == lane && piece.call == Some(call))
            .collect();
        for piece in &pieces {
            canvas.fill(piece.reach.from, piece.reach.to, '#');
            let within = |row: Row, from: usize| {
                row == piece.row && piece.reach.from <= from && from <= piece.reach.to
            };
            for (c, stretches) in [('_', &scene.blocked), ('%', &scene.work)] {
                for stretch in stretches.iter().filter(|stretch| stretch.lane == lane) {
                    if within(stretch.row, stretch.reach.from) {
                        canvas.fill(stretch.reach.from, stretch.reach.to, c);
                    }
                }
            }
            for dot in scene.dots.iter().filter(|dot| dot.lane == lane) {
                let c = match dot.kind {
                    MarkKind::Printed => '"',
                    MarkKind::Sent => '!',
                    MarkKind::Received => '?',
                    MarkKind::Wake => continue,
                };
                if within(dot.row, dot.position) {
                    canvas.put(dot.position, c);
                }
            }
        }
        canvas
    }

    fn fill(&mut self, from: usize, to: usize, c: char) {
        let (first, last) = (self.scale.cells(from).0, self.scale.cells(to).1);
        self.cells[first..=last].fill(c);
    }

    /// Like `fill`, up to where the second position begins.
    fn stretch(&mut self, from: usize, to: usize, c: char) {
        let (first, last) = (self.scale.cells(from).0, self.scale.cells(to).0);
        self.cells[first..last].fill(c);
    }

    fn put(&mut self, position: usize, c: char) {
        self.cells[self.scale.cells(position).0] = c;
    }
}
