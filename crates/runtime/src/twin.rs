//! The world of a JavaScript twin: the same reactor and record, driven from outside.
//!
//! The twin itself runs in the browser's engine (or in Node), with native Promises. Whoever hosts
//! it tells this world what the twin asked for, and is told which Promise to settle next. There is
//! no JavaScript in here.

mod calls;
mod fetch;
mod hosted;
mod moved;
mod net;

use crate::current::World;
use crate::operation::Operation;
use crate::record::Record;
use fetch::Fetching;
pub use hosted::{Hosted, Refused};
use reactor::{Answer, Failure, Network, OpKey, Reactor, StreamKey};
use std::rc::Rc;
use std::time::Duration;
use trace::{
    EventKind, Instant, LaneKind, OpEnd, OpId, OpKind, Outcome, Recipe, SourceSpan, Trace,
};

/// One run of a twin.
pub struct TwinWorld {
    world: Rc<World>,
    /// What is under way; a handful, so that a search costs nothing.
    pending: Vec<(OpKey, Pending)>,
    /// In order; hardly ever more than one.
    completed: Vec<Completion>,
    /// Fetches that are over and end later, for a what-if says so.
    held: Vec<Completion>,
    /// How sockets are used. A pointer: a page whose twin only sleeps does not carry HTTP.
    net: Option<&'static net::Net>,
    /// The hosts whose addresses are known.
    hosts: Vec<(String, u32)>,
    /// The connections, by the numbers that the twin knows them by.
    streams: Vec<StreamKey>,
}

/// An operation that is over, and what it answered: a fetch or a read the text, a connection its
/// number, any other nothing; or how it failed, in words.
pub type Completion = (OpId, Result<String, String>);

enum Pending {
    Plain(Operation),
    Fetch(Box<dyn Fetching>),
    /// When this fetch shall end.
    Bell(OpId),
}

impl Pending {
    fn op(&self) -> OpId {
        match self {
            Pending::Plain(operation) => operation.op,
            Pending::Fetch(fetch) => fetch.op(),
            Pending::Bell(op) => *op,
        }
    }
}

impl TwinWorld {
    /// A world in which nothing has happened yet.
    pub fn new(recipe: Recipe, network: Network) -> TwinWorld {
        TwinWorld { net: Some(&net::NET), ..TwinWorld::of_timers(recipe, network) }
    }

    /// The same without a network: what needs one fails then.
    pub fn of_timers(recipe: Recipe, network: Network) -> TwinWorld {
        let reactor = Reactor::new(network, recipe.seed);
        let world = World::new(reactor, Record::new(recipe));
        world.record().open_lane(LaneKind::JavaScript, "JavaScript");
        TwinWorld {
            world,
            pending: Vec::new(),
            completed: Vec::new(),
            held: Vec::new(),
            net: None,
            hosts: Vec::new(),
            streams: Vec::new(),
        }
    }

    /// A host task begins: one callback, then the microtasks that follow from it.
    pub fn start_turn(&mut self) {
        self.world.record().event(None, EventKind::TurnStarted);
    }

    /// Its microtasks have run dry.
    pub fn end_turn(&mut self) {
        self.world.record().event(None, EventKind::TurnEnded);
    }

    /// The twin printed; each line is an event.
    pub fn log(&mut self, text: &str, at: Option<SourceSpan>) {
        let mut record = self.world.record();
        text.split('\n').for_each(|line| record.log(line, at));
    }

    /// The twin computes for so long; nothing of its own can run meanwhile.
    pub fn work(&mut self, duration: Duration, at: Option<SourceSpan>) {
        let end = {
            let mut record = self.world.record();
            record.event(at, EventKind::WorkStarted);
            record.now.after(duration)
        };
        while self.pass(end) {}
        self.world.record().event(at, EventKind::WorkEnded);
    }

    /// The twin asked for a deadline.
    pub fn sleep(&mut self, duration: Duration, at: Option<SourceSpan>) -> OpId {
        let label = Instant::START.after(duration).words();
        self.start(OpKind::Sleep, &label, at, &|reactor| {
            let until = reactor.now().after(duration);
            reactor.sleep(until)
        })
    }

    /// The twin asked for the text at a URL (`http://tea.test/menu`): look-up, connection, request
    /// and answer, in one operation. As with `fetch`, an answer of whatever status is an answer.
    pub fn fetch_text(&mut self, url: &str, at: Option<SourceSpan>) -> OpId {
        let wished = self.world.record().wished();
        let op = self.world.record().start_op(None, OpKind::Fetch, url, at);
        let begun = match self.net {
            Some(net) => (net.fetch)(op, url, &mut self.world.reactor.borrow_mut()),
            None => Err(net::NONE.to_owned()),
        };
        match begun {
            Ok(fetch) => {
                self.pending.push((fetch.part(), Pending::Fetch(fetch)));
                self.end_fetch_at(op, wished);
            }
            Err(words) => self.fail(op, words),
        }
        op
    }

