//! The clocks of one world: each thread of the program has its own, with what is due on it and
//! with its own stream of random numbers.
//!
//! It stands apart because most programs have one thread and need none of this. A connection
//! belongs to the clock on which it is used; one that a thread hands to another brings along what
//! is on its way. So whatever a peer does depends on its own connection alone, and not on the
//! order in which the threads of a run happen to be executed.

use crate::deadline::{DeadlineKey, Deadlines};
use crate::net::{Door, Due, Links};
use crate::op::{Answer, Ended, OpKey};
use crate::{ListenerKey, Random, Reactor, StreamKey};
use trace::Instant;

/// The number of a clock within its reactor. The first one is there from the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockId(pub(crate) usize);

/// A deadline, and on which clock it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DeadlineOf(pub(crate) ClockId, pub(crate) DeadlineKey);

#[derive(Debug)]
pub(crate) struct Clock {
    pub(crate) now: Instant,
    pub(crate) deadlines: Deadlines<Due>,
    pub(crate) random: Random,
}

impl Reactor {
    /// A further clock, which stands where the present one stands. Its random numbers are drawn
    /// from the seed and from its number, whatever other clocks draw.
    pub fn open_clock(&mut self) -> ClockId {
        let random = Random::stream(self.seed, self.clocks.len() as u64);
        let (now, deadlines) = (self.now(), Deadlines::new());
        self.clocks.push(Clock { now, deadlines, random });
        ClockId(self.clocks.len() - 1)
    }

    /// From here on everything happens on this clock. Hands back the one before.
    pub fn use_clock(&mut self, clock: ClockId) -> ClockId {
        std::mem::replace(&mut self.at, clock)
    }

    /// Asks for a deadline on another clock; if that stands past it already, it is due at once.
    pub fn alarm(&mut self, clock: ClockId, at: Instant) -> OpKey {
        let home = self.use_clock(clock);
        let at = at.max(self.now());
        let op = self.answer_at(at, Ok(Answer::Done));
        self.use_clock(home);
        op
    }

    /// Sets something due on the present clock.
    pub(crate) fn set(&mut self, at: Instant, due: Due) -> DeadlineOf {
        let home = self.at;
        let deadlines = &mut self.clock().deadlines;
        let key = match due {
            Due::Typed(_) => deadlines.set_last(at, due),
            _ => deadlines.set(at, due),
        };
        DeadlineOf(home, key)
    }

    pub(crate) fn unset(&mut self, DeadlineOf(clock, key): DeadlineOf) -> Option<Due> {
        self.clocks[clock.0].deadlines.cancel(key)
    }

    pub(crate) fn clock(&mut self) -> &mut Clock {
        &mut self.clocks[self.at.0]
    }

    /// A connection is used on the present clock: what is on its way comes along.
    pub(crate) fn bring_stream(&mut self, stream: StreamKey) {
        let home = self.at;
        let from = std::mem::replace(self.links.home_of_stream(stream), home);
        if from != home {
            self.bring_wishes(Door::Stream(stream));
            self.bring(from, &|links, due| links.is_about(due, stream));
        }
    }

    /// So does a listener, with those who are on their way to it.
    pub(crate) fn bring_listener(&mut self, listener: ListenerKey) {
        let home = self.at;
        let from = std::mem::replace(self.links.home_of_listener(listener), home);
        if from != home {
            self.bring_wishes(Door::Listener(listener));
            self.bring(from, &|links, due| links.is_for(due, listener));
        }
    }

    fn bring(&mut self, from: ClockId, wanted: &dyn Fn(&Links, &Due) -> bool) {
        let links = &self.links;
        for (at, due) in self.clocks[from.0].deadlines.take(|due| wanted(links, due)) {
            self.set(at, due);
        }
        // What was due before the present happens now, each thing at its own instant.
        let now = self.now();
        while self.next_deadline().is_some_and(|at| at < now) {
            let Some((at, due)) = self.clock().deadlines.pop() else { break };
            let mut ended = Vec::new();
            self.happens(at, due, &mut ended);
            debug_assert!(ended.is_empty(), "nobody waits on a clock for what is on another");
        }
    }

    /// Something that was due happens.
    pub(crate) fn happens(&mut self, at: Instant, due: Due, ended: &mut Vec<Ended>) {
        match due {
            Due::Op(op, answer) => ended.extend(self.end(op, answer)),
            Due::Wished(op) => self.grant(at, op, ended),
            due => {
                let Some(due) = self.hold_back(due) else { return };
                let (home, deadlines) = (self.at, &mut self.clocks[self.at.0].deadlines);
                if let Some(door) = self.links.happens(due, at, home, deadlines) {
                    self.serve(door, ended);
                }
            }
        }
        self.arm();
    }
}
