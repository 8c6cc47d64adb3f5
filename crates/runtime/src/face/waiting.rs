//! Waiting for something that is no operation (a task, a lock, a message), told to the record.
//!
//! It stands apart because every future of the face that waits does it alike: a wait begins with
//! the first `Pending`, and ends with `Ready` or with the future's drop.

use crate::current::{RunId, World};
use crate::record::Record;
use trace::{EventKind, LaneId, WaitId, WaitOn};

/// A wait that may be under way; it ends when this is dropped.
#[derive(Debug, Default)]
pub(crate) struct Waiting(Option<(RunId, WaitId, LaneId)>);

impl Waiting {
    /// The poll was in vain: the acting lane waits, from now on if it has not done so before.
    pub(crate) fn begin(&mut self, world: &World, on: &dyn Fn(&mut Record) -> WaitOn) {
        let here = world.record().lane;
        if self.0.is_some_and(|(_, _, lane)| lane != here) {
            self.end();
        }
        if self.0.is_none() {
            let mut record = world.record();
            let (on, span) = (on(&mut record), record.awaits());
            let (wait, lane) = record.start_wait(on, span);
            self.0 = Some((world.run, wait, lane));
        }
    }

    /// The wait is over, in whatever way.
    pub(crate) fn end(&mut self) {
        if let Some((run, wait, lane)) = self.0.take()
            && let Some(world) = World::of(run)
        {
            world.record().event_on(lane, None, EventKind::WaitEnded(wait));
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.end();
    }
}
