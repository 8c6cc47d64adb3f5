//! The table of this thread, or the way to that of another.
//!
//! It stands apart because it is the only place that touches thread-local storage, and therefore
//! the only one that must cope with its being gone. Nothing here calls user code while it has
//! hold of the table.

use std::cell::RefCell;
use std::sync::Arc;

use crate::inbox::{self, Inbox, Letter};
use crate::key::Key;
use crate::observer::WakerCounts;
use crate::table::Table;

/// A thread's table, until the thread ends.
struct Seat {
    /// `Some` until the seat is dropped.
    table: Option<Table>,
    inbox: Arc<Inbox>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Some(table) = self.table.take() {
            inbox::give_back(table.number(), table.into_slots());
        }
    }
}

thread_local! {
    /// Empty until this thread's first executor.
    static SEAT: RefCell<Option<Seat>> = const { RefCell::new(None) };
}

/// Does something to this thread's table. `None` if thread-local storage is gone already.
pub(crate) fn with_table<R>(change: impl FnOnce(&mut Table) -> R) -> Option<R> {
    SEAT.try_with(|seat| {
        let mut seat = seat.borrow_mut();
        let seat = seat.get_or_insert_with(|| {
            let (number, slots, inbox) = inbox::claim();
            Seat { table: Some(Table::new(number, slots)), inbox }
        });
        seat.table.as_mut().map(change)
    })
    .ok()
    .flatten()
}

/// Does something to the table of a key, if that is this thread's.
fn with_own<R>(key: Key, change: impl FnOnce(&mut Table) -> R) -> Option<R> {
    SEAT.try_with(|seat| {
        let mut seat = seat.borrow_mut();
        let table = seat.as_mut()?.table.as_mut()?;
        (table.number() == key.table).then(|| change(table))
    })
    .ok()
    .flatten()
}

/// Counts what was done to a task's wakers, on whatever thread.
pub(crate) fn count(key: Key, counts: WakerCounts) {
    with_own(key, |table| table.count(key, counts)).unwrap_or_else(|| inbox::send(key, counts));
}

/// Wakes a task, from whatever thread. `counts` holds the wake.
pub(crate) fn wake(key: Key, counts: WakerCounts) {
    match with_own(key, |table| table.wake(key, counts)) {
        Some(Some(told)) => told.tell(),
        Some(None) => {}
        None => inbox::send(key, counts),
    }
}

/// Does here what other threads asked for. Called before each step.
pub(crate) fn empty_inbox() {
    if !inbox::THREADS {
        return;
    }
    let letters = SEAT.try_with(|seat| seat.borrow().as_ref().map(|seat| seat.inbox.take()));
    for Letter { key, counts } in letters.ok().flatten().into_iter().flatten() {
        count(key, WakerCounts { wakes: 0, ..counts });
        for _ in 0..counts.wakes {
            wake(key, WakerCounts::WAKE);
        }
    }
}

/// Blocks until another thread sends word; false if `timeout` came first, or if nobody can.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn park(timeout: Option<std::time::Duration>) -> bool {
    let inbox = SEAT.try_with(|seat| seat.borrow().as_ref().map(|seat| Arc::clone(&seat.inbox)));
    inbox.ok().flatten().is_some_and(|inbox| inbox.wait(timeout))
}
