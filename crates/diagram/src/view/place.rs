//! Scenes and an axis → a view: each shape of the scene put where its steps and its row stand.

use super::arrow::{Leaves, line_path, paths};
use super::floor::{Floor, RULER, floors, gutter, room};
use crate::axis::{Columns, buckets, columns};
use crate::scene::{Key, Link, Row, Scene, Source, Stretch, sort};
use crate::words::{call_label, call_noun, fit};
use crate::{
    ArrowView, BoxKind, BoxView, EndsIn, LaneView, Look, Mark, MarkKind, OpView, Span, Survey,
    ThreadKind, ThreadView, Timeline, View,
};
use trace::{Index, LaneId, LaneKind, Trace};

/// Between the gutter and the first column, px.
const MARGIN: f64 = 14.0;
/// The widest picture that is made if its columns do not need more, px.
const MAX_WIDTH: f64 = 1e6;
/// To the right of the last column, px.
const END: f64 = 36.0;

impl View {
    /// Places the scenes of `traces`, in the same order, on one axis.
    pub fn new(traces: &[&Trace], scenes: &[Scene], timeline: &Timeline, look: &Look) -> View {
        // No renderer takes more than this, and ticks stay countable.
        let width = if look.width.is_finite() { look.width.min(MAX_WIDTH) } else { 0.0 };
        let look = &Look { width, ..*look };
        let gutter = gutter(look);
        let start = gutter + MARGIN;
        let columns = columns(timeline, look, start, room(timeline, look, start + END));
        let (lanes, floors, height) = floors(traces, scenes, look, gutter);
        View::place(traces, scenes, look, columns, (lanes, &floors, height))
    }

    /// Places the survey of a long run; its columns stand for many steps each.
    pub fn of_survey(
        trace: &Trace,
        index: &Index,
        survey: &Survey,
        timeline: &Timeline,
        look: &Look,
    ) -> View {
        let width = if look.width.is_finite() { look.width.min(MAX_WIDTH) } else { 0.0 };
        let look = &Look { width, ..*look };
        let start = gutter(look) + MARGIN;
        let columns = buckets(timeline, look, start, room(timeline, look, start + END));
        let (traces, scenes) = (&[trace], std::slice::from_ref(&survey.scene));
        let (lanes, floors, height) = floors(traces, scenes, look, gutter(look));
        let crowd = survey.crowd(trace, index, timeline, &columns, &floors[0]);
        let mut view = View::place(traces, scenes, look, columns, (lanes, &floors, height));
        view.boxes.extend(crowd);
        view
    }

    fn place(
        traces: &[&Trace],
        scenes: &[Scene],
        look: &Look,
        columns: Columns,
        (lanes, floors, height): (Vec<LaneView>, &[Floor], f64),
    ) -> View {
        let (width, gutter) = (look.width, gutter(look));
        let start = gutter + MARGIN;
        let end = columns.right.last().map_or(start, |right| right + END);
        let mut view =
            View { width: width.max(end), height, gutter, ruler: RULER, lanes, ..View::default() };
        for (which, ((scene, floor), trace)) in scenes.iter().zip(floors).zip(traces).enumerate() {
            let reactor = trace.lanes.iter().position(|lane| lane.kind == LaneKind::Reactor);
            let reactor = LaneId(reactor.unwrap_or(0) as u32);
            Placing { which, trace, scene, floor, columns: &columns, reactor }.place(&mut view);
        }
        view.ticks = columns.ticks;
        view.waits = columns.breaks;
        (view.columns, view.edges) = (columns.right, columns.edges);
        view
    }
}

struct Placing<'a> {
    which: usize,
    trace: &'a Trace,
    scene: &'a Scene,
    floor: &'a Floor,
    columns: &'a Columns,
    reactor: LaneId,
}

