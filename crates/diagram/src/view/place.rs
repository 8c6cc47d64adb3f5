//! Scenes and a window → a view: each shape of the scene put where its steps and its row stand.

use super::arrow::{Leaves, line_path, paths};
use super::floor::{Floor, floors};
use super::folds::Folds;
use super::level::Sight;
use crate::axis::{END, MARGIN, Place, Scale, gutter};
use crate::scene::{Bar, Line, Link, Piece, Scene, Source, Spot};
use crate::words::{bar_name, call_label, call_noun, fit, grouped};
use crate::{
    ArrowView, Axis, BoxKind, BoxView, EndsIn, Look, Mark, MarkKind, OpView, Reach, Span,
    ThreadKind, ThreadView, Timeline, View,
};
use std::ops::Range;
use trace::{CallId, LaneId, LaneKind, Trace};

/// What is narrower than this is drawn together with its neighbours, px; more if there is too much.
const LEAST: f64 = 3.0;
/// What is too small to be seen is drawn a little larger, px.
const SEEN: f64 = 2.0;

impl View {
    /// Places the scenes of `traces`, in the same order, on one axis.
    pub fn new(traces: &[&Trace], scenes: &[Scene], timeline: &Timeline, look: &Look) -> View {
        View::folded(traces, scenes, timeline, look, &Folds::default())
    }

    /// The same, with some lanes folded, hidden or moved.
    pub fn folded(
        traces: &[&Trace],
        scenes: &[Scene],
        timeline: &Timeline,
        look: &Look,
        folds: &Folds,
    ) -> View {
        let axis = Axis::new(timeline, look);
        let (scale, window, room) = match look.window {
            Some(window) => {
                let (scale, window) = axis.settle(window);
                (scale, window, axis.room)
            }
            None => {
                let (scale, width) = axis.unrolled();
                (scale, axis.all(), width)
            }
        };
        let start = Axis::start(look);
        let wanted = if look.width.is_finite() { look.width.clamp(0.0, 1e6) } else { 0.0 };
        let width = wanted.max(start + room + END);
        let (lanes, floors, height) = floors(traces, scenes, look, folds);
        let (gutter, ruler) = (gutter(look), look.ruler.max(0.0));
        let ends = (-MARGIN, width - start);
        let mut view = View {
            width,
            height,
            gutter,
            ruler,
            lanes,
            ticks: axis.ticks(&scale, start, ends.0, ends.1 - END / 2.0),
            waits: axis.breaks(&scale, start, ends.0, ends.1),
            boxes: Vec::new(),
            threads: Vec::new(),
            ops: Vec::new(),
            arrows: Vec::new(),
            marks: Vec::new(),
            work: Vec::new(),
            blocked: Vec::new(),
            window,
            start,
            scale,
        };
        let origin = scale.x(timeline.place(axis.all().from));
        let mut sight = Sight { from: ends.0, to: ends.1, origin, least: LEAST };
        loop {
            for (which, ((scene, floor), trace)) in
                scenes.iter().zip(&floors).zip(traces).enumerate()
            {
                let reactor = trace.lanes.iter().position(|lane| lane.kind == LaneKind::Reactor);
                let reactor = LaneId(reactor.unwrap_or(0) as u32);
                Placing { which, trace, scene, floor, timeline, scale, start, sight, reactor }
                    .place(&mut view);
            }
            let shapes = view.boxes.len().max(view.threads.len()) + view.ops.len();
            if shapes <= View::MOST_BOXES || sight.least > width {
                return view;
            }
            sight.least *= 2.0;
            view.clear();
        }
    }

    /// Without shapes, to be placed once more.
    fn clear(&mut self) {
        self.boxes.clear();
        self.threads.clear();
        self.ops.clear();
        self.arrows.clear();
        self.marks.clear();
        self.work.clear();
        self.blocked.clear();
    }
}

struct Placing<'a> {
    which: usize,
    trace: &'a Trace,
    scene: &'a Scene,
    floor: &'a Floor,
    timeline: &'a Timeline,
    scale: Scale,
    start: f64,
    sight: Sight,
    reactor: LaneId,
}

