//! A trace laid out once: lanes, rows and pieces, as events; no positions, no pixels, no window.
//!
//! It stands apart from the view so that zooming and resizing never touch the trace again, and it
//! is the index that a view of a million events is found in: what stands in one row lies together,
//! in order, and takes 16 to 24 bytes. `scene/fold.rs` fills it from the events, `scene/group.rs`
//! keeps it by rows, `scene/pack.rs` finds a row for what overlaps, `scene/crowd.rs` sums up lanes.

mod crowd;
mod fold;
mod group;
mod pack;

use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind};
pub(crate) use crowd::Member;
pub(crate) use group::{Grouped, Spot};
use trace::{CallId, LaneId, LaneKind, OpEnd, OpId, Trace};

/// A trace laid out once; it does not depend on axis, width or window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// From top to bottom: the reactor's lane is the last.
    pub(crate) lanes: Vec<SceneLane>,
    pub(crate) pieces: Grouped<Piece>,
    pub(crate) lines: Grouped<Line>,
    /// In the order in which they were asked for; `bar_rows` has them by rows.
    pub(crate) bars: Vec<Bar>,
    pub(crate) bar_rows: Grouped<u32>,
    /// By the lane to which they lead, in order of arrival.
    pub(crate) links: Grouped<Link>,
    pub(crate) dots: Grouped<Dot>,
    pub(crate) work: Grouped<Reach>,
    pub(crate) blocked: Grouped<Reach>,
    /// What the lanes without a row of their own do, in order.
    pub(crate) crowd: Vec<Member>,
}

/// A lane and how many rows it needs.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    pub(crate) fn number(self) -> u32 {
        match self {
            Row::Strip => 0,
            Row::Depth(depth) => depth as u32 + 1,
        }
    }

    fn of(number: u32) -> Row {
        number.checked_sub(1).map_or(Row::Strip, |depth| Row::Depth(depth as usize))
    }
}

/// From one event to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    from: u32,
    to: u32,
}

/// The end of what is still open: at the end of a trace, only in an invalid one.
const OPEN: u32 = u32::MAX;

impl Reach {
    pub(crate) fn open(event: usize) -> Reach {
        Reach { from: event as u32, to: OPEN }
    }

    pub(crate) fn at(event: usize) -> Reach {
        Reach { from: event as u32, to: event as u32 }
    }

    pub(crate) fn close(&mut self, event: usize) {
        self.to = event as u32;
    }

    /// Its end alone.
    pub(crate) fn end(self) -> Reach {
        Reach { from: self.to, to: self.to }
    }

    /// Its beginning alone.
    pub(crate) fn begin(self) -> Reach {
        Reach { from: self.from, to: self.from }
    }

    /// Whether it is over before an event.
    pub(crate) fn ends_before(self, event: usize) -> bool {
        (self.to as usize) < event
    }

    /// From the beginning of one to the end of the other.
    pub(crate) fn until(self, last: Reach) -> Reach {
        Reach { from: self.from, to: last.to }
    }

    /// The event that begins it.
    pub fn from_event(self) -> usize {
        self.from as usize
    }

    /// The event that ends it; none while it is open, at the end of the trace only in an invalid
    /// one.
    pub fn to_event(self) -> Option<usize> {
        (self.to != OPEN).then_some(self.to as usize)
    }
}

/// A poll, a turn, or a call between entering and leaving the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) reach: Reach,
    /// The call's number, [`OPEN`] for a poll or a turn.
    call: u32,
    pub(crate) kind: BoxKind,
    pub(crate) end: BoxEnd,
}

impl Piece {
    pub(crate) fn call(&self) -> Option<CallId> {
        (self.call != OPEN).then_some(CallId(self.call))
    }
}

/// Something that is off the stack and not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) reach: Reach,
    /// The call's number, [`OPEN`] for a task's own line.
    call: u32,
    /// The lane and the row of the next piece; the lane is [`OPEN`] if it leads to none.
    next_lane: u32,
    next_row: u16,
    pub(crate) kind: ThreadKind,
    pub(crate) ends_in: EndsIn,
}

