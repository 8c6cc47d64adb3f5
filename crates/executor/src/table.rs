//! One thread's slots and run queues: what a wake and a step do to them.
//!
//! One table serves all executors of a thread, so that two tasks never have the same id and never
//! look alike to `will_wake`. It calls nobody: what a wake has to tell, it returns, so that the
//! caller can let go of the table first. It leaves out how the table is found: see `thread`.

use std::rc::{Rc, Weak};

use crate::key::Key;
use crate::observer::{TaskId, WakeEffect, WakerCounts};
use crate::slots::{Ends, NONE, Phase, Slots};

/// Names the run queue of one executor within its thread's table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QueueId(u32);

/// An executor as its wakers see it. Only one that wants to be told has a hook in the table.
pub(crate) trait Hook {
    /// A task was woken; `first` if that made the run queue non-empty.
    fn woken(&self, task: TaskId, effect: WakeEffect, first: bool);

    /// A task is to be woken, and its executor is detained.
    fn detained(&self, task: TaskId);
}

/// Where everything about one living task is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) task: TaskId,
    /// Index in its executor's `Tasks`.
    pub(crate) entry: u32,
    pub(crate) key: Key,
}

/// What a wake did, to be told once the table is free again.
pub(crate) struct Told {
    hook: Rc<dyn Hook>,
    task: TaskId,
    /// None if it did nothing yet.
    effect: Option<WakeEffect>,
    first: bool,
}

impl Told {
    pub(crate) fn tell(self) {
        match self.effect {
            Some(effect) => self.hook.woken(self.task, effect, self.first),
            None => self.hook.detained(self.task),
        }
    }
}

struct Queue {
    ends: Ends,
    hook: Option<Weak<dyn Hook>>,
    detained: bool,
}

/// The slots and run queues of one thread.
pub(crate) struct Table {
    number: u32,
    slots: Slots,
    queues: Vec<Queue>,
    closed: Vec<QueueId>,
}

impl Table {
    /// Table `number`, with the slots that it had in an earlier thread.
    pub(crate) fn new(number: u32, slots: Slots) -> Self {
        Table { number, slots, queues: Vec::new(), closed: Vec::new() }
    }

    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// The slots, with every task in them ended, for the next thread.
    pub(crate) fn into_slots(mut self) -> Slots {
        self.slots.vacate_all();
        self.slots
    }

    /// A run queue for a new executor.
    pub(crate) fn open_queue(&mut self) -> QueueId {
        let queue = Queue { ends: Ends::EMPTY, hook: None, detained: false };
        match self.closed.pop() {
            Some(id) => {
                self.queues[id.0 as usize] = queue;
                id
            }
            None => {
                self.queues.push(queue);
                QueueId(self.queues.len() as u32 - 1)
            }
        }
    }

    /// Gives the queue of an executor back, all of whose tasks have ended.
    pub(crate) fn close_queue(&mut self, queue: QueueId) {
        self.queues[queue.0 as usize].hook = None;
        self.closed.push(queue);
    }

    /// From here on the wakes of this executor's tasks are told.
    pub(crate) fn set_hook(&mut self, queue: QueueId, hook: Weak<dyn Hook>) {
        self.queues[queue.0 as usize].hook = Some(hook);
    }

    /// From here on wakes of this executor's tasks do nothing and are told as such; or no more.
    pub(crate) fn detain(&mut self, queue: QueueId, detained: bool) {
        self.queues[queue.0 as usize].detained = detained;
    }

    /// The tasks of the run queue, front first.
    pub(crate) fn queued(&self, queue: QueueId) -> Vec<TaskId> {
        self.slots.queued(self.queues[queue.0 as usize].ends).collect()
    }

    /// Whether nothing is ready.
    pub(crate) fn is_empty(&self, queue: QueueId) -> bool {
        self.queues[queue.0 as usize].ends.is_empty()
    }

    /// A slot for a new task, queued; and whether the queue was empty. `None` if there is no room.
    #[inline(always)] // Called in one place; a page pays for a call.
    pub(crate) fn enter(
        &mut self,
        queue: QueueId,
        entry: u32,
        task: TaskId,
    ) -> Option<(Key, bool)> {
        let (index, generation) = self.slots.occupy(queue.0, entry, task)?;
        let first = self.push_back(queue.0, index);
        Some((Key { table: self.number, index, generation }, first))
    }

    /// Takes the front of the queue, in order to poll it.
    pub(crate) fn pop(&mut self, queue: QueueId) -> Option<Place> {
        let ends = &mut self.queues[queue.0 as usize].ends;
        let index = match ends.front {
            NONE => return None,
            front => front,
        };
        self.slots.unlink(ends, index);
        let slot = self.slots.slot_mut(index);
        slot.phase = Phase::Polling;
        let key = Key { table: self.number, index, generation: slot.generation };
        Some(Place { task: slot.task, entry: slot.entry, key })
    }