impl Placing<'_> {
    fn place(&self, view: &mut View) {
        let lanes: Vec<LaneId> = { view.lanes.iter() }
            .filter(|lane| lane.trace == self.which && lane.crowd == 0)
            .map(|lane| lane.lane)
            .collect();
        for lane in lanes {
            for (spot, pieces) in self.scene.pieces.of_lane(lane) {
                self.boxes(view, spot, pieces);
            }
            for (spot, lines) in self.scene.lines.of_lane(lane) {
                self.threads(view, spot, lines);
            }
            for (spot, links) in self.scene.links.of_lane(lane) {
                self.arrows(view, spot, links);
            }
            for (spot, dots) in self.scene.dots.of_lane(lane) {
                self.marks(view, spot, dots);
            }
            for (spot, reaches) in self.scene.work.of_lane(lane) {
                self.spans(&mut view.work, spot, reaches);
            }
            for (spot, reaches) in self.scene.blocked.of_lane(lane) {
                self.spans(&mut view.blocked, spot, reaches);
            }
        }
        self.crowd(view);
        self.ops(view);
    }

    fn position(&self, event: usize) -> usize {
        self.timeline.position(self.which, event)
    }

    fn from(&self, reach: Reach) -> usize {
        self.position(reach.from_event())
    }

    fn to(&self, reach: Reach) -> usize {
        reach.to_event().map_or(self.timeline.steps(), |event| self.position(event))
    }

    fn x(&self, place: Place) -> f64 {
        self.start + self.scale.x(place)
    }

    /// From where to where, px from the left end of the window.
    fn at(&self, reach: Reach) -> (f64, f64) {
        let left = self.scale.x(self.timeline.left(self.from(reach)));
        (left, self.scale.x(self.timeline.right(self.to(reach))))
    }

    fn left(&self, position: usize) -> f64 {
        self.x(self.timeline.left(position))
    }

    fn right(&self, position: usize) -> f64 {
        self.x(self.timeline.right(position))
    }

    fn middle(&self, position: usize) -> f64 {
        (self.left(position) + self.right(position)) / 2.0
    }

    /// Left edge and width of what reaches from one x to another, both px from the window's left
    /// end, with nothing else before `next`.
    fn span_px(&self, (left, right): (f64, f64), next: f64) -> (f64, f64) {
        // A hair of paper between neighbours.
        let hair = ((right - left) * 0.05).min(0.75);
        let (from, to) = (left + hair, (right - hair).max((left + SEEN).min(next)));
        // What is far out of sight has its edge a little out of sight.
        let (from, to) = (from.max(self.sight.from - 4.0), to.min(self.sight.to + 4.0));
        (self.start + from, (to - from).max(0.0))
    }

    fn boxes(&self, view: &mut View, spot: Spot, pieces: &[Piece]) {
        let Some((y, height)) = self.floor.row(spot) else { return };
        let at = |place: usize| self.at(pieces[place].reach);
        for run in self.sight.runs(pieces.len(), &at) {
            let next = if run.end < pieces.len() { at(run.end).0 } else { f64::MAX };
            let (x, width) = self.span_px((at(run.start).0, at(run.end - 1).1), next);
            let shape = self.a_box(pieces, &run, spot.lane, (x, width));
            view.boxes.push(BoxView { y, height, ..shape });
        }
    }

    fn a_box(
        &self,
        pieces: &[Piece],
        run: &Range<usize>,
        lane: LaneId,
        (x, width): (f64, f64),
    ) -> BoxView {
        let (piece, count, number) = (&pieces[run.start], run.len(), run.start + 1);
        let reach = piece.reach.until(pieces[run.end - 1].reach);
        let label = match (piece.kind, piece.call()) {
            _ if count > 1 => fit(&grouped(count), width),
            (BoxKind::Poll, _) => numbered("poll ", number, width),
            (BoxKind::Turn, _) => numbered("turn ", number, width),
            (_, Some(call)) => fit(&call_label(self.trace, call), width),
            (_, None) => String::new(),
        };
        BoxView {
            x,
            y: 0.0,
            width,
            height: 0.0,
            kind: piece.kind,
            label,
            trace: self.which,
            lane,
            call: if count > 1 { None } else { piece.call() },
            reach,
            number,
            count,
            is_crowd: false,
            from: self.from(reach),
            to: self.to(reach),
            end: pieces[run.end - 1].end,
        }
    }

    /// The row for all lanes that have none: how high a box is says how many it stands for.
    fn crowd(&self, view: &mut View) {
        let Some((bottom, tall)) = self.floor.crowd() else { return };
        let (members, pieces) = (&self.scene.crowd, self.scene.pieces.items());
        let at = |place: usize| self.at(pieces[members[place].piece as usize].reach);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for run in self.sight.runs(members.len(), &at) {
            // Threads run at the same time: what overlaps is drawn as one.
            match runs.last_mut() {
                Some(last) if at(last.end - 1).1 > at(run.start).0 + 0.01 => last.end = run.end,
                _ => runs.push(run),
            }
        }
        let most = runs.iter().map(Range::len).max().unwrap_or(1) as f64;
        for run in runs {
            let next = if run.end < members.len() { at(run.end).0 } else { f64::MAX };
            let (x, width) = self.span_px((at(run.start).0, at(run.end - 1).1), next);
            let first = members[run.start];
            let one = &pieces[first.piece as usize..][..1];
            let last = pieces[members[run.end - 1].piece as usize];
            let shape = self.a_box(one, &(0..1), first.lane, (x, width));
            let count = run.len();
            let reach = one[0].reach.until(last.reach);
            let height = (tall * count as f64 / most).max(LEAST);
            view.boxes.push(BoxView {
                y: bottom - height,
                height,
                label: match count {
                    1 => fit(self.trace.name(self.trace.lane(first.lane).name), width),
                    _ => fit(&grouped(count), width),
                },
                call: if count > 1 { None } else { shape.call },
                reach,
                number: self.scene.number(first),
                count,
                is_crowd: true,
                to: self.to(reach),
                end: last.end,
                ..shape
            });
        }
    }

    fn threads(&self, view: &mut View, spot: Spot, lines: &[Line]) {
        let Some(y) = self.floor.middle(spot) else { return };
        let many = spot.slot == Spot::SLOTS;
        let at = |place: usize| {
            let (left, right) = self.at(lines[place].reach);
            // Where too many run at once, those that begin here are drawn.
            (left, if many { left } else { right })
        };
        for run in self.sight.runs(lines.len(), &at) {
            if run.len() == 1 || many {
                view.threads.push(self.thread(spot, y, &lines[run.start]));
            }
        }
    }

    fn thread(&self, spot: Spot, y: f64, line: &Line) -> ThreadView {
        let (from, to) = (self.from(line.reach), self.to(line.reach));
        let x1 = match line.kind {
            ThreadKind::NotStarted | ThreadKind::Queued => self.middle(from),
            ThreadKind::Suspended | ThreadKind::Pending => self.right(from),
        };
        let dropped = line.ends_in == EndsIn::Dropped;
        let x2 = match line.kind {
            _ if dropped => self.middle(to),
            ThreadKind::Pending => self.middle(to),
            _ => self.left(to),
        };
        let (x2, y2) = match line.next() {
            // It goes on in another row: down to the upper edge of the box, or up to its lower one.
            Some(next) if (next.lane, next.row) != (spot.lane, spot.row) => {
                let (top, height) = self.floor.nearest(next).unwrap_or((y, 0.0));
                let x2 = x2 + (self.right(to) - self.left(to)).min(6.0);
                (x2, if top > y { top } else { top + height })
            }
            _ => (x2, y),
        };
        let (x1, x2) = (self.near(x1), self.near(x2));
        let x2 = x2.max(x1);
        let mut thread = ThreadView {
            kind: line.kind,
            x1,
            x2,
            y,
            y2,
            path: line_path(x1, x2, y, y2),
            ends_in: line.ends_in,
            marker: line.kind == ThreadKind::NotStarted && (dropped || x2 - x1 > 6.0),
            label: String::new(),
            end_label: String::new(),
            trace: self.which,
            lane: spot.lane,
            call: line.call(),
            reach: line.reach,
            from,
            to,
        };
        if let (ThreadKind::NotStarted, Some(call)) = (line.kind, line.call()) {
            self.name(&mut thread, spot, call);
        }
        thread
    }

    /// Writes the name of a future of which nothing has run, where there is room.
    fn name(&self, thread: &mut ThreadView, spot: Spot, call: CallId) {
        let dropped = thread.ends_in == EndsIn::Dropped;
        let begins = |after: usize| {
            let next = self.next(spot, after);
            next.map_or(f64::MAX, |event| self.left(self.position(event)))
        };
        let (name, x1, x2) = (call_label(self.trace, call), thread.x1, thread.x2);
        let label = fit(&name, begins(thread.reach.from_event()).min(x2) - x1 - 4.0);
        // What is entered next says its name itself.
        if label == name || dropped && label.chars().count() > 3 {
            thread.label = label;
        }
        if let Some(end) = thread.reach.to_event().filter(|_| dropped) {
            let name = call_noun(self.trace, call);
            if fit(&name, begins(end) - x2 - 16.0) == name {
                thread.end_label = name;
            }
        }
    }

    /// The first event after this one at which a box or a marker begins in the same row.
    fn next(&self, spot: Spot, after: usize) -> Option<usize> {
        let pieces = self.scene.pieces.at(Spot { slot: 0, ..spot });
        let next = pieces.partition_point(|piece| piece.reach.from_event() <= after);
        let piece = pieces.get(next).map(|piece| piece.reach.from_event());
        let slots = self.scene.lines.of_lane(spot.lane).filter(|(other, _)| other.row == spot.row);
        let markers = slots.filter_map(|(_, lines)| {
            let next = lines.partition_point(|line| line.reach.from_event() <= after);
            // Further on there is a box in between.
            let mut near = lines[next..].iter().take(8);
            let marker = near.find(|line| line.kind == ThreadKind::NotStarted)?;
            Some(marker.reach.from_event())
        });
        markers.chain(piece).min()
    }

    /// The same x; if it is far out of sight, one that is a little out of sight.
    fn near(&self, x: f64) -> f64 {
        let aside = 2.0 * (self.sight.to - self.sight.from);
        x.clamp(self.start + self.sight.from - aside, self.start + self.sight.to + aside)
    }

    fn ops(&self, view: &mut View) {
        for (spot, bars) in self.scene.bar_rows.rows() {
            let row = usize::from(spot.row);
            let Some((y, height)) = self.floor.bar(self.reactor, row) else { continue };
            let bar = |place: usize| &self.scene.bars[bars[place] as usize];
            let at = |place: usize| self.at(bar(place).reach);
            for run in self.sight.runs(bars.len(), &at) {
                let next = if run.end < bars.len() { at(run.end).0 } else { f64::MAX };
                let (x, width) = self.span_px((at(run.start).0, at(run.end - 1).1), next);
                let first = bar(run.start);
                let reach = first.reach.until(bar(run.end - 1).reach);
                let (count, name) = (run.len(), bar_name(self.trace, first.op));
                let name = if count > 1 { grouped(count) } else { name };
                view.ops.push(OpView {
                    x,
                    y,
                    width,
                    height,
                    label: fit(&name, width - 6.0),
                    end: bar(run.end - 1).end,
                    trace: self.which,
                    op: first.op,
                    count,
                    reach,
                    from: self.from(reach),
                    to: self.to(reach),
                });
            }
        }
    }

    fn arrows(&self, view: &mut View, spot: Spot, links: &[Link]) {
        let head = |place: usize| {
            let x = self.scale.x(self.timeline.left(self.to(links[place].reach)));
            (x, x)
        };
        let runs = self.sight.runs(links.len(), &head);
        // One whose head is out of sight may begin in sight.
        let next = runs.last().map_or_else(
            || {
                let seen = |link: &Link| self.scale.x(self.timeline.left(self.to(link.reach)));
                links.partition_point(|link| seen(link) < self.sight.from)
            },
            |last| last.end,
        );
        let drawn = runs.into_iter().map(|run| run.start).chain([next]);
        view.arrows.extend(
            drawn.filter_map(|place| links.get(place)).filter_map(|link| self.arrow(spot, link)),
        );
    }

    fn arrow(&self, target: Spot, link: &Link) -> Option<ArrowView> {
        let (from, to) = (self.from(link.reach), self.to(link.reach));
        if self.scale.x(self.timeline.left(from)) > self.sight.to {
            return None;
        }
        let (top, height) = self.floor.row(target)?;
        let column = self.right(to) - self.left(to);
        let x2 = self.near(self.left(to) + (column / 2.0).min(6.0));
        let (mut op, mut lane) = (None, None);
        let (leaves, (x1, y1), y2) = match link.source() {
            Source::Bar(bar) => {
                let bar: &Bar = &self.scene.bars[bar];
                op = Some(bar.op);
                let (y, tall) = self.floor.bar(self.reactor, bar.row as usize)?;
                // A wake may come before its operation is over, if the operation lives on.
                let x = self.right(self.to(bar.reach)).min(self.right(from));
                (Leaves::Right, (x, y + tall / 2.0), top + height)
            }
            Source::Lane(spot) => {
                lane = Some(spot.lane);
                let strip = Spot { row: 0, ..spot };
                if spot.lane == target.lane {
                    (Leaves::Round, (self.middle(from), top + height), top + height)
                } else if self.floor.above(spot.lane, target.lane) {
                    let (above, tall) = self.floor.row(strip)?;
                    (Leaves::Vertically, (self.middle(from), above + tall), top)
                } else {
                    let y = self.floor.nearest(spot)?.0;
                    (Leaves::Vertically, (self.middle(from), y), top + height)
                }
            }
        };
        let x1 = self.near(x1);
        let (path, head) = paths(leaves, (x1, y1), (x2, y2));
        let task = match self.trace.lane(target.lane).kind {
            LaneKind::Task(task) => Some(task),
            _ => None,
        };
        Some(ArrowView {
            kind: link.kind,
            x1,
            y1,
            x2,
            y2,
            path,
            from_lane: leaves != Leaves::Right,
            head,
            trace: self.which,
            task,
            target: target.lane,
            op,
            source: lane,
            reach: link.reach,
            from,
            to,
        })
    }

    fn marks(&self, view: &mut View, spot: Spot, dots: &[crate::scene::Dot]) {
        let Some((top, height)) = self.floor.row(spot) else { return };
        let at = |place: usize| {
            let x = self.scale.x(self.timeline.left(self.position(dots[place].event as usize)));
            (x, x)
        };
        view.marks.extend(self.sight.runs(dots.len(), &at).into_iter().map(|run| {
            let dot = dots[run.start];
            let event = dot.event as usize;
            Mark {
                kind: dot.kind,
                x: self.middle(self.position(event)),
                y: if dot.kind == MarkKind::Wake { top + height } else { top },
                trace: self.which,
                lane: spot.lane,
                event,
                count: run.len(),
                position: self.position(event),
            }
        }));
    }

    fn spans(&self, spans: &mut Vec<Span>, spot: Spot, reaches: &[Reach]) {
        let Some((y, height)) = self.floor.row(spot) else { return };
        let at = |place: usize| self.at(reaches[place]);
        spans.extend(self.sight.runs(reaches.len(), &at).into_iter().map(|run| {
            let (x, width) = self.span_px((at(run.start).0, at(run.end - 1).1), f64::MAX);
            let reach = reaches[run.start].until(reaches[run.end - 1]);
            let (trace, lane) = (self.which, spot.lane);
            let (from, to) = (self.from(reach), self.to(reach));
            Span { x, y, width, height, trace, lane, reach, from, to }
        }));
    }
}

/// `poll 2`; where that does not fit, the number may.
fn numbered(kind: &str, number: usize, width: f64) -> String {
    let number = number.to_string();
    let whole = [kind, &number].concat();
    if fit(&whole, width) == whole {
        return whole;
    }
    let room = number.len() as f64 * 7.2 + 3.0 <= width;
    if room { number } else { String::new() }
}
