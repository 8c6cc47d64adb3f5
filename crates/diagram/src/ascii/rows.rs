//! The rows of a picture in characters: what is painted over what.

use crate::scene::{Bar, Piece, Row, Scene, Spot, has_strip};
use crate::words::{bar_name, call_label, shorten};
use crate::{EndsIn, MarkKind, Reach, ThreadKind, Timeline};
use std::collections::BTreeMap;
use std::fmt;
use trace::{CallId, LaneId, LaneKind, OpEnd, Trace};

/// How events become columns.
pub(super) struct Scale<'a> {
    timeline: &'a Timeline,
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

impl Scale<'_> {
    pub(super) fn new(timeline: &Timeline, room: usize) -> Scale<'_> {
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
        let (down, up) = (count.div_ceil(room), (room / count).clamp(1, 3));
        Scale { timeline, raw, down, up, jumps, room }
    }

    pub(super) fn width(&self) -> usize {
        self.jumps.len().div_ceil(self.down) * self.up
    }

    /// The positions at which something begins and ends.
    fn ends(&self, reach: Reach) -> (usize, usize) {
        let to = reach.to_event().map_or(self.timeline.steps(), |event| self.position(event));
        (self.position(reach.from_event()), to)
    }

    fn position(&self, event: usize) -> usize {
        self.timeline.position(0, event)
    }

    /// First and last character of a position.
    fn cells(&self, position: usize) -> (usize, usize) {
        let first = self.raw[position] / self.down * self.up;
        (first, first + self.up - 1)
    }

    /// A bar before each jump's end, and the instants, as far as they fit.
    pub(super) fn ruler(&self) -> Vec<char> {
        let timeline = self.timeline;
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

impl fmt::Display for Scale<'_> {
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
    pub(super) fn of(trace: &Trace, scene: &Scene, scale: &Scale<'_>) -> Rows {
        let mut rows = Rows { rows: Vec::new() };
        for lane in &scene.lanes {
            match lane.kind {
                LaneKind::Reactor => rows.reactor(trace, scene, scale, lane.rows),
                _ => rows.lane(trace, scene, scale, lane.id),
            }
        }
        rows
    }

    fn lane(&mut self, trace: &Trace, scene: &Scene, scale: &Scale<'_>, lane: LaneId) {
        let strip = Spot::new(lane, Row::Strip);
        let mut blank = Canvas::blank(scale);
        for line in scene.lines.at(strip) {
            let queued = line.kind == ThreadKind::Queued;
            blank.stretch(line.reach, if queued { ':' } else { '.' });
            if line.ends_in == EndsIn::Dropped {
                blank.put(scale.ends(line.reach).1, 'x');
            }
        }
        scene.pieces.at(strip).iter().for_each(|piece| blank.fill(piece.reach, '#'));
        for link in scene.links.at(strip) {
            blank.put(scale.ends(link.reach).0, '^');
        }
        for dot in scene.dots.at(strip).iter().filter(|dot| dot.kind == MarkKind::Wake) {
            blank.put(scale.position(dot.event as usize), '^');
        }
        let label = trace.name(trace.lane(lane).name);
        match trace.lane(lane).kind {
            LaneKind::Task(task) => {
                self.rows.push((format!("{label} (task {})", task.0), blank.cells));
            }
            kind if has_strip(kind) => {
                self.rows.push(("JavaScript (turns)".to_owned(), blank.cells));
            }
            _ if label.is_empty() => self.rows.push((trace.thread_label(lane), blank.cells)),
            _ => self.rows.push((format!("{label} (thread)"), blank.cells)),
        }
        for (call, depth) in calls(scene, scale, lane) {
            let label =
                format!("{:indent$}{}", "", call_label(trace, call), indent = 2 + 2 * depth);
            self.rows.push((label, Canvas::call(scene, scale, lane, call).cells));
        }
    }

    fn reactor(&mut self, trace: &Trace, scene: &Scene, scale: &Scale<'_>, rows: usize) {
        for row in 0..rows {
            let mut canvas = Canvas::blank(scale);
            for bar in scene.bars.iter().filter(|bar| bar.row as usize == row) {
                canvas.bar(bar, &bar_name(trace, bar.op));
            }
            let reactor = trace.lanes.iter().find(|lane| lane.kind == LaneKind::Reactor);
            let name = reactor.map_or("", |lane| trace.name(lane.name));
            let label = if row == 0 { name } else { "" };
            self.rows.push((label.to_owned(), canvas.cells));
        }
    }
}