    /// After a poll that was not the last. True if the queue was empty and no longer is.
    pub(crate) fn rest(&mut self, key: Key) -> bool {
        let slot = self.slots.slot_mut(key.index);
        if slot.phase == Phase::PollingWoken {
            let queue = slot.queue;
            return self.push_back(queue, key.index);
        }
        slot.phase = Phase::Idle;
        false
    }

    /// The task will not be polled again: takes it out of the queue and ignores further wakes.
    pub(crate) fn begin_end(&mut self, key: Key) {
        let slot = self.slots.slot_mut(key.index);
        if std::mem::replace(&mut slot.phase, Phase::Ending) == Phase::Queued {
            let queue = slot.queue;
            self.slots.unlink(&mut self.queues[queue as usize].ends, key.index);
        }
    }

    /// The task is over: gives its slot back.
    pub(crate) fn leave(&mut self, key: Key) -> WakerCounts {
        self.slots.vacate(key.index)
    }

    /// Counts what was done to a task's wakers, if the task still lives.
    pub(crate) fn count(&mut self, key: Key, counts: WakerCounts) {
        if let Some(slot) = self.slots.living(key.index, key.generation) {
            slot.counts.add(counts);
        }
    }

    /// Wakes a task, if it still lives, and returns what somebody wants to be told.
    pub(crate) fn wake(&mut self, key: Key, counts: WakerCounts) -> Option<Told> {
        let slot = self.slots.living(key.index, key.generation)?;
        slot.counts.add(counts);
        let (task, queue) = (slot.task, slot.queue);
        let owner = &self.queues[queue as usize];
        if owner.detained && !matches!(slot.phase, Phase::Ending | Phase::Vacant | Phase::Retired) {
            let hook = owner.hook.as_ref()?.upgrade()?;
            return Some(Told { hook, task, effect: None, first: false });
        }
        let mut first = false;
        let effect = match slot.phase {
            Phase::Idle => {
                first = self.push_back(queue, key.index);
                WakeEffect::Queued
            }
            Phase::Polling => {
                slot.phase = Phase::PollingWoken;
                WakeEffect::WhilePolling
            }
            Phase::Queued | Phase::PollingWoken => WakeEffect::AlreadyQueued,
            Phase::Ending | Phase::Vacant | Phase::Retired => return None,
        };
        let hook = self.queues[queue as usize].hook.as_ref()?.upgrade()?;
        Some(Told { hook, task, effect: Some(effect), first })
    }

    fn push_back(&mut self, queue: u32, index: u32) -> bool {
        let ends = &mut self.queues[queue as usize].ends;
        let first = ends.is_empty();
        self.slots.push_back(ends, index);
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Layout;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const TINY: Layout = Layout { index_bits: 2, generation_bits: 3, table_bits: 0 };

    /// One task after another, until the table has no key left; each is polled once.
    fn use_up(table: &mut Table) -> Vec<Key> {
        let queue = table.open_queue();
        let mut keys = Vec::new();
        while let Some((key, first)) = table.enter(queue, 0, TaskId(keys.len() as u32)) {
            assert!(first);
            assert_eq!(table.pop(queue).map(|place| place.key), Some(key));
            // Nobody's key, except the newest, wakes anybody.
            for old in &keys {
                table.wake(*old, WakerCounts::WAKE);
            }
            assert!(!table.rest(key));
            table.wake(key, WakerCounts::WAKE);
            assert!(!table.is_empty(queue));
            table.begin_end(key);
            assert!(table.is_empty(queue));
            assert_eq!(table.leave(key), WakerCounts { wakes: 1, ..WakerCounts::default() });
            keys.push(key);
        }
        table.close_queue(queue);
        keys
    }

    #[test]
    fn no_key_is_ever_used_twice_not_even_by_the_next_thread() {
        let mut table = Table::new(0, Slots::new(TINY));
        // Four slots of eight lives.
        let keys = use_up(&mut table);
        assert_eq!(keys.len(), 32);
        for (place, key) in keys.iter().enumerate() {
            assert!(!keys[..place].contains(key));
        }
        assert!(use_up(&mut Table::new(0, table.into_slots())).is_empty());
    }

    #[test]
    fn a_queue_that_is_given_back_is_used_again() {
        let mut table = Table::new(0, Slots::new(TINY));
        let first = table.open_queue();
        table.close_queue(first);
        let (second, third) = (table.open_queue(), table.open_queue());
        assert_eq!((first.0, second.0, third.0), (0, 0, 1));
    }
}