    /// Forgets an operation: it is cancelled if it is under way, and completes no more.
    pub fn cancel(&mut self, op: OpId) {
        self.completed.retain(|(completed, _)| *completed != op);
        let was_held = self.unhold(op);
        while let Some(place) = self.pending.iter().position(|(_, pending)| pending.op() == op) {
            match self.pending.remove(place) {
                (_, Pending::Plain(operation)) => self.world.enter(|| drop(operation)),
                (_, Pending::Fetch(fetch)) => {
                    fetch.give_up(&mut self.world.reactor.borrow_mut());
                    self.world.record().end_op(op, OpEnd::Cancelled);
                }
                // Nobody watches it.
                (key, Pending::Bell(_)) => drop(self.world.reactor.borrow_mut().cancel(key)),
            }
        }
        if was_held {
            self.world.record().end_op(op, OpEnd::Cancelled);
        }
    }

    /// The present, on the virtual clock.
    pub fn now(&self) -> Instant {
        self.world.record().now
    }

    /// How many events the run has so far: a host stops a twin that will not end.
    pub fn events(&self) -> usize {
        self.world.record().events()
    }

    /// Moves virtual time to the next completion. `None` if nothing is under way.
    pub fn next_completion(&mut self) -> Option<Completion> {
        while self.completed.is_empty() && !self.pending.is_empty() {
            let next = self.world.reactor.borrow().next_deadline()?;
            self.pass(next);
        }
        (!self.completed.is_empty()).then(|| self.completed.remove(0))
    }

    /// Ends the run; what is still under way is cancelled.
    pub fn finish(mut self, outcome: Outcome) -> Trace {
        let pending = std::mem::take(&mut self.pending);
        self.world.enter(|| drop(pending));
        self.world.into_record().finish(outcome)
    }

    /// Moves the clock towards `to`, through at most one deadline; false once it stands there.
    fn pass(&mut self, to: Instant) -> bool {
        let Some(ended) = self.world.pass(to) else { return false };
        for key in ended {
            let Some(place) = self.pending.iter().position(|(other, _)| *other == key) else {
                continue;
            };
            match self.pending.remove(place).1 {
                Pending::Plain(operation) => self.take_answer(operation),
                Pending::Fetch(fetch) => self.fetch_proceeds(fetch),
                Pending::Bell(op) => self.bell_rings(op),
            }
        }
        true
    }

    /// Starts an operation; one that ends at once completes in a turn of its own all the same.
    fn start(
        &mut self,
        kind: OpKind,
        label: &str,
        at: Option<SourceSpan>,
        ask: &dyn Fn(&mut Reactor) -> OpKey,
    ) -> OpId {
        let operation = self.world.enter(|| Operation::start(kind, label, at, ask));
        let op = operation.op;
        if self.world.reactor.borrow().is_pending(operation.key) {
            self.pending.push((operation.key, Pending::Plain(operation)));
        } else {
            self.take_answer(operation);
        }
        op
    }

    fn take_answer(&mut self, mut operation: Operation) {
        if let Some(answer) = operation.take_answer(&self.world) {
            let answer = answer.map(|answer| self.keep(operation.op, answer));
            let answer = answer.map_err(|failure: Failure| failure.to_string());
            self.completed.push((operation.op, answer));
        }
    }

    /// Keeps what the twin has no word for, and says the rest as a text.
    fn keep(&mut self, op: OpId, answer: Answer) -> String {
        match answer {
            Answer::Done => String::new(),
            Answer::Found(host) => {
                let record = self.world.record();
                let trace = record.builder.so_far();
                self.hosts.push((trace.name(trace.op(op).label).to_owned(), host));
                String::new()
            }
            Answer::Stream(stream) => {
                self.streams.push(stream);
                (self.streams.len() - 1).to_string()
            }
            Answer::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// An operation that was asked for fails at once.
    fn fail(&mut self, op: OpId, words: String) {
        let mut record = self.world.record();
        let end = record.failed(&words);
        record.end_op(op, end);
        drop(record);
        self.completed.push((op, Err(words)));
    }

    fn fetch_proceeds(&mut self, mut fetch: Box<dyn Fetching>) {
        let answer = fetch.proceed(&mut self.world.reactor.borrow_mut());
        match answer {
            None => self.pending.push((fetch.part(), Pending::Fetch(fetch))),
            Some(answer) => self.fetch_is_over(fetch.op(), answer),
        }
    }
}
