//! The world of a JavaScript twin: the same reactor and record, driven from outside.
//!
//! The twin itself runs in the browser's engine (or in Node), with native Promises. Whoever hosts
//! it tells this world what the twin asked for, and is told which Promise to settle next. There is
//! no JavaScript in here.

mod fetch;

use crate::current::World;
use crate::operation::Operation;
use crate::record::Record;
use fetch::Fetching;
use reactor::{Network, OpKey, Reactor};
use std::rc::Rc;
use std::time::Duration;
use trace::{EventKind, Instant, LaneKind, OpId, OpKind, Outcome, Recipe, SourceSpan, Trace};

/// One run of a twin.
pub struct TwinWorld {
    world: Rc<World>,
    /// What is under way; a handful, so that a search costs nothing.
    pending: Vec<(OpKey, Pending)>,
    /// In order; hardly ever more than one.
    completed: Vec<Completion>,
    /// How a fetch begins. A pointer: a page whose twin only sleeps does not carry HTTP.
    fetching: Option<fetch::Start>,
}

/// An operation that is over, and what it answered: a fetch the text, any other nothing; or how it
/// failed, in words.
pub type Completion = (OpId, Result<String, String>);

enum Pending {
    Sleep(Operation),
    Fetch(Box<dyn Fetching>),
}

impl TwinWorld {
    /// A world in which nothing has happened yet.
    pub fn new(recipe: Recipe, network: Network) -> TwinWorld {
        TwinWorld { fetching: Some(fetch::start), ..TwinWorld::of_timers(recipe, network) }
    }

    /// The same without [`TwinWorld::fetch_text`], which fails then.
    pub fn of_timers(recipe: Recipe, network: Network) -> TwinWorld {
        let reactor = Reactor::new(network, recipe.seed);
        let world = World::new(reactor, Record::new(recipe));
        world.record().open_lane(LaneKind::JavaScript, "JavaScript");
        TwinWorld { world, pending: Vec::new(), completed: Vec::new(), fetching: None }
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
        let operation = self.world.enter(|| {
            Operation::start(OpKind::Sleep, &label, at, &|reactor| {
                let until = reactor.now().after(duration);
                reactor.sleep(until)
            })
        });
        let op = operation.op;
        self.pending.push((operation.key, Pending::Sleep(operation)));
        op
    }

    /// The twin asked for the text at a URL (`http://tea.test/menu`): look-up, connection, request
    /// and answer, in one operation. As with `fetch`, an answer of whatever status is an answer.
    pub fn fetch_text(&mut self, url: &str, at: Option<SourceSpan>) -> OpId {
        let op = self.world.record().start_op(None, OpKind::Fetch, url, at);
        let begun = match self.fetching {
            Some(start) => start(op, url, &mut self.world.reactor.borrow_mut()),
            None => Err("this twin’s world has no network".to_owned()),
        };
        match begun {
            Ok(fetch) => self.pending.push((fetch.part(), Pending::Fetch(fetch))),
            Err(words) => {
                let mut record = self.world.record();
                let end = record.failed(&words);
                record.end_op(op, end);
                self.completed.push((op, Err(words)));
            }
        }
        op
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
                Pending::Sleep(operation) => self.sleep_ended(operation),
                Pending::Fetch(fetch) => self.fetch_proceeds(fetch),
            }
        }
        true
    }

    fn sleep_ended(&mut self, mut operation: Operation) {
        if let Some(answer) = operation.take_answer(&self.world) {
            let answer = answer.map(|_| String::new()).map_err(|failure| failure.to_string());
            self.completed.push((operation.op, answer));
        }
    }

    fn fetch_proceeds(&mut self, mut fetch: Box<dyn Fetching>) {
        let answer = fetch.proceed(&mut self.world.reactor.borrow_mut());
        match answer {
            None => self.pending.push((fetch.part(), Pending::Fetch(fetch))),
            Some(answer) => {
                self.world.record().fetch_ends(fetch.op(), answer.as_ref().err());
                self.completed.push((fetch.op(), answer));
            }
        }
    }
}
