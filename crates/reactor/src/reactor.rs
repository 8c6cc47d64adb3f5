//! The reactor: operations go in, virtual time passes, answers and wakers come out.

use crate::deadline::Deadlines;
use crate::net::{Due, Links, Network};
use crate::op::{Answer, Awaits, Failure, OpKey, OpSlot};
use crate::{ListenerKey, Random, StreamKey};
use std::task::{Poll, Waker};
use trace::Instant;

/// The simulated outside world of one run.
#[derive(Debug)]
pub struct Reactor {
    now: Instant,
    deadlines: Deadlines<Due>,
    ops: Vec<OpSlot>,
    links: Links,
    random: Random,
}

/// An operation that has just ended, and whoever wants to know. Wake it once nothing is borrowed.
#[derive(Debug)]
pub struct Ended {
    /// Which.
    pub op: OpKey,
    /// How it failed, if it did.
    pub failure: Option<Failure>,
    /// Who polled it last; nobody yet if it was never polled.
    pub waker: Option<Waker>,
}

impl Reactor {
    /// A world with this network; its clients will connect as time passes. Seed 0 is the calm
    /// run, timed just as its author wrote it; every other seed adds jitter to the network.
    pub fn new(network: Network, seed: u64) -> Reactor {
        let mut deadlines = Deadlines::new();
        let mut random = Random::from_seed(seed);
        let links = Links::new(network, seed != 0, &mut random, &mut deadlines);
        Reactor { now: Instant::START, deadlines, ops: Vec::new(), links, random }
    }

    /// The present, on the virtual clock.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The run's random numbers.
    pub fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// Asks for a deadline; one in the past is due at once.
    pub fn sleep(&mut self, until: Instant) -> OpKey {
        self.answer_at(until.max(self.now), Ok(Answer::Done))
    }

    /// Asks for the host that has this name.
    pub fn lookup(&mut self, name: &str) -> OpKey {
        let (latency, answer) = self.links.lookup(name);
        self.answer_at(self.now.after(latency), answer.map(Answer::Found))
    }

    /// Asks for a connection to a port of a host that [`Reactor::lookup`] found.
    pub fn connect(&mut self, host: u32, port: u16) -> OpKey {
        let jitter = self.links.jitter(&mut self.random);
        match self.links.connect(host, port, jitter) {
            (latency, Ok(stream)) => {
                let there = self.now.after(latency);
                self.deadlines.set(there, Due::Established(stream));
                self.answer_at(there.after(latency), Ok(Answer::Stream(stream)))
            }
            (latency, Err(failure)) => self.answer_at(self.now.after(latency), Err(failure)),
        }
    }

    /// Begins to listen on a port.
    ///
    /// # Errors
    /// If somebody listens there already.
    pub fn listen(&mut self, port: u16) -> Result<ListenerKey, Failure> {
        self.links.listen(port)
    }

    /// Stops listening; clients that come later are refused.
    pub fn unlisten(&mut self, listener: ListenerKey) {
        self.links.unlisten(listener);
    }

    /// Asks for the next incoming connection. One that is there already ends the operation now.
    pub fn accept(&mut self, listener: ListenerKey) -> OpKey {
        match self.links.take_connection(listener) {
            Some(stream) => self.answer_now(Ok(Answer::Stream(stream))),
            None => {
                let op = self.start(Awaits::Connection(listener));
                self.links.wait_for_connection(listener, op);
                op
            }
        }
    }

    /// Asks for bytes, at most `most`. Bytes that are there already end the operation now.
    pub fn read(&mut self, stream: StreamKey, most: usize) -> OpKey {
        match self.links.take_bytes(stream, most) {
            Some(answer) => self.answer_now(answer.map(Answer::Bytes)),
            None => {
                let op = self.start(Awaits::Bytes(stream, most));
                self.links.wait_for_bytes(stream, op);
                op
            }
        }
    }

    /// Sends bytes. They reach the peer after the link's latency; the operation ends now.
    pub fn write(&mut self, stream: StreamKey, bytes: &[u8]) -> OpKey {
        match self.links.latency_to_peer(stream) {
            Ok(latency) => {
                let due = Due::ToPeer(stream, bytes.to_vec());
                self.deadlines.set(self.now.after(latency), due);
                self.answer_now(Ok(Answer::Done))
            }
            Err(failure) => self.answer_now(Err(failure)),
        }
    }

    /// Closes our side of a stream; the peer hears of it after the link's latency.
    pub fn close(&mut self, stream: StreamKey) {
        if let Ok(latency) = self.links.latency_to_peer(stream) {
            self.links.close(stream);
            self.deadlines.set(self.now.after(latency), Due::PeerClosed(stream));
        }
    }

    /// For people: who is at the other end.
    pub fn peer_name(&self, stream: StreamKey) -> &str {
        self.links.peer_name(stream)
    }

