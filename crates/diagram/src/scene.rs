//! A trace laid out once: lanes, rows and pieces, counted in steps; no pixels and no window.
//!
//! It stands apart from the view so that zooming and resizing never touch the trace again. The
//! types stand here; `scene/fold.rs` fills them from the events, `scene/title.rs` says them in
//! words, `scene/pack.rs` finds a row for what overlaps.

mod fold;
mod pack;
mod thin;
mod title;

use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind, Timeline};
use trace::{CallId, Index, LaneId, LaneKind, OpEnd, OpId, Rows, TaskId, Trace};

/// A trace laid out once; it does not depend on axis, width or window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// From top to bottom: the reactor's lane is the last.
    pub(crate) lanes: Vec<SceneLane>,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) lines: Vec<Line>,
    pub(crate) bars: Vec<Bar>,
    pub(crate) links: Vec<Link>,
    pub(crate) dots: Vec<Dot>,
    pub(crate) work: Vec<Stretch>,
    pub(crate) blocked: Vec<Stretch>,
}

/// A lane and how many rows it needs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SceneLane {
    pub(crate) id: LaneId,
    pub(crate) kind: LaneKind,
    /// Rows of calls, or of operations on the reactor's lane; the strip is not counted.
    pub(crate) rows: usize,
    /// How many lanes it stands for, if it sums up those that are not shown.
    pub(crate) crowd: usize,
}

/// Whether a lane has a strip of polls or turns below its calls.
pub(crate) fn has_strip(kind: LaneKind) -> bool {
    matches!(kind, LaneKind::Task(_) | LaneKind::JavaScript)
}

/// Where in a lane: on the strip, or so many calls above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Row {
    Strip,
    Depth(usize),
}

impl Row {
    /// The same as a number, in the same order.
    pub(crate) fn number(self) -> usize {
        match self {
            Row::Strip => 0,
            Row::Depth(depth) => depth + 1,
        }
    }
}

/// What lists are put in order by: a lane, a row of it, positions.
pub(crate) type Key = [usize; 5];

/// Puts keys in order. One function for all of them: a page pays for each kind of sorting.
#[inline(never)]
pub(crate) fn sort(keys: &mut [Key]) {
    keys.sort_unstable();
}

/// From one event to another: their indices, and the positions right after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) from_event: usize,
    /// None while it is open; at the end of the trace, only in an invalid one.
    pub(crate) to_event: Option<usize>,
}

/// A poll, a turn, or a call between entering and leaving the stack.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) kind: BoxKind,
    pub(crate) lane: LaneId,
    pub(crate) row: Row,
    pub(crate) call: Option<CallId>,
    /// The how-manieth piece, poll or turn, from 1; and of how many.
    pub(crate) number: usize,
    pub(crate) of: usize,
    /// How many pieces it stands for, if a long run has more of them than can be told apart.
    pub(crate) count: usize,
    pub(crate) reach: Reach,
    pub(crate) end: BoxEnd,
    pub(crate) name: String,
    pub(crate) title: String,
}

/// Something that is off the stack and not over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) kind: ThreadKind,
    pub(crate) lane: LaneId,
    pub(crate) row: Row,
    /// Which of several in the same row, so that they can be told apart.
    pub(crate) slot: usize,
    pub(crate) call: Option<CallId>,
    pub(crate) task: Option<TaskId>,
    pub(crate) reach: Reach,
    pub(crate) ends_in: EndsIn,
    /// Where the next piece stands, if it is a call's line that leads to one.
    pub(crate) next: Option<(LaneId, Row)>,
    pub(crate) title: String,
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) op: OpId,
    pub(crate) row: usize,
    pub(crate) reach: Reach,
    pub(crate) end: Option<OpEnd>,
    pub(crate) name: String,
    pub(crate) title: String,
}

/// Where an arrow comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The end of an operation: its place among the bars.
    Bar(usize),
    /// A lane, and how many calls are on its stack.
    Lane(LaneId, usize),
}

/// An arrow, from a wake or a spawn to the poll or turn that it brought.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) kind: ArrowKind,
    pub(crate) source: Source,
    pub(crate) target: LaneId,
    pub(crate) task: Option<TaskId>,
    pub(crate) reach: Reach,
    pub(crate) title: String,
}

/// Something at one step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dot {
    pub(crate) kind: MarkKind,
    pub(crate) lane: LaneId,
    pub(crate) row: Row,
    pub(crate) position: usize,
    pub(crate) event: usize,
    pub(crate) title: String,
}

/// A stretch of the call atop a stack.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) lane: LaneId,
    pub(crate) row: Row,
    pub(crate) reach: Reach,
    pub(crate) title: String,
}

impl Scene {
    /// Lays out `trace`, which is number `which` of the timeline's traces.
    pub fn new(trace: &Trace, timeline: &Timeline, which: usize) -> Scene {
        let mut scene = fold::fold(trace, timeline, which);
        scene.pack();
        scene.entitle(trace);
        let lanes: Vec<_> = (0..trace.lanes.len() as u32).map(LaneId).collect();
        scene.arrange(trace, &lanes);
        scene
    }

    /// Lays out a few lanes of a long run, as if there were no others; what lies too close together
    /// to be told apart becomes one piece.
    pub(crate) fn of_lanes(
        trace: &Trace,
        index: &Index,
        timeline: &Timeline,
        lanes: &[LaneId],
    ) -> Scene {
        let mut own: Vec<u32> = Vec::new();
        lanes.iter().for_each(|lane| own.extend(index.events_of(*lane)));
        own.sort_unstable();
        let events = &mut own.iter().map(|event| *event as usize);
        let mut scene = fold::fold_these(trace, timeline, 0, events, true);
        scene.thin(lanes, timeline.steps());
        scene.pack();
        scene.entitle(trace);
        scene.arrange(trace, lanes);
        scene
    }

    /// The lanes from top to bottom, without a reactor that was never asked for anything.
    fn arrange(&mut self, trace: &Trace, lanes: &[LaneId]) {
        // Per lane whether it is used, and how many rows it needs.
        let mut needs = Rows::few((false, 0));
        let mut need = |lane: LaneId, row: Row| {
            let needs: &mut (bool, usize) = &mut needs[lane.index()];
            let rows = if let Row::Depth(depth) = row { depth + 1 } else { 0 };
            *needs = (true, needs.1.max(rows));
        };
        self.pieces.iter().for_each(|piece| need(piece.lane, piece.row));
        self.lines.iter().for_each(|line| need(line.lane, line.row));
        self.dots.iter().for_each(|dot| need(dot.lane, Row::Strip));
        self.links.iter().for_each(|link| match link.source {
            Source::Lane(lane, _) => need(lane, Row::Strip),
            Source::Bar(_) => {}
        });
        let is_reactor = |lane: LaneId| trace.lane(lane).kind == LaneKind::Reactor;
        let ids = || lanes.iter().copied();
        if let Some(lane) = ids().find(|lane| is_reactor(*lane)) {
            self.bars.iter().for_each(|bar| need(lane, Row::Depth(bar.row)));
        }
        for last in [false, true] {
            for id in ids().filter(|lane| is_reactor(*lane) == last) {
                let (used, rows) = needs[id.index()];
                if !last || used {
                    let kind = trace.lane(id).kind;
                    self.lanes.push(SceneLane { id, kind, rows, crowd: 0 });
                }
            }
        }
    }
}
