//! The world of one run, and which one is current on this thread: like tokio's, our functions find
//! it without being handed it.

use crate::record::Record;
use crate::recorder::Recorder;
use executor::Executor;
use reactor::Reactor;
use std::any::Any;
use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;
use trace::{Instant, OpEnd, OpId, SourceSpan, TraceBuilder};

thread_local! {
    static CURRENT: RefCell<Option<Rc<World>>> = const { RefCell::new(None) };
    static RUNS: Cell<u64> = const { Cell::new(0) };
}

/// Tells the runs of this thread apart. What the face hands out holds this number and no pointer,
/// so that it is `Send`, as tokio's is, and harmless once its run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunId(u64);

/// Reactor and record of one run, and the executor if it has one.
pub(crate) struct World {
    pub(crate) run: RunId,
    pub(crate) reactor: RefCell<Reactor>,
    record: RefCell<Record>,
    executor: RefCell<Option<Executor<Recorder>>>,
    /// The executor's handle of each task whose handle the program still holds, by task.
    pub(crate) handles: RefCell<Vec<Option<Box<dyn Any>>>>,
    /// Where the `spawn` stands that is under way.
    pub(crate) spawning: Cell<Option<SourceSpan>>,
}

impl World {
    pub(crate) fn new(reactor: Reactor, record: Record) -> Rc<World> {
        let run = RunId(RUNS.replace(RUNS.get() + 1));
        Rc::new(World {
            run,
            reactor: RefCell::new(reactor),
            record: RefCell::new(record),
            executor: RefCell::new(None),
            handles: RefCell::new(Vec::new()),
            spawning: Cell::new(None),
        })
    }

    /// The executor of this world, made when first asked for.
    pub(crate) fn executor(self: &Rc<Self>) -> Executor<Recorder> {
        let make = || Executor::new(Recorder(self.clone()));
        self.executor.borrow_mut().get_or_insert_with(make).clone()
    }

    /// The record, for one entry: nobody's code runs while it is borrowed.
    pub(crate) fn record(&self) -> RefMut<'_, Record> {
        self.record.borrow_mut()
    }

    /// Makes this world the current one while `body` runs.
    pub(crate) fn enter<T>(self: &Rc<Self>, body: impl FnOnce() -> T) -> T {
        let _leave = Leave(CURRENT.replace(Some(self.clone())));
        body()
    }

    /// The current world.
    ///
    /// # Panics
    /// Outside a run, as tokio's functions do outside a runtime.
    pub(crate) fn current() -> Rc<World> {
        let current = CURRENT.with_borrow(Clone::clone);
        current.expect("the functions of the runtime are called from inside a run")
    }

    /// The current world, if there is one.
    pub(crate) fn try_current() -> Option<Rc<World>> {
        CURRENT.try_with(|current| current.try_borrow().ok()?.clone()).ok().flatten()
    }

    /// The world of this run, if it is the current one.
    pub(crate) fn of(run: RunId) -> Option<Rc<World>> {
        World::try_current().filter(|world| world.run == run)
    }

    /// Moves the clock towards `to`, through at most one deadline; records and wakes what ends
    /// there. `None` once the clock stands at `to`.
    pub(crate) fn pass(&self, to: Instant) -> Option<Vec<OpId>> {
        let ended = {
            let mut reactor = self.reactor.borrow_mut();
            let ended = reactor.advance(to);
            self.record().now = reactor.now();
            ended
        };
        let mut ops = Vec::new();
        let ended = ended?;
        let lane = std::mem::replace(&mut self.record().lane, TraceBuilder::REACTOR);
        for ended in ended {
            {
                let mut record = self.record();
                let op = record.op(ended.op);
                let end = ended.failure.map_or(OpEnd::Done, |failure| record.failed(failure));
                record.outside_ends(op, end);
                ops.push(op);
            }
            if let Some(waker) = ended.waker {
                waker.wake();
            }
            self.record().woken_all();
        }
        self.record().lane = lane;
        Some(ops)
    }

    /// Takes the world apart once its run is over.
    pub(crate) fn into_record(self: Rc<Self>) -> Record {
        let executor = self.executor.take();
        drop(executor);
        let recipe = self.record().builder.so_far().recipe.clone();
        std::mem::replace(&mut *self.record(), Record::new(recipe))
    }
}

struct Leave(Option<Rc<World>>);

impl Drop for Leave {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// Where the caller of a `#[track_caller]` function stands, if that is in `file`.
#[track_caller]
pub(crate) fn caller_in(file: &str) -> Option<SourceSpan> {
    let here = std::panic::Location::caller().file() == file;
    if here { caller() } else { None }
}

/// Where the caller of a `#[track_caller]` function stands.
#[track_caller]
pub(crate) fn caller() -> Option<SourceSpan> {
    let place = std::panic::Location::caller();
    let (line, column) = (place.line(), place.column());
    Some(SourceSpan { line, column, end_line: line, end_column: column })
}
