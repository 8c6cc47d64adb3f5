//! What if a fetch ended at another instant? It stands apart from other what-ifs because the
//! reactor knows no fetch, only its parts: here a bell rings at the wished instant.

use super::{Completion, Pending, TwinWorld};
use trace::{Instant, OpId};

impl TwinWorld {
    /// The fetch that has just been asked for shall end then, unless that has passed.
    pub(super) fn end_fetch_at(&mut self, op: OpId, at: Option<Instant>) {
        let now = self.now();
        if let Some(at) = at.filter(|at| *at >= now) {
            let key = self.world.reactor.borrow_mut().sleep(at);
            self.pending.push((key, Pending::Bell(op)));
        }
    }

    /// A fetch is over; if its bell is still to ring, nobody hears of it before.
    pub(super) fn fetch_is_over(&mut self, op: OpId, answer: Result<String, String>) {
        let bell = |pending: &Pending| matches!(pending, Pending::Bell(other) if *other == op);
        if self.pending.iter().any(|(_, pending)| bell(pending)) {
            self.held.push((op, answer));
        } else {
            self.complete((op, answer));
        }
    }

    /// The wished instant has come: what was held is heard of now, and what is still under way is
    /// hurried, part after part, as far as each next one is on its way.
    pub(super) fn bell_rings(&mut self, op: OpId) {
        if let Some(place) = self.held.iter().position(|(held, _)| *held == op) {
            let completion = self.held.remove(place);
            return self.complete(completion);
        }
        loop {
            let is_it =
                |pending: &Pending| matches!(pending, Pending::Fetch(_)) && pending.op() == op;
            let Some(place) = self.pending.iter().position(|(_, pending)| is_it(pending)) else {
                return;
            };
            let ended = self.world.reactor.borrow_mut().hurry(self.pending[place].0);
            if ended.is_empty() {
                return;
            }
            if let (_, Pending::Fetch(fetch)) = self.pending.remove(place) {
                self.fetch_proceeds(fetch);
            }
        }
    }

    /// Forgets an answer that nobody has heard of; true if there was one.
    pub(super) fn unhold(&mut self, op: OpId) -> bool {
        let before = self.held.len();
        self.held.retain(|(held, _)| *held != op);
        self.held.len() < before
    }

    fn complete(&mut self, (op, answer): Completion) {
        self.world.record().fetch_ends(op, answer.as_ref().err());
        self.completed.push((op, answer));
    }
}
