//! The world of one run: reactor, record and executors, and the few acts that need all three.

use super::RunId;
use super::effects::Effect;
use super::threads::{Thread, ThreadId, Unstarted};
use crate::cores::Cores;
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
use trace::{Instant, LaneId, OpEnd, SourceSpan, TraceBuilder};

/// Reactor and record of one run, its threads, and its executors if it has any.
pub(crate) struct World {
    pub(crate) run: RunId,
    pub(crate) reactor: RefCell<Reactor>,
    record: RefCell<Record>,
    pub(super) threads: RefCell<Vec<Thread>>,
    /// The thread whose closure is running.
    pub(super) acting: Cell<ThreadId>,
    pub(super) unstarted: RefCell<Vec<Unstarted>>,
    pub(super) effects: RefCell<Vec<(OpKey, Effect, Option<usize>)>>,
    /// If the cores are limited: who computes where.
    pub(crate) cores: RefCell<Option<Cores>>,
    /// How often a thread that has stopped wanted to go on.
    pub(super) asked: Cell<u32>,
    /// Every executor that there ever was; a thread has at most one at a time.
    pub(super) executors: RefCell<Vec<Executor<Recorder>>>,
    /// Per task of the trace, its executor and its number there.
    pub(crate) tasks: RefCell<Vec<(usize, executor::TaskId)>>,
    /// The executor whose tasks are being dropped, if that is so.
    closing: Cell<Option<usize>>,
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
            threads: RefCell::new(vec![Thread::first()]),
            acting: Cell::new(ThreadId(0)),
            unstarted: RefCell::new(Vec::new()),
            effects: RefCell::new(Vec::new()),
            cores: RefCell::new(None),
            asked: Cell::new(0),
            executors: RefCell::new(Vec::new()),
            tasks: RefCell::new(Vec::new()),
            closing: Cell::new(None),
            handles: RefCell::new(Vec::new()),
            spans: RefCell::new(Vec::new()),
            spawning: Cell::new(None),
            watching: Cell::new(None),
        })
    }

    /// The executor of the acting thread, made when first asked for.
    pub(crate) fn executor(self: &Rc<Self>) -> Executor<Recorder> {
        let number = self.thread(|thread| thread.executor);
        let number = number.unwrap_or_else(|| self.open_executor());
        self.executors.borrow()[number].clone()
    }

    /// The executor that the run itself drives: the first one.
    pub(crate) fn driver(&self) -> Executor<Recorder> {
        self.executors.borrow()[0].clone()
    }

    /// A new executor for the acting thread.
    pub(crate) fn open_executor(self: &Rc<Self>) -> usize {
        let number = self.executors.borrow().len();
        let executor = Executor::new(Recorder::new(self.clone(), number));
        self.executors.borrow_mut().push(executor);
        self.thread(|thread| thread.executor = Some(number));
        number
    }

    /// Drops the task with this number in the trace.
    pub(crate) fn abort(&self, task: trace::TaskId) {
        let home = self.tasks.borrow().get(task.index()).copied();
        let executor = home
            .and_then(|(number, task)| Some((self.executors.borrow().get(number)?.clone(), task)));
        if let Some((executor, task)) = executor {
            executor.abort(task);
        }
    }

    /// The record, for one entry: nobody's code runs while it is borrowed.
    pub(crate) fn record(&self) -> RefMut<'_, Record> {
        let mut record = self.record.borrow_mut();
        // At the end of a run nobody polls: what a destructor does is its own task's doing.
        if let Some(number) = self.closing.get() {
            let executors = self.executors.borrow();
            let current = executors
                .get(number)
                .and_then(|executor| Some(executor.observer().trace_id(executor.current()?)));
            if let Some(task) = current {
                record.stand_on(task);
            }
        }
        record
    }

    /// The record, whoever acts.
    pub(super) fn record_of_all(&self) -> RefMut<'_, Record> {
        self.record.borrow_mut()
    }

    /// The row of the thread that runs at the moment.
    pub(crate) fn spanning_thread(&self) -> LaneId {
        let record = self.record();
        record.builder.so_far().thread_of(record.lane)
    }

    /// The next instant at which something reaches the acting thread from outside.
    pub(crate) fn next_deadline(&self) -> Option<Instant> {
        self.run_unstarted();
        self.reactor.borrow().next_deadline()
    }

    /// Lets everything happen that is due at `at`, the next deadline of a thread that can do
    /// nothing before. What is typed then comes when nothing else happens at that instant any more.
    pub(crate) fn pass_instant(&self, at: Instant) {
        if self.pass(at).is_none() {
            self.pass_idle();
        }
        while self.pass(at).is_some() {}
    }

    /// Nothing more can happen at this instant of its own accord: lets the next thing happen.
    pub(crate) fn pass_idle(&self) -> Option<Vec<OpKey>> {
        self.run_unstarted();
        self.let_happen(Reactor::advance_idle)
    }

    /// Moves the clock towards `to`, through at most one deadline; records and wakes what ends
    /// there. `None` once the clock stands at `to`.
    pub(crate) fn pass(&self, to: Instant) -> Option<Vec<OpKey>> {
        self.run_unstarted();
        self.let_happen(|reactor| reactor.advance(to))
    }

    fn let_happen(
        &self,
        what: impl FnOnce(&mut Reactor) -> Option<Vec<Ended>>,
    ) -> Option<Vec<OpKey>> {
        let ended = {
            let mut reactor = self.reactor.borrow_mut();
            let ended = what(&mut reactor);
            self.record().pass_to(reactor.now());
            ended
        };
        self.tell_news();
        ended.map(|ended| self.settle(ended))
    }

    /// Records what has happened to the clients that the reader is.
    pub(crate) fn tell_news(&self) {
        let news = self.reactor.borrow_mut().take_news();
        for news in news {
            self.record().hear(news);
        }
    }

    /// Forgets an operation; what it had got goes to the next one. True if it was under way.
    pub(crate) fn cancel(&self, op: OpKey) -> bool {
        let cancelled = self.reactor.borrow_mut().cancel(op);
        self.tell_news();
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
            if self.arrives(ended.op) {
                continue;
            }
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
        self.reactor.borrow_mut().end_terminals();
        self.tell_news();
        if let Some(executor) = self.thread(|thread| thread.executor) {
            self.shut_down(executor);
        }
    }

    /// Drops every task of an executor.
    pub(crate) fn shut_down(&self, number: usize) {
        self.closing.set(Some(number));
        let executor = self.executors.borrow()[number].clone();
        executor.shut_down();
        self.closing.set(None);
    }

    /// Takes the world apart once its run is over.
    pub(crate) fn into_record(self: Rc<Self>) -> Record {
        // Their observers hold this world.
        let executors = self.executors.take();
        drop(executors);
        let unstarted = self.unstarted.take();
        drop(unstarted);
        let recipe = self.record().builder.so_far().recipe.clone();
        std::mem::replace(&mut *self.record(), Record::new(recipe))
    }
}
