//! Where a lane's time goes: computing, blocked on the stack, without a core; and what threads do.
//!
//! It stands apart because each nanosecond may be counted once only, whatever overlaps.

use super::{Fold, Passed};
use crate::ledger::{Reach, Stretch};
use trace::{Event, LaneId, LaneKind, ThreadEvent, WaitId};

impl Fold<'_> {
    pub(super) fn wait_started(&mut self, wait: WaitId, lane: LaneId) {
        let call = self.top(lane);
        let row = &mut self.ledger.waits[wait.index()];
        (row.lane, row.call, row.began) = (Some(lane), call, Some(self.now));
        let passed = self.pass(lane, &self.trace.events[self.now]);
        let state = &mut self.lanes[lane.index()];
        state.waits.push(wait);
        if self.trace.lane(lane).kind != LaneKind::JavaScript {
            state.blocking.push((wait, passed));
        }
    }

    pub(super) fn wait_ended(&mut self, wait: WaitId, lane: LaneId, event: &Event) {
        let row = &mut self.ledger.waits[wait.index()];
        row.ended = Some(self.now);
        let from = row.began.unwrap_or(self.now);
        let passed = self.pass(lane, event);
        let state = &mut self.lanes[lane.index()];
        state.waits.retain(|open| *open != wait);
        let place = state.blocking.iter().position(|(open, _)| *open == wait);
        let Some((_, since)) = place.map(|place| state.blocking.remove(place)) else { return };
        // A task whose wait is over within its poll, at the same instant, was never blocked.
        if since.at < event.at.0 || self.trace.lane(lane).kind == LaneKind::Thread {
            self.blocked(lane, from, since, passed);
        }
    }

    pub(super) fn work_ended(&mut self, lane: LaneId, event: &Event) {
        let passed = self.pass(lane, event);
        let state = &mut self.lanes[lane.index()];
        let Some((from, since)) = state.working.take() else { return };
        let work =
            passed.at.saturating_sub(since.at).saturating_sub(passed.blocked - since.blocked);
        state.passed.work += work;
        if let Some(call) = state.stack.last() {
            self.ledger.calls[call.index()].work += work;
        }
        if let Some(round) = state.round {
            self.ledger.rounds[round].work += work;
        }
        self.stretch(lane, from);
    }

    /// A lane was blocked, with all that is on its stack, since an event.
    pub(super) fn blocked(&mut self, lane: LaneId, from: usize, since: Passed, now: Passed) {
        // What it computed meanwhile, and where it was counted as blocked already, does not count.
        let other = (now.work - since.work) + (now.blocked - since.blocked);
        let blocked = now.at.saturating_sub(since.at).saturating_sub(other);
        let state = &mut self.lanes[lane.index()];
        state.passed.blocked += blocked;
        for call in &state.stack {
            self.ledger.calls[call.index()].blocked += blocked;
        }
        if let Some(round) = state.round {
            self.ledger.rounds[round].blocked += blocked;
        }
        self.stretch(lane, from);
    }

    /// In the order in which stretches began.
    pub(super) fn stretch(&mut self, lane: LaneId, from: usize) {
        let reach = Reach { from, to: Some(self.now) };
        let place = self.ledger.stretches.partition_point(|other| other.reach.from <= from);
        self.ledger.stretches.insert(place, Stretch { lane, reach });
    }

    pub(super) fn pass(&mut self, lane: LaneId, event: &Event) -> Passed {
        let passed = &mut self.lanes[lane.index()].passed;
        passed.at = event.at.0;
        *passed
    }

    pub(super) fn thread(&mut self, lane: LaneId, what: ThreadEvent, event: &Event) {
        match what {
            ThreadEvent::Spawned(new, _) => {
                self.ledger.threads[new.index()].spawned = Some(self.now);
            }
            ThreadEvent::Started => self.ledger.threads[lane.index()].started = Some(self.now),
            ThreadEvent::Ended => self.ledger.threads[lane.index()].ended = Some(self.now),
            ThreadEvent::CoreWanted | ThreadEvent::Preempted => {
                let passed = self.pass(lane, event);
                self.lanes[lane.index()].coreless = Some((self.now, passed));
            }
            ThreadEvent::CoreGot => {
                let passed = self.pass(lane, event);
                if let Some((from, since)) = self.lanes[lane.index()].coreless.take() {
                    self.blocked(lane, from, since, passed);
                }
            }
            ThreadEvent::CutOff => self.cut_off(lane),
            ThreadEvent::Unparked(_) => {}
        }
    }

    /// The run is over, and what is on this stack never returns.
    pub(super) fn cut_off(&mut self, lane: LaneId) {
        self.ledger.threads[lane.index()].ended = Some(self.now);
        for call in std::mem::take(&mut self.lanes[lane.index()].stack) {
            if let Some(piece) = self.ledger.calls[call.index()].pieces.last_mut() {
                piece.reach.to = Some(self.now);
            }
        }
    }
}
