//! Scenes and a window → a view: each shape of the scene put where its steps and its row stand.
//!
//! Here is what all shapes share, marks and stretches; boxes and operations are placed in
//! `place/boxes.rs`, thin lines in `place/threads.rs`, arrows in `place/arrows.rs`.

mod arrows;
mod boxes;
mod threads;

use super::floor::{Floor, floors};
use super::folds::Folds;
use super::level::{Ends, Run, Sight};
use crate::axis::{END, MARGIN, gutter};
use crate::scene::{Dot, Scene, Spot};
use crate::{Axis, LaneView, Look, Mark, MarkKind, Reach, Span, Timeline, View};
use std::cell::Cell;
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
        let mut sight = Sight::new(timeline, scale, ends, axis.all().from);
        let mut least = LEAST;
        loop {
            sight.tell_apart(least);
            let of_each = scenes.iter().zip(&floors).zip(traces).enumerate();
            let each = of_each.map(|(which, ((scene, floor), trace))| {
                let reactor = trace.lanes.iter().position(|lane| lane.kind == LaneKind::Reactor);
                let reactor = LaneId(reactor.unwrap_or(0) as u32);
                let lanes = shown(&view.lanes, which);
                let sight = &sight;
                let counted = Cell::new(None);
                Placing {
                    which,
                    lanes,
                    trace,
                    scene,
                    floor,
                    timeline,
                    start,
                    sight,
                    reactor,
                    counted,
                }
            });
            let each: Vec<_> = each.collect();
            let mut count = || each.iter().map(|placing| placing.count(&mut view)).sum::<usize>();
            if least > width || count() <= View::MOST_BOXES {
                each.iter().for_each(|placing| placing.place(&mut view));
                return view;
            }
            least *= 2.0;
        }
    }
}

/// The lanes of a trace that have a row of their own.
fn shown(lanes: &[LaneView], which: usize) -> Vec<LaneId> {
    let own = lanes.iter().filter(|lane| lane.trace == which && lane.crowd == 0);
    own.map(|lane| lane.lane).collect()
}

struct Placing<'a> {
    which: usize,
    lanes: Vec<LaneId>,
    trace: &'a Trace,
    scene: &'a Scene,
    floor: &'a Floor,
    timeline: &'a Timeline,
    start: f64,
    sight: &'a Sight<'a>,
    reactor: LaneId,
    /// While shapes are only counted: boxes and operations, lines and operations.
    counted: Cell<Option<(usize, usize)>>,
}

impl Placing<'_> {
    /// About how many shapes this becomes: boxes, thin lines and operations. Too many are not
    /// counted to the end.
    fn count(&self, view: &mut View) -> usize {
        let scene = self.scene;
        let (pieces, lines) = (scene.pieces.items().len(), scene.lines.items().len());
        if pieces + lines + scene.bars.len() <= View::MOST_BOXES {
            // All of it would do.
            return 0;
        }
        self.counted.set(Some((0, 0)));
        self.shapes(view);
        self.counted.take().map_or(0, |(boxes, lines)| boxes + lines)
    }

    /// When shapes are only counted, counts so many more of them: the caller makes none then.
    fn counts(&self, boxes: usize, lines: usize) -> bool {
        let counted = self.counted.get();
        self.counted.set(counted.map(|before| (before.0 + boxes, before.1 + lines)));
        counted.is_some()
    }

    /// Boxes, thin lines and operations.
    fn shapes(&self, view: &mut View) {
        self.ops(view);
        self.crowd(view);
        for lane in self.lanes.iter().copied() {
            for (spot, pieces) in self.scene.pieces.of_lane(lane) {
                self.boxes(view, spot, pieces);
                // So many are too many, however many more there are.
                if self.counted.get().is_some_and(|(boxes, _)| boxes > View::MOST_BOXES) {
                    return;
                }
            }
            for (spot, lines) in self.scene.lines.of_lane(lane) {
                self.threads(view, spot, lines);
            }
        }
    }

    fn place(&self, view: &mut View) {
        self.shapes(view);
        for lane in self.lanes.iter().copied() {
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
    }

    fn position(&self, event: usize) -> usize {
        self.timeline.position(self.which, event)
    }

    fn from(&self, reach: Reach) -> usize {
        self.timeline.from(self.which, reach)
    }

    fn to(&self, reach: Reach) -> usize {
        self.timeline.to(self.which, reach)
    }

    fn runs(&self, count: usize, ends: Ends, reach: &dyn Fn(usize) -> Reach) -> Vec<Run> {
        self.sight.runs(self.which, count, ends, reach)
    }

    fn left(&self, position: usize) -> f64 {
        self.start + self.sight.x(position, Ends::At)
    }

    fn right(&self, position: usize) -> f64 {
        self.start + self.sight.x(position, Ends::After)
    }

    fn middle(&self, position: usize) -> f64 {
        (self.left(position) + self.right(position)) / 2.0
    }

    /// Left edge and width of a run, with nothing else before the position `next`, if there is one.
    fn span_px(&self, run: &Run, next: Option<usize>) -> (f64, f64) {
        let (left, right) = (run.left, run.right);
        // A hair of paper between neighbours.
        let hair = ((right - left) * 0.05).min(0.75);
        let (from, mut to) = (left + hair, right - hair);
        if to < left + SEEN {
            let next = next.map_or(f64::MAX, |next| self.sight.x(next, Ends::At));
            to = to.max((left + SEEN).min(next));
        }
        // What is far out of sight has its edge a little out of sight.
        let (from, to) = (from.max(self.sight.from - 4.0), to.min(self.sight.to + 4.0));
        (self.start + from, (to - from).max(0.0))
    }

    /// The same x; if it is far out of sight, one that is a little out of sight.
    fn near(&self, x: f64) -> f64 {
        let aside = 2.0 * (self.sight.to - self.sight.from);
        x.clamp(self.start + self.sight.from - aside, self.start + self.sight.to + aside)
    }

    fn marks(&self, view: &mut View, spot: Spot, dots: &[Dot]) {
        let Some((top, height)) = self.floor.row(spot) else { return };
        let at = |place: usize| Reach::at(dots[place].event as usize);
        let runs = self.runs(dots.len(), Ends::At, &at);
        view.marks.extend(runs.into_iter().map(|Run { places, .. }| {
            let dot = dots[places.start];
            let event = dot.event as usize;
            Mark {
                kind: dot.kind,
                x: self.middle(self.position(event)),
                y: if dot.kind == MarkKind::Wake { top + height } else { top },
                trace: self.which,
                lane: spot.lane,
                event,
                count: places.len(),
                position: self.position(event),
            }
        }));
    }

    fn spans(&self, spans: &mut Vec<Span>, spot: Spot, reaches: &[Reach]) {
        let Some((y, height)) = self.floor.row(spot) else { return };
        let runs = self.runs(reaches.len(), Ends::After, &|place| reaches[place]);
        spans.extend(runs.into_iter().map(|run| {
            let (x, width) = self.span_px(&run, None);
            let reach = reaches[run.places.start].until(reaches[run.places.end - 1]);
            let (trace, lane) = (self.which, spot.lane);
            let (from, to) = (self.from(reach), self.to(reach));
            Span { x, y, width, height, trace, lane, reach, from, to }
        }));
    }
}
