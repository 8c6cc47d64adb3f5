//! Which world is current on this thread: like tokio's, our functions find it without being
//! handed it. Runs nest: a run inside a run has a world of its own, and the outer one waits.

mod effects;
mod threads;
mod waiting;
mod world;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
pub(crate) use threads::ThreadId;
use trace::SourceSpan;
pub(crate) use world::World;

thread_local! {
    static ENTERED: RefCell<Vec<Rc<World>>> = const { RefCell::new(Vec::new()) };
}

/// Tells the runs of this process apart. What the face hands out holds this number and no pointer,
/// so that it is `Send`, as tokio's is, and harmless once its run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunId(u64);

impl RunId {
    fn next() -> RunId {
        static RUNS: AtomicU64 = AtomicU64::new(0);
        RunId(RUNS.fetch_add(1, Ordering::Relaxed))
    }
}

impl World {
    /// Makes this world the current one while `body` runs.
    pub(crate) fn enter<T>(self: &Rc<Self>, body: impl FnOnce() -> T) -> T {
        ENTERED.with_borrow_mut(|entered| entered.push(self.clone()));
        let _leave = Leave;
        body()
    }

    /// The current world.
    ///
    /// # Panics
    /// Outside a run, as tokio's functions do outside a runtime.
    pub(crate) fn current() -> Rc<World> {
        World::try_current().expect("the functions of the runtime are called from inside a run")
    }

    /// The current world, if there is one.
    pub(crate) fn try_current() -> Option<Rc<World>> {
        World::search(|_| true)
    }

    /// The world of this run, if it is the current one, or one that a run inside it has displaced.
    pub(crate) fn of(run: RunId) -> Option<Rc<World>> {
        World::search(|world| world.run == run)
    }

    /// The innermost world for which this holds.
    fn search(wanted: impl Fn(&World) -> bool) -> Option<Rc<World>> {
        let find = |entered: &RefCell<Vec<Rc<World>>>| {
            entered.borrow().iter().rev().find(|world| wanted(world)).cloned()
        };
        // Destructors of other thread-local values may ask when this one is gone.
        ENTERED.try_with(find).ok().flatten()
    }
}

struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        let left = ENTERED.with_borrow_mut(Vec::pop);
        drop(left);
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
