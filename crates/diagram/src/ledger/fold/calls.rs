//! Calls and operations: their rows, and what was under way in a call that left the stack.

use super::Fold;
use crate::ledger::{Held, Piece, Reach};
use trace::{CallId, LaneId, Left, OpEnd, OpId, WaitOn};

impl Fold<'_> {
    pub(super) fn entered(&mut self, call: CallId, lane: LaneId) {
        let (parent, round) = (self.top(lane), self.lanes[lane.index()].round);
        let row = &mut self.ledger.calls[call.index()];
        if row.pieces.is_empty() {
            row.lane = Some(lane);
            if row.created.is_none() {
                row.maker = parent;
            }
        }
        let reach = Reach::open(self.now);
        row.pieces.push(Piece { reach, round, parent, held: Vec::new(), sure: false });
        self.lanes[lane.index()].stack.push(call);
    }

    pub(super) fn left(&mut self, call: CallId, left: Left, lane: LaneId) {
        let (held, sure) = match left {
            Left::Suspended => self.held(call, lane),
            Left::Awaits(promised) => (vec![Held::Promise(promised)], true),
            _ => (Vec::new(), false),
        };
        let state = &mut self.lanes[lane.index()];
        state.stack.pop();
        state.blocking.clear();
        let parent = state.stack.last().copied();
        if !left.is_done() {
            state.suspended.push((call, parent, self.now));
        }
        let row = &mut self.ledger.calls[call.index()];
        row.over = left.is_done().then_some(self.now);
        if let Some(piece) = row.pieces.last_mut() {
            piece.reach.to = Some(self.now);
            (piece.held, piece.sure) = (held, sure);
        }
    }

    pub(super) fn op_ended(&mut self, op: OpId, end: OpEnd) {
        let row = &mut self.ledger.ops[op.index()];
        (row.ended, row.end) = (Some(self.now), Some(end));
        let state = &mut self.lanes[self.trace.op(op).lane.index()];
        state.ops.retain(|(other, _)| *other != op);
        state.ended = Some((op, self.now));
    }

    /// What was under way in a call that leaves the stack unfinished: the calls in its body that
    /// did so before it; without any, what it has asked for itself and not got. And whether that is
    /// one thing and no other can be meant.
    pub(super) fn held(&self, call: CallId, lane: LaneId) -> (Vec<Held>, bool) {
        let state = &self.lanes[lane.index()];
        let since = self.ledger.calls[call.index()].pieces.last();
        let since = since.map_or(0, |piece| piece.reach.from);
        let inside = |(inner, parent, at): &&(CallId, Option<CallId>, usize)| {
            *parent == Some(call) && *at > since && self.ledger.calls[inner.index()].over.is_none()
        };
        let inner: Vec<CallId> =
            state.suspended.iter().filter(inside).map(|(inner, ..)| *inner).collect();
        if !inner.is_empty() {
            let beside = state.ops.iter().any(|(_, asker)| self.below(*asker, call, &inner));
            let sure = inner.len() == 1 && !beside;
            return (inner.into_iter().map(Held::Call).collect(), sure);
        }
        let own = state.ops.iter().filter(|(_, asker)| *asker == Some(call));
        let mut held: Vec<Held> = own.map(|(op, _)| Held::Op(*op)).collect();
        for wait in &state.waits {
            let on_op = matches!(self.trace.wait(*wait).on, WaitOn::Op(_));
            if self.ledger.waits[wait.index()].call == Some(call) && !on_op {
                held.push(Held::Wait(*wait));
            }
        }
        let sure = held.len() == 1;
        (held, sure)
    }

    /// Whether somebody asked in a call's body, and not in one of these inner calls.
    pub(super) fn below(&self, mut asker: Option<CallId>, call: CallId, inner: &[CallId]) -> bool {
        // A caller was there before what it calls, so this ends; the bound is for broken traces.
        for _ in 0..self.trace.calls.len() {
            match asker {
                Some(found) if found == call => return true,
                Some(found) if inner.contains(&found) => return false,
                Some(found) => {
                    let piece = self.ledger.calls[found.index()].pieces.last();
                    asker = piece.and_then(|piece| piece.parent);
                }
                None => return false,
            }
        }
        false
    }
}
