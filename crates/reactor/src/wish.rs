//! What if an operation ended at another instant? What it waits for then comes later, or sooner.
//!
//! A timer, a look-up, a connection being made: their deadline is another one, and that is all.
//! What comes to a **door** (a listener's clients, a stream's bytes) comes in order, and must do so
//! still:
//!
//! - **Later**: while the operation is the first at its door, whatever arrives there is held back
//!   until the wished instant, in order. What has arrived before is not handed out either.
//! - **Sooner**: at the wished instant, what is on its way to the door arrives: the next client; or
//!   the next thing that happens to the stream, until something comes in. A peer that has yet to
//!   hear of a question hears it then, and answers at once. If nothing is on its way, the operation
//!   ends as soon as something is. What the reader types stays at its instant.
//!
//! An operation that is given up before has no end, and its wish is forgotten, unless something is
//! held back already. A wish for which nothing ever comes moves no clock.

use crate::clock::{ClockId, DeadlineOf};
use crate::net::{Door, Due};
use crate::op::{Answer, Awaits, Ended, Failure, OpKey, OpSlot};
use crate::{Reactor, StreamKey};
use trace::Instant;

/// An operation that waits at a door, and when it shall end.
#[derive(Debug)]
pub(crate) struct Wish {
    op: OpKey,
    door: Door,
    at: Instant,
    home: ClockId,
    /// Once something is on its way: when that arrives.
    due: Option<(Instant, DeadlineOf)>,
    /// What has been held back.
    late: Vec<Due>,
}

impl Reactor {
    /// The operation that is asked for next shall end at this instant, unless that has passed. One
    /// that ends as it is asked for takes no notice.
    pub fn end_next_at(&mut self, at: Option<Instant>) {
        self.wished = at.filter(|at| *at >= self.now());
    }

    /// Lets an operation end now, if what it waits for is on its way.
    pub fn hurry(&mut self, op: OpKey) -> Vec<Ended> {
        let (mut ended, now) = (Vec::new(), self.now());
        while let OpSlot::Pending { awaits, .. } = &self.ops[op.0 as usize] {
            let comes = match *awaits {
                Awaits::Nothing => false,
                Awaits::Deadline(key) | Awaits::Stream(key, _) => {
                    let due = self.unset(key);
                    due.map(|due| self.happens(now, due, &mut ended)).is_some()
                }
                Awaits::Connection(listener) => {
                    self.bring_on(now, Door::Listener(listener), &mut ended)
                }
                Awaits::Bytes(stream, _) => self.bring_on(now, Door::Stream(stream), &mut ended),
            };
            if !comes {
                break;
            }
        }
        ended
    }

    /// Asks for the next thing that comes to a door: there already, or waited for.
    pub(crate) fn ask_at(&mut self, door: Door, awaits: Awaits) -> OpKey {
        let wished = self.wished.take();
        let is_late = wished.is_some_and(|at| at > self.now()) || self.is_held(door);
        let answer = if is_late { None } else { self.take_at(door, awaits) };
        if let Some(answer) = answer {
            return self.answer_now(awaits, answer);
        }
        let op = self.wait_at(door, awaits);
        if let Some(at) = wished {
            let (home, late) = (self.at, Vec::new());
            self.wishes.push(Wish { op, door, at, home, due: None, late });
            self.arm();
        }
        op
    }

    /// What is there at a door for somebody who waits for this.
    pub(crate) fn take_at(
        &mut self,
        door: Door,
        awaits: Awaits,
    ) -> Option<Result<Answer, Failure>> {
        match (door, awaits) {
            (Door::Listener(listener), _) => {
                self.links.take_connection(listener).map(|stream| Ok(Answer::Stream(stream)))
            }
            (Door::Stream(stream), Awaits::Bytes(_, most)) => {
                self.links.take_bytes(stream, most).map(|answer| answer.map(Answer::Bytes))
            }
            (Door::Stream(_), _) => None,
        }
    }

    /// Whether nothing gets through a door at the moment.
    pub(crate) fn is_held(&mut self, door: Door) -> bool {
        self.holder(door).is_some()
    }