impl Line {
    pub(crate) fn call(&self) -> Option<CallId> {
        (self.call != OPEN).then_some(CallId(self.call))
    }

    /// Where the next piece stands, if it is a call's line that leads to one.
    pub(crate) fn next(&self) -> Option<Spot> {
        let spot = Spot { lane: LaneId(self.next_lane), row: self.next_row, slot: 0 };
        (self.next_lane != OPEN).then_some(spot)
    }
}

/// An operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    pub(crate) reach: Reach,
    pub(crate) op: OpId,
    pub(crate) row: u32,
    pub(crate) end: Option<OpEnd>,
}

/// Where an arrow comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The end of an operation: its place among the bars.
    Bar(usize),
    /// A lane, and the row of the call atop its stack there, or its strip.
    Lane(Spot),
}

/// An arrow, from a wake or a spawn to the poll or turn that it brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) reach: Reach,
    /// The place of a bar, or a lane's number.
    from: u32,
    /// The row, if it comes from a lane.
    row: u16,
    is_bar: bool,
    pub(crate) kind: ArrowKind,
}

impl Link {
    pub(crate) fn source(&self) -> Source {
        match self.is_bar {
            true => Source::Bar(self.from as usize),
            false => Source::Lane(Spot { lane: LaneId(self.from), row: self.row, slot: 0 }),
        }
    }
}

/// Something at one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dot {
    pub(crate) event: u32,
    pub(crate) kind: MarkKind,
}

impl Scene {
    /// Lays out `trace`: one look at each event.
    pub fn new(trace: &Trace) -> Scene {
        let mut scene = fold::fold(trace);
        scene.arrange(trace);
        scene
    }

    /// The lanes that have a row of their own, from top to bottom.
    pub fn shown(&self) -> impl Iterator<Item = LaneId> {
        self.lanes.iter().filter(|lane| lane.crowd == 0).map(|lane| lane.id)
    }

    /// How many bytes this takes.
    pub fn bytes(&self) -> usize {
        self.pieces.bytes()
            + self.lines.bytes()
            + self.bars.len() * size_of::<Bar>()
            + self.bar_rows.bytes()
            + self.links.bytes()
            + self.dots.bytes()
            + self.work.bytes()
            + self.blocked.bytes()
            + self.crowd.len() * size_of::<Member>()
    }

    /// The lanes from top to bottom, without a reactor that was never asked for anything.
    fn arrange(&mut self, trace: &Trace) {
        let mut needs = vec![(false, 0); trace.lanes.len()];
        let mut need = |lane: LaneId, rows: usize| {
            let need: &mut (bool, usize) = &mut needs[lane.index()];
            *need = (true, need.1.max(rows));
        };
        self.pieces.rows().for_each(|(spot, _)| need(spot.lane, spot.rows()));
        self.lines.rows().for_each(|(spot, _)| need(spot.lane, spot.rows()));
        self.dots.rows().for_each(|(spot, _)| need(spot.lane, 0));
        for (spot, links) in self.links.rows() {
            need(spot.lane, 0);
            for link in links {
                if let Source::Lane(spot) = link.source() {
                    need(spot.lane, 0);
                }
            }
        }
        let is_reactor = |lane: &LaneId| trace.lane(*lane).kind == LaneKind::Reactor;
        let ids = || (0..trace.lanes.len() as u32).map(LaneId);
        for id in ids().filter(|lane| !is_reactor(lane)) {
            let (kind, rows) = (trace.lane(id).kind, needs[id.index()].1);
            self.lanes.push(SceneLane { id, kind, rows, crowd: 0 });
        }
        self.gather(trace);
        let mut rows = self.pack(trace);
        for id in ids().filter(is_reactor) {
            if rows > 0 || needs[id.index()].0 {
                let kind = trace.lane(id).kind;
                self.lanes.push(SceneLane { id, kind, rows: std::mem::take(&mut rows), crowd: 0 });
            }
        }
    }
}
