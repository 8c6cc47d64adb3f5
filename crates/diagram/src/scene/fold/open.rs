//! Opening and closing shapes: what every event's part of the fold does with the lists.

use super::Fold;
use crate::scene::{Dot, Line, Link, OPEN, Piece, Reach, Row, Source, Spot, has_strip};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind};
use trace::{CallId, LaneId};

impl Fold<'_> {
    /// From here to an end that is not known yet.
    pub(super) fn reach(&self) -> Reach {
        Reach::open(self.now)
    }

    pub(super) fn piece(&mut self, kind: BoxKind, spot: Spot, call: Option<CallId>) -> u32 {
        let (reach, call) = (self.reach(), call.map_or(OPEN, |call| call.0));
        self.pieces.push(spot, Piece { reach, call, kind, end: BoxEnd::Open })
    }

    pub(super) fn end_piece(&mut self, piece: Option<u32>, end: BoxEnd) {
        if let Some(piece) = piece.and_then(|piece| self.pieces.items.get_mut(piece as usize)) {
            piece.reach.close(self.now);
            piece.end = end;
        }
    }

    pub(super) fn line(
        &mut self,
        kind: ThreadKind,
        lane: LaneId,
        row: Row,
        call: Option<CallId>,
    ) -> u32 {
        let (reach, call) = (self.reach(), call.map_or(OPEN, |call| call.0));
        let (next_lane, next_row, ends_in) = (OPEN, 0, EndsIn::Entered);
        let line = Line { reach, call, next_lane, next_row, kind, ends_in };
        self.lines.push(Spot::new(lane, row), line)
    }

    pub(super) fn end_line(&mut self, line: Option<u32>, ends_in: EndsIn) {
        if let Some(line) = line.and_then(|line| self.lines.items.get_mut(line as usize)) {
            line.reach.close(self.now);
            line.ends_in = ends_in;
        }
    }

    /// An arrow that begins here.
    pub(super) fn link(&self, kind: ArrowKind, source: Source) -> Link {
        let (from, row, is_bar) = match source {
            Source::Bar(bar) => (bar as u32, 0, true),
            Source::Lane(spot) => (spot.lane.0, spot.row, false),
        };
        Link { reach: self.reach(), from, row, is_bar, kind }
    }

    /// The call atop a lane's stack, else its strip.
    pub(super) fn top(&self, lane: LaneId) -> Source {
        let row = self.depth(lane).checked_sub(1).map_or(Row::Strip, Row::Depth);
        Source::Lane(Spot::new(lane, row))
    }

    /// A stretch atop the lane's stack, or on its strip if no call is there.
    pub(super) fn stretch(&self, lane: LaneId) -> Option<(Spot, Reach)> {
        let row = match self.depth(lane).checked_sub(1) {
            Some(depth) => Row::Depth(depth),
            None if has_strip(self.trace.lane(lane).kind) => Row::Strip,
            None => return None,
        };
        Some((Spot::new(lane, row), self.reach()))
    }

    pub(super) fn dot(&mut self, kind: MarkKind, lane: LaneId) {
        self.dot_at(kind, lane, self.now);
    }

    pub(super) fn dot_at(&mut self, kind: MarkKind, lane: LaneId, event: usize) {
        let row = match (kind, self.depth(lane).checked_sub(1)) {
            (MarkKind::Wake, _) => Row::Strip,
            (_, Some(depth)) => Row::Depth(depth),
            _ => Row::Strip,
        };
        self.dots.push(Spot::new(lane, row), Dot { event: event as u32, kind });
    }

    pub(super) fn depth(&self, lane: LaneId) -> usize {
        self.lanes[lane.index()].stack.len()
    }
}