    /// Asks whether an operation has ended; if not, `waker` will be handed back when it does.
    /// Of several wakers the last one counts. An answer is given once.
    ///
    /// # Panics
    /// If the operation was cancelled or its answer taken: only a bug polls it again.
    pub fn poll(&mut self, op: OpKey, waker: &Waker) -> Poll<Result<Answer, Failure>> {
        let slot = &mut self.ops[op.0 as usize];
        if let OpSlot::Pending { waker: kept, .. } = slot {
            match kept {
                Some(kept) => kept.clone_from(waker),
                None => *kept = Some(waker.clone()),
            }
            return Poll::Pending;
        }
        match std::mem::replace(slot, OpSlot::Gone) {
            OpSlot::Ended(answer) => Poll::Ready(answer),
            _ => panic!("an operation is polled until it answers, and not again"),
        }
    }

    /// Whether an operation is still under way.
    pub fn is_pending(&self, op: OpKey) -> bool {
        matches!(self.ops[op.0 as usize], OpSlot::Pending { .. })
    }

    /// Whether an operation has ended and its answer waits to be taken; how it failed, if it did.
    pub fn ended(&self, op: OpKey) -> Option<Option<Failure>> {
        match &self.ops[op.0 as usize] {
            OpSlot::Ended(answer) => Some(answer.as_ref().err().copied()),
            _ => None,
        }
    }

    /// Whether an operation under way waits for input that only the outside could give.
    pub fn awaits_outside(&self, op: OpKey) -> bool {
        matches!(
            &self.ops[op.0 as usize],
            OpSlot::Pending { awaits: Awaits::Connection(_) | Awaits::Bytes(..), .. }
        )
    }

    /// Forgets an operation. Its deadline moves the clock no more. True if it was under way.
    pub fn cancel(&mut self, op: OpKey) -> bool {
        match std::mem::replace(&mut self.ops[op.0 as usize], OpSlot::Gone) {
            OpSlot::Pending { awaits, .. } => {
                match awaits {
                    Awaits::Deadline(key) => self.deadlines.cancel(key),
                    Awaits::Connection(listener) => self.links.stop_waiting(listener, op),
                    Awaits::Bytes(..) => {}
                }
                true
            }
            _ => false,
        }
    }

    /// The next instant at which something happens out there.
    pub fn next_deadline(&self) -> Option<Instant> {
        self.deadlines.next()
    }

    /// Moves the clock to `to`, through **at most one** deadline: the earliest one not after `to`.
    /// Hands back what ended by it, or `None` once the clock stands at `to`.
    pub fn advance(&mut self, to: Instant) -> Option<Vec<Ended>> {
        if self.deadlines.next().is_none_or(|at| at > to) {
            self.now = self.now.max(to);
            return None;
        }
        let (at, due) = self.deadlines.pop()?;
        self.now = self.now.max(at);
        let mut ended = Vec::new();
        if let Due::Op(op, answer) = due {
            ended.extend(self.end(op, answer));
        } else {
            self.links.happens(due, self.now, &mut self.deadlines);
            self.serve_waiting(&mut ended);
        }
        Some(ended)
    }

    /// Ends the operations whose bytes or connections have come.
    fn serve_waiting(&mut self, ended: &mut Vec<Ended>) {
        for op in self.links.take_touched() {
            let OpSlot::Pending { awaits, .. } = &self.ops[op.0 as usize] else { continue };
            let answer = match *awaits {
                Awaits::Connection(listener) => {
                    self.links.take_connection(listener).map(|stream| Ok(Answer::Stream(stream)))
                }
                Awaits::Bytes(stream, most) => {
                    self.links.take_bytes(stream, most).map(|answer| answer.map(Answer::Bytes))
                }
                Awaits::Deadline(_) => None,
            };
            if let Some(answer) = answer {
                ended.extend(self.end(op, answer));
            }
        }
    }

    /// A new operation that will get this answer then.
    fn answer_at(&mut self, at: Instant, answer: Result<Answer, Failure>) -> OpKey {
        let op = OpKey(self.ops.len() as u32);
        let key = self.deadlines.set(at, Due::Op(op, answer));
        self.start(Awaits::Deadline(key))
    }

    fn start(&mut self, awaits: Awaits) -> OpKey {
        self.ops.push(OpSlot::Pending { awaits, waker: None });
        OpKey((self.ops.len() - 1) as u32)
    }

    /// A new operation that has its answer already.
    fn answer_now(&mut self, answer: Result<Answer, Failure>) -> OpKey {
        self.ops.push(OpSlot::Ended(answer));
        OpKey((self.ops.len() - 1) as u32)
    }

    fn end(&mut self, op: OpKey, answer: Result<Answer, Failure>) -> Option<Ended> {
        let failure = answer.as_ref().err().copied();
        let slot = &mut self.ops[op.0 as usize];
        match std::mem::replace(slot, OpSlot::Ended(answer)) {
            OpSlot::Pending { waker, .. } => Some(Ended { op, failure, waker }),
            gone => {
                *slot = gone;
                None
            }
        }
    }
}