impl Placing<'_> {
    fn place(&self, view: &mut View) {
        self.boxes(view);
        self.threads(view);
        self.ops(view);
        view.arrows.extend(self.scene.links.iter().map(|link| self.arrow(link)));
        self.marks(view);
        view.work.extend(self.scene.work.iter().map(|work| self.span(work)));
        view.blocked.extend(self.scene.blocked.iter().map(|blocked| self.span(blocked)));
    }

    /// Left edge and width of what reaches from one position to another, both taken.
    fn reach(&self, from: usize, to: usize) -> (f64, f64) {
        let (left, right) = (self.columns.left(from), self.columns.right(to));
        // A hair of paper between neighbours.
        let hair = ((right - left) * 0.05).min(0.75);
        // What is too small to be seen is drawn a little larger.
        let least = if self.columns.edges.is_empty() { 0.0 } else { 2.0 };
        (left + hair, (right - left - 2.0 * hair).max(least))
    }

    fn middle(&self, position: usize) -> f64 {
        (self.columns.left(position) + self.columns.right(position)) / 2.0
    }

    fn boxes(&self, view: &mut View) {
        view.boxes.extend(self.scene.pieces.iter().map(|piece| {
            let (x, width) = self.reach(piece.reach.from, piece.reach.to);
            let (y, height) = self.floor.row(piece.lane, piece.row);
            let number = || piece.number.to_string();
            let label = match (piece.kind, fit(&piece.name, width)) {
                // Where “poll 2” does not fit, the number may.
                (BoxKind::Poll | BoxKind::Turn, label) if label != piece.name => {
                    let room = number().len() as f64 * 7.2 + 3.0 <= width;
                    if room { number() } else { String::new() }
                }
                (_, label) => label,
            };
            BoxView {
                x,
                y,
                width,
                height,
                kind: piece.kind,
                label,
                title: piece.title.clone(),
                trace: self.which,
                lane: piece.lane,
                call: piece.call,
                from: piece.reach.from,
                to: piece.reach.to,
                end: piece.end,
            }
        }));
    }

    fn threads(&self, view: &mut View) {
        let starts = self.starts();
        view.threads.extend(self.scene.lines.iter().map(|line| {
            let (from, to) = (line.reach.from, line.reach.to);
            let x1 = match line.kind {
                ThreadKind::NotStarted | ThreadKind::Queued => self.middle(from),
                ThreadKind::Suspended | ThreadKind::Pending => self.columns.right(from),
            };
            let dropped = line.ends_in == EndsIn::Dropped;
            let x2 = match line.kind {
                _ if dropped => self.middle(to),
                ThreadKind::Pending => self.middle(to),
                _ => self.columns.left(to),
            };
            let y = self.floor.middle(line.lane, line.row, line.slot);
            let (x2, y2) = match line.next {
                // It goes on in another row: down to the upper edge of the box, or up to its
                // lower one.
                Some((lane, row)) if (lane, row) != (line.lane, line.row) => {
                    let (top, height) = self.floor.row(lane, row);
                    let x2 = x2 + (self.columns.right(to) - self.columns.left(to)).min(6.0);
                    (x2, if top > y { top } else { top + height })
                }
                _ => (x2, y),
            };
            let x2 = x2.max(x1);
            ThreadView {
                kind: line.kind,
                x1,
                x2,
                y,
                y2,
                path: line_path(x1, x2, y, y2),
                ends_in: line.ends_in,
                marker: line.kind == ThreadKind::NotStarted && (dropped || x2 - x1 > 6.0),
                label: match (line.kind, line.call) {
                    (ThreadKind::NotStarted, Some(call)) => {
                        let here = start(line.lane, line.row, from);
                        let next = starts.get(starts.partition_point(|start| *start <= here));
                        let next = next.filter(|next| next[..2] == here[..2]);
                        let free = next.map_or(x2, |next| self.columns.left(next[2])).min(x2);
                        let name = call_label(self.trace, call);
                        let label = fit(&name, free - x1 - 4.0);
                        // What is entered next says its name itself.
                        if label == name || dropped && label.chars().count() > 3 {
                            label
                        } else {
                            String::new()
                        }
                    }
                    _ => String::new(),
                },
                end_label: match (line.kind, line.call) {
                    (ThreadKind::NotStarted, Some(call)) if dropped => {
                        let here = start(line.lane, line.row, to);
                        let next = starts.get(starts.partition_point(|start| *start <= here));
                        let next = next.filter(|next| next[..2] == here[..2]);
                        let free = next.map_or(f64::MAX, |next| self.columns.left(next[2]));
                        let name = call_noun(self.trace, call);
                        if fit(&name, free - x2 - 16.0) == name { name } else { String::new() }
                    }
                    _ => String::new(),
                },
                title: line.title.clone(),
                trace: self.which,
                lane: line.lane,
                call: line.call,
                from,
                to,
            }
        }));
    }

    /// By row of calls, in order, the positions at which its boxes and its markers begin.
    fn starts(&self) -> Vec<Key> {
        let mut starts = Vec::new();
        for piece in self.scene.pieces.iter().filter(|piece| piece.call.is_some()) {
            starts.push(start(piece.lane, piece.row, piece.reach.from));
        }
        for line in self.scene.lines.iter().filter(|line| line.kind == ThreadKind::NotStarted) {
            starts.push(start(line.lane, line.row, line.reach.from));
        }
        sort(&mut starts);
        starts
    }

    fn ops(&self, view: &mut View) {
        view.ops.extend(self.scene.bars.iter().map(|bar| {
            let (x, width) = self.reach(bar.reach.from, bar.reach.to);
            let (y, height) = self.floor.bar(self.reactor, bar.row);
            OpView {
                x,
                y,
                width,
                height,
                label: fit(&bar.name, width - 6.0),
                title: bar.title.clone(),
                end: bar.end,
                trace: self.which,
                op: bar.op,
                from: bar.reach.from,
                to: bar.reach.to,
            }
        }));
    }

    fn arrow(&self, link: &Link) -> ArrowView {
        let (from, to) = (link.reach.from, link.reach.to);
        let (top, height) = self.floor.row(link.target, Row::Strip);
        let column = self.columns.right(to) - self.columns.left(to);
        let x2 = self.columns.left(to) + (column / 2.0).min(6.0);
        let (leaves, start, y2) = match link.source {
            Source::Bar(bar) => {
                let bar = &self.scene.bars[bar];
                let (y, tall) = self.floor.bar(self.reactor, bar.row);
                // A wake may come before its operation is over, if the operation lives on.
                let x = self.columns.right(bar.reach.to).min(self.columns.right(from));
                (Leaves::Right, (x, y + tall / 2.0), top + height)
            }
            Source::Lane(lane, _) if lane == link.target => {
                (Leaves::Round, (self.middle(from), top + height), top + height)
            }
            Source::Lane(lane, _) if self.floor.above(lane, link.target) => {
                let (above, tall) = self.floor.row(lane, Row::Strip);
                (Leaves::Vertically, (self.middle(from), above + tall), top)
            }
            Source::Lane(lane, calls) => {
                let row = calls.checked_sub(1).map_or(Row::Strip, Row::Depth);
                let y = self.floor.row(lane, row).0;
                (Leaves::Vertically, (self.middle(from), y), top + height)
            }
        };
        let (path, head) = paths(leaves, start, (x2, y2));
        ArrowView {
            kind: link.kind,
            x1: start.0,
            y1: start.1,
            x2,
            y2,
            path,
            from_lane: leaves != Leaves::Right,
            head,
            title: link.title.clone(),
            trace: self.which,
            task: link.task,
            from,
            to,
        }
    }

    fn marks(&self, view: &mut View) {
        view.marks.extend(self.scene.dots.iter().map(|dot| {
            let (top, height) = self.floor.row(dot.lane, dot.row);
            Mark {
                kind: dot.kind,
                x: self.middle(dot.position),
                y: if dot.kind == MarkKind::Wake { top + height } else { top },
                title: dot.title.clone(),
                trace: self.which,
                position: dot.position,
            }
        }));
    }

    fn span(&self, stretch: &Stretch) -> Span {
        let (from, to) = (stretch.reach.from, stretch.reach.to);
        let (x, width) = self.reach(from, to);
        let (y, height) = self.floor.row(stretch.lane, stretch.row);
        let (title, trace) = (stretch.title.clone(), self.which);
        Span { x, y, width, height, title, trace, from, to }
    }
}

/// Where something begins, to be put in order.
fn start(lane: LaneId, row: Row, position: usize) -> Key {
    [lane.index(), row.number(), position, 0, 0]
}