    /// The wish for which a door is held: that of the first who waits there, or one for which
    /// something has been held back.
    fn holder(&mut self, door: Door) -> Option<usize> {
        if self.wishes.is_empty() {
            return None;
        }
        let (now, first) = (self.now(), self.links.waiting(door).front().copied());
        self.wishes.iter().position(|wish| {
            let is_late = Some(wish.op) == first && wish.at > now;
            wish.door == door && (is_late || !wish.late.is_empty())
        })
    }

    /// Something happens; if it arrives at a door that is held, it is held back.
    pub(crate) fn hold_back(&mut self, due: Due) -> Option<Due> {
        for place in 0..self.wishes.len() {
            let door = self.wishes[place].door;
            if self.links.arrives_at(&due, door)
                && let Some(holder) = self.holder(door)
            {
                self.wishes[holder].late.push(due);
                return None;
            }
        }
        Some(due)
    }

    /// Sets a deadline for each wish that can come true: something is there, or on its way.
    pub(crate) fn arm(&mut self) {
        for place in 0..self.wishes.len() {
            let Wish { op, door, at, home, due, ref late } = self.wishes[place];
            if due.is_some() || home != self.at {
                continue;
            }
            let can_come = !late.is_empty()
                || self.links.waiting(door).front() == Some(&op)
                    && (self.links.has_come(door) || self.is_on_its_way(door));
            if can_come {
                let at = at.max(self.now());
                self.wishes[place].due = Some((at, self.set(at, Due::Wished(op))));
            }
        }
    }

    fn is_on_its_way(&self, door: Door) -> bool {
        self.clocks[self.at.0].deadlines.any(|due| self.links.comes_to(due, door))
    }

    /// The wished instant has come.
    pub(crate) fn grant(&mut self, at: Instant, op: OpKey, ended: &mut Vec<Ended>) {
        let Some(place) = self.wishes.iter().position(|wish| wish.op == op) else { return };
        let Wish { door, late, .. } = self.wishes.remove(place);
        self.serve(door, ended);
        for due in late {
            self.happens(at, due, ended);
        }
        while self.is_pending(op) && self.links.waiting(door).front() == Some(&op) {
            if !self.bring_on(at, door, ended) {
                break;
            }
        }
        if self.is_pending(op) {
            let (home, late) = (self.at, Vec::new());
            self.wishes.push(Wish { op, door, at, home, due: None, late });
        }
    }

    /// The next thing on its way to a door happens now; false if there is none.
    fn bring_on(&mut self, now: Instant, door: Door, ended: &mut Vec<Ended>) -> bool {
        let (links, deadlines) = (&self.links, &mut self.clocks[self.at.0].deadlines);
        let next = deadlines.take_first(|due| links.comes_to(due, door));
        next.map(|due| self.happens(now, due, ended)).is_some()
    }

    /// An operation is over. What has been held back for it still comes in its time.
    pub(crate) fn forget_wish(&mut self, op: OpKey) {
        let given_up = |wish: &Wish| wish.op == op && wish.late.is_empty();
        if let Some(place) = self.wishes.iter().position(given_up) {
            let wish = self.wishes.remove(place);
            if let Some((_, key)) = wish.due {
                self.unset(key);
            }
        }
    }

    /// Nobody will wait at a door any more: what was held back comes, to nobody.
    pub(crate) fn forget_door(&mut self, door: Door) {
        while let Some(place) = self.wishes.iter().position(|wish| wish.door == door) {
            let wish = self.wishes.remove(place);
            if let Some((_, key)) = wish.due {
                self.unset(key);
            }
            let now = self.now();
            for due in wish.late {
                self.happens(now, due, &mut Vec::new());
            }
        }
    }

    /// A door is used on the present clock from here on, and so are its wishes.
    pub(crate) fn bring_wishes(&mut self, door: Door) {
        for place in 0..self.wishes.len() {
            let Wish { op, door: other, due, .. } = self.wishes[place];
            if other != door {
                continue;
            }
            self.wishes[place].home = self.at;
            if let Some((at, key)) = due {
                self.unset(key);
                self.wishes[place].due = Some((at, self.set(at, Due::Wished(op))));
            }
        }
    }

    /// A stream is closed: see [`Reactor::forget_door`].
    pub(crate) fn forget_stream(&mut self, stream: StreamKey) {
        self.forget_door(Door::Stream(stream));
    }
}