/// The calls of a lane in order of appearance, with their depths.
fn calls(scene: &Scene, scale: &Scale<'_>, lane: LaneId) -> Vec<(CallId, usize)> {
    let mut found: BTreeMap<CallId, (usize, usize)> = BTreeMap::new();
    let mut see = |call: Option<CallId>, reach: Reach, row: Row| {
        if let (Some(call), Row::Depth(depth)) = (call, row) {
            let from = scale.ends(reach).0;
            let first = found.entry(call).or_insert((from, depth));
            *first = (first.0.min(from), first.1.min(depth));
        }
    };
    for (spot, pieces) in scene.pieces.of_lane(lane) {
        pieces.iter().for_each(|piece| see(piece.call(), piece.reach, spot.row()));
    }
    for (spot, lines) in scene.lines.of_lane(lane) {
        lines.iter().for_each(|line| see(line.call(), line.reach, spot.row()));
    }
    let mut calls: Vec<_> =
        found.into_iter().map(|(call, (from, depth))| (from, call, depth)).collect();
    calls.sort_unstable();
    calls.into_iter().map(|(_, call, depth)| (call, depth)).collect()
}

/// One row of characters.
struct Canvas<'a> {
    scale: &'a Scale<'a>,
    cells: Vec<char>,
}

impl<'a> Canvas<'a> {
    fn blank(scale: &'a Scale<'a>) -> Canvas<'a> {
        Canvas { scale, cells: vec![' '; scale.width()] }
    }

    fn call(scene: &Scene, scale: &'a Scale<'a>, lane: LaneId, call: CallId) -> Canvas<'a> {
        let mut canvas = Canvas::blank(scale);
        let lines = scene.lines.of_lane(lane).flat_map(|(_, lines)| lines);
        for line in lines.filter(|line| line.call() == Some(call)) {
            let unstarted = line.kind == ThreadKind::NotStarted;
            canvas.stretch(line.reach, if unstarted { '-' } else { '.' });
            if unstarted {
                canvas.put(scale.ends(line.reach).0, 'o');
            }
            if line.ends_in == EndsIn::Dropped {
                canvas.put(scale.ends(line.reach).1, 'x');
            }
        }
        for (spot, pieces) in scene.pieces.of_lane(lane) {
            for piece in pieces.iter().filter(|piece| piece.call() == Some(call)) {
                canvas.piece(scene, spot, piece);
            }
        }
        canvas
    }

    /// A piece of a call, and what happens in it.
    fn piece(&mut self, scene: &Scene, spot: Spot, piece: &Piece) {
        self.fill(piece.reach, '#');
        let (from, to) = (piece.reach.from_event(), piece.reach.to_event());
        let within = |event: usize| from <= event && to.is_none_or(|to| event <= to);
        for (c, stretches) in [('_', &scene.blocked), ('%', &scene.work)] {
            for stretch in stretches.at(spot).iter().filter(|found| within(found.from_event())) {
                self.fill(*stretch, c);
            }
        }
        for dot in scene.dots.at(spot).iter().filter(|dot| within(dot.event as usize)) {
            let c = match dot.kind {
                MarkKind::Printed => '"',
                MarkKind::Sent => '!',
                MarkKind::Received => '?',
                MarkKind::Wake => continue,
            };
            self.put(self.scale.position(dot.event as usize), c);
        }
    }

    fn bar(&mut self, bar: &Bar, name: &str) {
        self.fill(bar.reach, '=');
        let (from, to) = self.scale.ends(bar.reach);
        let (first, last) = (self.scale.cells(from).0, self.scale.cells(to).1);
        self.cells[first] = '[';
        self.cells[last] = match bar.end {
            Some(OpEnd::Done) | None => ']',
            Some(OpEnd::Failed(_)) => '!',
            Some(OpEnd::Cancelled) => 'x',
        };
        let room = last.saturating_sub(first + 1);
        let name = if room < 4 { String::new() } else { shorten(name, room) };
        for (cell, c) in self.cells[first + 1..].iter_mut().zip(name.chars()) {
            *cell = c;
        }
    }

    fn fill(&mut self, reach: Reach, c: char) {
        let (from, to) = self.scale.ends(reach);
        let (first, last) = (self.scale.cells(from).0, self.scale.cells(to).1);
        self.cells[first..=last].fill(c);
    }

    /// Like `fill`, up to where the second position begins.
    fn stretch(&mut self, reach: Reach, c: char) {
        let (from, to) = self.scale.ends(reach);
        let (first, last) = (self.scale.cells(from).0, self.scale.cells(to).0);
        self.cells[first..last].fill(c);
    }

    fn put(&mut self, position: usize, c: char) {
        self.cells[self.scale.cells(position).0] = c;
    }
}
