//! The world of a JavaScript twin: the same reactor and record, driven from outside.
//!
//! The twin itself runs in the browser's engine (or in Node), with native Promises. Whoever hosts
//! it tells this world what the twin asked for, and is told which Promise to settle next. There is
//! no JavaScript in here.

use crate::current::World;
use crate::operation::Operation;
use crate::record::Record;
use reactor::{Network, Reactor};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use trace::{EventKind, LaneKind, OpId, OpKind, Outcome, Recipe, SourceSpan, Trace};

/// One run of a twin.
pub struct TwinWorld {
    world: Rc<World>,
    pending: BTreeMap<OpId, Operation>,
    ended: VecDeque<OpId>,
}

impl TwinWorld {
    /// A world in which nothing has happened yet.
    pub fn new(recipe: Recipe, network: Network) -> TwinWorld {
        let reactor = Reactor::new(network, recipe.seed);
        let world = World::new(reactor, Record::new(recipe));
        world.record().open_lane(LaneKind::JavaScript, "JavaScript");
        TwinWorld { world, pending: BTreeMap::new(), ended: VecDeque::new() }
    }

    /// A host task begins: one callback, then the microtasks that follow from it.
    pub fn start_turn(&mut self) {
        self.world.record().event(None, EventKind::TurnStarted);
    }

    /// Its microtasks have run dry.
    pub fn end_turn(&mut self) {
        self.world.record().event(None, EventKind::TurnEnded);
    }

    /// The twin printed a line.
    pub fn log(&mut self, text: &str, at: Option<SourceSpan>) {
        self.world.record().log(text, at);
    }

    /// The twin computes for so long; nothing of its own can run meanwhile.
    pub fn work(&mut self, duration: Duration, at: Option<SourceSpan>) {
        let end = {
            let mut record = self.world.record();
            record.event(at, EventKind::WorkStarted);
            record.now.after(duration)
        };
        while let Some(ended) = self.world.pass(end) {
            self.ended.extend(ended);
        }
        self.world.record().event(at, EventKind::WorkEnded);
    }

    /// The twin asked for a deadline.
    pub fn sleep(&mut self, duration: Duration, at: Option<SourceSpan>) -> OpId {
        let label = trace::Instant::START.after(duration).words();
        let operation = self.world.enter(|| {
            Operation::start(OpKind::Sleep, &label, at, |reactor| {
                let until = reactor.now().after(duration);
                reactor.sleep(until)
            })
        });
        let op = operation.op;
        self.pending.insert(op, operation);
        op
    }

    /// How many events the run has so far: a host stops a twin that will not end.
    pub fn events(&self) -> usize {
        self.world.record().events()
    }

    /// Moves virtual time to the next completion: the operation, and how it failed if it did.
    /// `None` if nothing is under way.
    pub fn next(&mut self) -> Option<(OpId, Result<(), String>)> {
        loop {
            if let Some(op) = self.ended.pop_front() {
                return Some((op, self.take_answer(op)?));
            }
            let next = self.world.reactor.borrow().next_deadline()?;
            self.ended.extend(self.world.pass(next).unwrap_or_default());
        }
    }

    /// Ends the run; what is still under way is cancelled.
    pub fn finish(mut self, outcome: Outcome) -> Trace {
        self.world.enter(|| self.pending.clear());
        self.world.into_record().finish(outcome)
    }

    fn take_answer(&mut self, op: OpId) -> Option<Result<(), String>> {
        let mut operation = self.pending.remove(&op)?;
        let mut context = Context::from_waker(Waker::noop());
        let poll = || std::pin::Pin::new(&mut operation).poll(&mut context);
        match self.world.enter(poll) {
            Poll::Ready(answer) => Some(answer.map(drop).map_err(|failure| failure.to_string())),
            Poll::Pending => None,
        }
    }
}
