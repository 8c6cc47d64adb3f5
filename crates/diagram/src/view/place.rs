//! Scenes and a window → a view: each shape of the scene put where its steps and its row stand.
//!
//! Here is what all shapes share, marks and stretches; boxes and operations are placed in
//! `place/boxes.rs`, thin lines in `place/threads.rs`, arrows in `place/arrows.rs`.

mod arrows;
mod boxes;
mod threads;

use super::floor::{Floor, floors};
use super::folds::Folds;
use super::level::Sight;
use crate::axis::{END, MARGIN, Place, Scale, gutter};
use crate::scene::{Dot, Scene, Spot};
use crate::{Axis, Look, Mark, MarkKind, Reach, Span, Timeline, View};
use trace::{LaneId, LaneKind, Trace};

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

    #[inline(never)]
    fn position(&self, event: usize) -> usize {
        self.timeline.position(self.which, event)
    }

    #[inline(never)]
    fn from(&self, reach: Reach) -> usize {
        self.position(reach.from_event())
    }

    #[inline(never)]
    fn to(&self, reach: Reach) -> usize {
        reach.to_event().map_or(self.timeline.steps(), |event| self.position(event))
    }

    fn x(&self, place: Place) -> f64 {
        self.start + self.scale.x(place)
    }

    /// From where to where, px from the left end of the window.
    #[inline(never)]
    fn at(&self, reach: Reach) -> (f64, f64) {
        let left = self.scale.x(self.timeline.left(self.from(reach)));
        (left, self.scale.x(self.timeline.right(self.to(reach))))
    }

    #[inline(never)]
    fn left(&self, position: usize) -> f64 {
        self.x(self.timeline.left(position))
    }

    #[inline(never)]
    fn right(&self, position: usize) -> f64 {
        self.x(self.timeline.right(position))
    }

    #[inline(never)]
    fn middle(&self, position: usize) -> f64 {
        (self.left(position) + self.right(position)) / 2.0
    }

    /// Left edge and width of what reaches from one x to another, both px from the window's left
    /// end, with nothing else before `next`.
    #[inline(never)]
    fn span_px(&self, (left, right): (f64, f64), next: f64) -> (f64, f64) {
        // A hair of paper between neighbours.
        let hair = ((right - left) * 0.05).min(0.75);
        let (from, to) = (left + hair, (right - hair).max((left + SEEN).min(next)));
        // What is far out of sight has its edge a little out of sight.
        let (from, to) = (from.max(self.sight.from - 4.0), to.min(self.sight.to + 4.0));
        (self.start + from, (to - from).max(0.0))
    }

    /// The same x; if it is far out of sight, one that is a little out of sight.
    #[inline(never)]
    fn near(&self, x: f64) -> f64 {
        let aside = 2.0 * (self.sight.to - self.sight.from);
        x.clamp(self.start + self.sight.from - aside, self.start + self.sight.to + aside)
    }

    fn marks(&self, view: &mut View, spot: Spot, dots: &[Dot]) {
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
