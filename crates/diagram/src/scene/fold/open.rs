//! Opening and closing shapes: what every event's part of the fold does with the scene's lists.

use super::Fold;
use crate::scene::{Dot, Line, Link, Piece, Reach, Row, Source, Stretch, has_strip};
use crate::{ArrowKind, BoxEnd, BoxKind, EndsIn, MarkKind, ThreadKind};
use trace::{CallId, LaneId, TaskId};

impl Fold<'_> {
    /// From here to an end that is not known yet.
    pub(super) fn reach(&self) -> Reach {
        let (from, from_event) = (self.position, self.now);
        Reach { from, to: self.last.max(from), from_event, to_event: None }
    }

    pub(super) fn piece(
        &mut self,
        kind: BoxKind,
        lane: LaneId,
        row: Row,
        call: Option<CallId>,
        number: usize,
    ) -> usize {
        let (reach, end) = (self.reach(), BoxEnd::Open);
        let (name, title) = (String::new(), String::new());
        let of = number;
        self.scene.pieces.push(Piece {
            kind,
            lane,
            row,
            call,
            number,
            of,
            count: 1,
            reach,
            end,
            name,
            title,
        });
        self.scene.pieces.len() - 1
    }

    pub(super) fn end_piece(&mut self, piece: Option<usize>, end: BoxEnd) {
        let reach = self.reach();
        if let Some(piece) = piece.and_then(|piece| self.scene.pieces.get_mut(piece)) {
            piece.reach.close(reach);
            piece.end = end;
        }
    }

    pub(super) fn line(
        &mut self,
        kind: ThreadKind,
        lane: LaneId,
        row: Row,
        call: Option<CallId>,
        task: Option<TaskId>,
    ) -> usize {
        let (reach, ends_in, title) = (self.reach(), EndsIn::Entered, String::new());
        self.scene.lines.push(Line {
            kind,
            lane,
            row,
            slot: 0,
            call,
            task,
            reach,
            ends_in,
            next: None,
            title,
        });
        self.scene.lines.len() - 1
    }

    pub(super) fn end_line(&mut self, line: Option<usize>, ends_in: EndsIn) {
        let reach = self.reach();
        if let Some(line) = line.and_then(|line| self.scene.lines.get_mut(line)) {
            line.reach.close(reach);
            line.ends_in = ends_in;
        }
    }

    pub(super) fn link(&self, kind: ArrowKind, source: Source, task: TaskId) -> Link {
        let (target, reach, title) = (self.trace.task(task).lane, self.reach(), String::new());
        Link { kind, source, target, task: Some(task), reach, title }
    }

    /// A stretch atop the lane's stack, or on its strip if no call is there.
    pub(super) fn stretch(&self, lane: LaneId) -> Option<Stretch> {
        let row = match self.depth(lane).checked_sub(1) {
            Some(depth) => Row::Depth(depth),
            None if has_strip(self.trace.lane(lane).kind) => Row::Strip,
            None => return None,
        };
        Some(Stretch { lane, row, reach: self.reach(), title: String::new() })
    }

    pub(super) fn dot(&mut self, kind: MarkKind, lane: LaneId) {
        self.dot_at(kind, lane, self.position, self.now);
    }

    pub(super) fn dot_at(&mut self, kind: MarkKind, lane: LaneId, position: usize, event: usize) {
        let row = match (kind, self.depth(lane).checked_sub(1)) {
            (MarkKind::Wake, _) => Row::Strip,
            (_, Some(depth)) => Row::Depth(depth),
            _ => Row::Strip,
        };
        self.scene.dots.push(Dot { kind, lane, row, position, event, title: String::new() });
    }

    pub(super) fn depth(&self, lane: LaneId) -> usize {
        self.lanes[lane.index()].stack.len()
    }
}
