//! The reactor: operations go in, virtual time passes, answers and wakers come out.
//!
//! No waker is woken, cloned or dropped in here: whoever owns the reactor does so once it is not
//! borrowed, for a waker may run anybody's code.

use crate::clock::{Clock, ClockId};
use crate::deadline::Deadlines;
use crate::net::{Door, Due, Links, Network};
use crate::op::{Answer, Awaits, Cancelled, Ended, Failure, OpKey, OpSlot};
use crate::wish::Wish;
use crate::{ListenerKey, Random, StreamKey};
use std::task::Waker;
use trace::Instant;

/// The simulated outside world of one run.
#[derive(Debug)]
pub struct Reactor {
    /// One for each thread of the program; the first is there from the start.
    pub(crate) clocks: Vec<Clock>,
    /// The clock on which everything happens at the moment.
    pub(crate) at: ClockId,
    pub(crate) ops: Vec<OpSlot>,
    pub(crate) links: Links,
    pub(crate) seed: u64,
    /// When the operation shall end that is asked for next, if not when it would.
    pub(crate) wished: Option<Instant>,
    /// Operations at doors that shall end at another instant than they would.
    pub(crate) wishes: Vec<Wish>,
}

impl Reactor {
    /// A world with this network; its clients will connect as time passes. Seed 0 is the calm
    /// run, timed just as its author wrote it; every other seed adds jitter to the network.
    pub fn new(network: Network, seed: u64) -> Reactor {
        let mut deadlines = Deadlines::new();
        let mut random = Random::from_seed(seed);
        let links = Links::new(network, seed != 0, &mut random, &mut deadlines);
        let clocks = vec![Clock { now: Instant::START, deadlines, random }];
        let (at, ops, wishes) = (ClockId::default(), Vec::new(), Vec::new());
        Reactor { clocks, at, ops, links, seed, wished: None, wishes }
    }

    /// The present, on the virtual clock.
    pub fn now(&self) -> Instant {
        self.clocks[self.at.0].now
    }

    /// The random numbers of the present clock.
    pub fn random(&mut self) -> &mut Random {
        &mut self.clock().random
    }

    /// Asks for a deadline; one in the past is due at once.
    pub fn sleep(&mut self, until: Instant) -> OpKey {
        self.answer_at(until.max(self.now()), Ok(Answer::Done))
    }

    /// Asks for the host that has this name.
    pub fn lookup(&mut self, name: &str) -> OpKey {
        let (latency, answer) = self.links.lookup(name);
        self.answer_at(self.now().after(latency), answer.map(Answer::Found))
    }

    /// Asks for a connection to a port of a host that [`Reactor::lookup`] found. A cancelled one
    /// is closed, as far as it got.
    pub fn connect(&mut self, host: u32, port: u16) -> OpKey {
        let (home, now) = (self.at, self.now());
        let jitter = self.links.jitter(&mut self.clocks[home.0].random);
        match self.links.connect(host, port, jitter, home) {
            (latency, Ok(stream)) => {
                let there = now.after(latency);
                self.set(there, Due::Established(stream));
                self.answer_at(there.after(latency), Ok(Answer::Stream(stream)))
            }
            (latency, Err(failure)) => self.answer_at(now.after(latency), Err(failure)),
        }
    }

    /// Begins to listen on a port.
    ///
    /// # Errors
    /// If somebody listens there already.
    pub fn listen(&mut self, port: u16) -> Result<ListenerKey, Failure> {
        let (home, now) = (self.at, self.now());
        let listener = self.links.listen(port, home)?;
        // Whoever came while nobody listened is gone; the others come on this clock.
        let mut coming = Vec::new();
        for (number, clock) in self.clocks.iter_mut().enumerate() {
            if ClockId(number) != home {
                coming.extend(clock.deadlines.take(|due| self.links.is_for(due, listener)));
            }
        }
        for (at, due) in coming.into_iter().filter(|(at, _)| *at > now) {
            self.set(at, due);
        }
        Ok(listener)
    }

    /// Stops listening: clients that nobody has accepted hear that the connection is closed, and
    /// those that come later are refused. An accept under way never ends.
    pub fn unlisten(&mut self, listener: ListenerKey) {
        for stream in self.links.unlisten(listener) {
            self.close(stream);
        }
        self.forget_door(Door::Listener(listener));
    }

