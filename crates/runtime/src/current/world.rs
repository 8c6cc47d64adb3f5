//! The world of one run: reactor, record and executor, and the few acts that need all three.

use super::RunId;
use crate::face::tracing::Open;
use crate::record::Record;
use crate::recorder::Recorder;
use crate::watch::Watching;
use executor::Executor;
use reactor::{Ended, OpKey, Reactor};
use std::any::Any;
use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;
use std::sync::Arc;
use trace::{Instant, LaneId, OpEnd, SourceSpan, TaskId, TraceBuilder};

/// Reactor and record of one run, and the executor if it has one.
pub(crate) struct World {
    pub(crate) run: RunId,
    pub(crate) reactor: RefCell<Reactor>,
    record: RefCell<Record>,
    executor: RefCell<Option<Executor<Recorder>>>,
    /// Whether the tasks that are left are being dropped.
    closing: Cell<bool>,
    /// The executor's handle of each task whose handle the program still holds, by task.
    pub(crate) handles: RefCell<Vec<Option<Box<dyn Any>>>>,
    /// The spans that are entered, innermost last, each with the thread that entered it.
    pub(crate) spans: RefCell<Vec<(LaneId, Arc<Open>)>>,
    /// Where the `spawn` stands that is under way.
    pub(crate) spawning: Cell<Option<SourceSpan>>,
    /// What the poll that is just beginning may turn out to be.
    pub(crate) watching: Cell<Option<Watching>>,
}

impl World {
    pub(crate) fn new(reactor: Reactor, record: Record) -> Rc<World> {
        Rc::new(World {
            run: RunId::next(),
            reactor: RefCell::new(reactor),
            record: RefCell::new(record),
            executor: RefCell::new(None),
            closing: Cell::new(false),
            handles: RefCell::new(Vec::new()),
            spans: RefCell::new(Vec::new()),
            spawning: Cell::new(None),
            watching: Cell::new(None),
        })
    }

    /// The executor of this world, made when first asked for.
    pub(crate) fn executor(self: &Rc<Self>) -> Executor<Recorder> {
        let make = || Executor::new(Recorder(self.clone()));
        self.executor.borrow_mut().get_or_insert_with(make).clone()
    }

    /// The record, for one entry: nobody's code runs while it is borrowed.
    pub(crate) fn record(&self) -> RefMut<'_, Record> {
        let mut record = self.record.borrow_mut();
        // At the end of a run nobody polls: what a destructor does is its own task's doing.
        if self.closing.get()
            && let Some(task) = self.executor.borrow().as_ref().and_then(Executor::current)
        {
            record.stand_on(TaskId(task.0));
        }
        record
    }

    /// The row of the thread that runs at the moment.
    pub(crate) fn spanning_thread(&self) -> LaneId {
        let record = self.record();
        record.builder.so_far().thread_of(record.lane)
    }

    /// Moves the clock towards `to`, through at most one deadline; records and wakes what ends
    /// there. `None` once the clock stands at `to`.
    pub(crate) fn pass(&self, to: Instant) -> Option<Vec<OpKey>> {
        let ended = {
            let mut reactor = self.reactor.borrow_mut();
            let ended = reactor.advance(to);
            self.record().now = reactor.now();
            ended
        };
        ended.map(|ended| self.settle(ended))
    }

    /// Forgets an operation; what it had got goes to the next one. True if it was under way.
    pub(crate) fn cancel(&self, op: OpKey) -> bool {
        let cancelled = self.reactor.borrow_mut().cancel(op);
        self.settle(cancelled.ended);
        cancelled.was_pending
    }

    /// Records that the outside world has ended these operations, and wakes whoever watches them.
    fn settle(&self, ended: Vec<Ended>) -> Vec<OpKey> {
        let mut keys = Vec::with_capacity(ended.len());
        if ended.is_empty() {
            return keys;
        }
        let lane = std::mem::replace(&mut self.record().lane, TraceBuilder::REACTOR);
        for ended in ended {
            keys.push(ended.op);
            {
                let mut record = self.record();
                let end = ended.failure.map_or(OpEnd::Done, |failure| record.failed(failure));
                record.outside_ends(ended.op, end);
            }
            if let Some(waker) = ended.waker {
                waker.wake();
            }
            self.record().woken_all();
        }
        self.record().lane = lane;
        keys
    }

    /// Drops every task that is left. What they leave behind is recorded on their own lanes.
    pub(crate) fn close(&self) {
        self.closing.set(true);
        let executor = self.executor.borrow().clone();
        if let Some(executor) = executor {
            executor.shut_down();
        }
        self.closing.set(false);
    }

    /// Takes the world apart once its run is over.
    pub(crate) fn into_record(self: Rc<Self>) -> Record {
        // Its observer holds this world.
        let executor = self.executor.take();
        drop(executor);
        let recipe = self.record().builder.so_far().recipe.clone();
        std::mem::replace(&mut *self.record(), Record::new(recipe))
    }
}