    /// Asks for the next incoming connection. One that is there already ends the operation now;
    /// of several that wait, the first one gets the next.
    pub fn accept(&mut self, listener: ListenerKey) -> OpKey {
        self.bring_listener(listener);
        self.ask_at(Door::Listener(listener), Awaits::Connection(listener))
    }

    /// Asks for bytes, at most `most`. Bytes that are there already end the operation now; of
    /// several that wait, the first one gets the next.
    pub fn read(&mut self, stream: StreamKey, most: usize) -> OpKey {
        self.bring_stream(stream);
        self.ask_at(Door::Stream(stream), Awaits::Bytes(stream, most))
    }

    /// Sends bytes. They reach the peer after the link's latency; the operation ends now.
    pub fn write(&mut self, stream: StreamKey, bytes: &[u8]) -> OpKey {
        self.bring_stream(stream);
        let answer = self.links.latency_to_peer(stream).map(|latency| {
            let due = Due::ToPeer(stream, bytes.to_vec());
            self.set(self.now().after(latency), due);
            Answer::Done
        });
        self.arm();
        self.answer_now(Awaits::Nothing, answer)
    }

    /// Closes our side of a stream; the peer hears of it after the link's latency.
    pub fn close(&mut self, stream: StreamKey) {
        self.bring_stream(stream);
        if let Ok(latency) = self.links.latency_to_peer(stream) {
            self.links.close(stream, self.now());
            self.set(self.now().after(latency), Due::PeerClosed(stream));
        }
        self.forget_stream(stream);
    }

    /// For people: who is at the other end.
    pub fn peer_name(&self, stream: StreamKey) -> &str {
        self.links.peer_name(stream)
    }

    /// Takes the answer of an operation that has ended. It is given once.
    ///
    /// # Panics
    /// If the operation was cancelled or its answer taken: only a bug asks again.
    pub fn take_answer(&mut self, op: OpKey) -> Option<Result<Answer, Failure>> {
        let slot = &mut self.ops[op.0 as usize];
        if let OpSlot::Pending { .. } = slot {
            return None;
        }
        match std::mem::replace(slot, OpSlot::Gone) {
            OpSlot::Ended { answer, .. } => Some(answer),
            _ => panic!("an operation is asked until it answers, and not again"),
        }
    }

    /// Whether this waker, or one like it, will be handed back when the operation ends.
    pub fn is_watched_by(&self, op: OpKey, waker: &Waker) -> bool {
        match &self.ops[op.0 as usize] {
            OpSlot::Pending { waker: Some(known), .. } => known.will_wake(waker),
            _ => false,
        }
    }

    /// Keeps a waker, to be handed back when the operation ends. Of several the last one counts;
    /// the one before comes back, to be dropped.
    pub fn watch(&mut self, op: OpKey, watcher: Waker) -> Option<Waker> {
        match &mut self.ops[op.0 as usize] {
            OpSlot::Pending { waker, .. } => waker.replace(watcher),
            _ => Some(watcher),
        }
    }

    /// Whether an operation is still under way.
    pub fn is_pending(&self, op: OpKey) -> bool {
        matches!(self.ops[op.0 as usize], OpSlot::Pending { .. })
    }

    /// Whether an operation has ended and its answer waits to be taken; how it failed, if it did.
    pub fn ended(&self, op: OpKey) -> Option<Option<Failure>> {
        match &self.ops[op.0 as usize] {
            OpSlot::Ended { answer, .. } => Some(answer.as_ref().err().copied()),
            _ => None,
        }
    }

    /// Forgets an operation. Its deadline moves the clock no more. What it had got and nobody
    /// has taken is not lost: the next one at the same door gets it.
    pub fn cancel(&mut self, op: OpKey) -> Cancelled {
        let mut cancelled = Cancelled::default();
        match std::mem::replace(&mut self.ops[op.0 as usize], OpSlot::Gone) {
            OpSlot::Pending { awaits, waker } => {
                self.stop_waiting(op, awaits);
                (cancelled.was_pending, cancelled.waker) = (true, waker);
            }
            OpSlot::Ended { awaited, answer: Ok(answer) } => {
                self.give_back(awaited, answer, &mut cancelled.ended);
            }
            OpSlot::Ended { answer: Err(_), .. } | OpSlot::Gone => {}
        }
        cancelled
    }

    /// The next instant at which something happens out there.
    pub fn next_deadline(&self) -> Option<Instant> {
        self.clocks[self.at.0].deadlines.next()
    }

    /// Moves the clock to `to`, through **at most one** deadline: the earliest one not after `to`.
    /// Hands back what ended by it, or `None` once the clock stands at `to`. What is typed at `to`
    /// itself is not due yet: more may happen at this instant.
    pub fn advance(&mut self, to: Instant) -> Option<Vec<Ended>> {
        let clock = self.clock();
        let last = clock.deadlines.next_comes_last();
        if clock.deadlines.next().is_none_or(|at| at > to || at == to && last) {
            clock.now = clock.now.max(to);
            return None;
        }
        self.advance_idle()
    }

    /// Nothing more can happen at this instant of its own accord: moves the clock through the next
    /// deadline, whichever it is. `None` if there is none.
    pub fn advance_idle(&mut self) -> Option<Vec<Ended>> {
        let clock = self.clock();
        let (at, due) = clock.deadlines.pop()?;
        clock.now = clock.now.max(at);
        let (mut ended, now) = (Vec::new(), clock.now);
        self.happens(now, due, &mut ended);
        Some(ended)
    }

    fn stop_waiting(&mut self, op: OpKey, awaits: Awaits) {
        match awaits {
            Awaits::Nothing => {}
            Awaits::Deadline(key) => drop(self.unset(key)),
            Awaits::Stream(key, stream) => {
                self.unset(key);
                self.close(stream);
            }
            Awaits::Connection(key) => self.links.waiting(Door::Listener(key)).retain(|o| *o != op),
            Awaits::Bytes(key, _) => self.links.waiting(Door::Stream(key)).retain(|o| *o != op),
        }
        self.forget_wish(op);
        self.arm();
    }

    fn give_back(&mut self, from: Awaits, answer: Answer, ended: &mut Vec<Ended>) {
        match (from, answer) {
            (Awaits::Connection(listener), Answer::Stream(stream)) => {
                if self.links.give_connection_back(listener, stream) {
                    self.serve(Door::Listener(listener), ended);
                } else {
                    self.close(stream);
                }
            }
            (Awaits::Bytes(stream, _), Answer::Bytes(bytes)) => {
                self.links.give_bytes_back(stream, &bytes);
                self.serve(Door::Stream(stream), ended);
            }
            (_, Answer::Stream(stream)) => self.close(stream),
            _ => {}
        }
    }

    /// Ends the operations that wait at a door, first come first served, while there is something.
    pub(crate) fn serve(&mut self, door: Door, ended: &mut Vec<Ended>) {
        while let Some(op) = self.links.waiting(door).front().copied() {
            let OpSlot::Pending { awaits, .. } = self.ops[op.0 as usize] else { break };
            if self.is_held(door) {
                break;
            }
            let Some(answer) = self.take_at(door, awaits) else { break };
            self.links.waiting(door).pop_front();
            self.forget_wish(op);
            ended.extend(self.end(op, answer));
        }
    }

    /// A new operation that will get this answer then.
    pub(crate) fn answer_at(&mut self, at: Instant, answer: Result<Answer, Failure>) -> OpKey {
        let at = self.wished.take().unwrap_or(at);
        let op = OpKey(self.ops.len() as u32);
        let stream = if let Ok(Answer::Stream(stream)) = answer { Some(stream) } else { None };
        let key = self.set(at, Due::Op(op, answer));
        self.start(stream.map_or(Awaits::Deadline(key), |stream| Awaits::Stream(key, stream)))
    }

    /// A new operation that has its answer already.
    pub(crate) fn answer_now(&mut self, awaited: Awaits, answer: Result<Answer, Failure>) -> OpKey {
        self.ops.push(OpSlot::Ended { awaited, answer });
        OpKey((self.ops.len() - 1) as u32)
    }

    pub(crate) fn wait_at(&mut self, door: Door, awaits: Awaits) -> OpKey {
        let op = self.start(awaits);
        self.links.waiting(door).push_back(op);
        op
    }

    fn start(&mut self, awaits: Awaits) -> OpKey {
        self.ops.push(OpSlot::Pending { awaits, waker: None });
        OpKey((self.ops.len() - 1) as u32)
    }

    pub(crate) fn end(&mut self, op: OpKey, answer: Result<Answer, Failure>) -> Option<Ended> {
        let failure = answer.as_ref().err().copied();
        let slot = &mut self.ops[op.0 as usize];
        let OpSlot::Pending { awaits: awaited, .. } = *slot else { return None };
        match std::mem::replace(slot, OpSlot::Ended { awaited, answer }) {
            OpSlot::Pending { waker, .. } => Some(Ended { op, failure, waker }),
            _ => None,
        }
    }
}
