//! The waker's side of every task of a thread: its phase, its counts, its place in a run queue.
//!
//! It stands apart from `tasks` because a waker can reach it without knowing the executor's type.
//! The run queues are lists threaded through the slots, so that queueing allocates nothing and an
//! aborted task is unlinked at once. It leaves out which queues there are: see `table`.

use crate::key::Layout;
use crate::observer::{TaskId, WakerCounts};

/// Stands for "no slot" in links.
pub(crate) const NONE: u32 = u32::MAX;

/// What the task of a slot is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// No task; the slot may be used again.
    Vacant,
    /// No task; every generation is used up.
    Retired,
    /// Nothing has woken it since its last poll.
    Idle,
    /// In its executor's run queue.
    Queued,
    /// Being polled, and not woken since that began.
    Polling,
    /// Being polled, and queued again when that ends.
    PollingWoken,
    /// Its future is being dropped; wakes are counted and do nothing.
    Ending,
}

/// One life of a slot is one task.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) generation: u32,
    pub(crate) phase: Phase,
    /// Index of its executor's run queue in the table.
    pub(crate) queue: u32,
    /// Index of the task in its executor's `Tasks`.
    pub(crate) entry: u32,
    pub(crate) task: TaskId,
    pub(crate) counts: WakerCounts,
    /// In the run queue: towards the front.
    before: u32,
    /// In the run queue: towards the back. In a vacant slot: the next vacant one.
    behind: u32,
}

impl Slot {
    fn idle(generation: u32, queue: u32, entry: u32, task: TaskId) -> Self {
        let (phase, counts) = (Phase::Idle, WakerCounts::default());
        Slot { generation, phase, queue, entry, task, counts, before: NONE, behind: NONE }
    }
}

/// The two ends of a run queue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    pub(crate) front: u32,
    back: u32,
}

impl Ends {
    pub(crate) const EMPTY: Ends = Ends { front: NONE, back: NONE };

    pub(crate) fn is_empty(self) -> bool {
        self.front == NONE
    }
}

/// The slots of one table.
#[derive(Debug)]
pub(crate) struct Slots {
    slots: Vec<Slot>,
    vacant: u32,
    layout: Layout,
}

impl Slots {
    pub(crate) const fn new(layout: Layout) -> Self {
        Slots { slots: Vec::new(), vacant: NONE, layout }
    }

    /// A slot for a new task, in no queue yet: its index and generation. `None` if all are taken
    /// or retired.
    pub(crate) fn occupy(&mut self, queue: u32, entry: u32, task: TaskId) -> Option<(u32, u32)> {
        if self.vacant == NONE {
            if self.slots.len() == self.layout.slots() {
                return None;
            }
            self.vacant = self.slots.len() as u32;
            self.slots.push(Slot::idle(0, queue, entry, task));
        }
        let index = self.vacant;
        let slot = &mut self.slots[index as usize];
        self.vacant = slot.behind;
        *slot = Slot::idle(slot.generation, queue, entry, task);
        Some((index, slot.generation))
    }

    /// Ends the task of a slot that is in no queue. From here on its key names nothing.
    pub(crate) fn vacate(&mut self, index: u32) -> WakerCounts {
        let slot = &mut self.slots[index as usize];
        if slot.generation == self.layout.last_generation() {
            slot.phase = Phase::Retired;
        } else {
            slot.generation += 1;
            slot.phase = Phase::Vacant;
            slot.behind = self.vacant;
            self.vacant = index;
        }
        slot.counts
    }

    /// Ends every task: what must happen before the table changes hands.
    pub(crate) fn vacate_all(&mut self) {
        for index in 0..self.slots.len() as u32 {
            if !matches!(self.slot_mut(index).phase, Phase::Vacant | Phase::Retired) {
                self.vacate(index);
            }
        }
    }

    /// The slot of a task that is known to live.
    pub(crate) fn slot_mut(&mut self, index: u32) -> &mut Slot {
        &mut self.slots[index as usize]
    }

    /// The slot with a living task that index and generation name, if it still lives.
    pub(crate) fn living(&mut self, index: u32, generation: u32) -> Option<&mut Slot> {
        let slot = self.slots.get_mut(index as usize)?;
        let named = slot.generation == generation;
        // A vacant slot has a generation that no waker has seen, or one of a later life.
        let alive = !matches!(slot.phase, Phase::Vacant | Phase::Retired);
        (named && alive).then_some(slot)
    }

    /// Puts a slot at the back of the queue.
    pub(crate) fn push_back(&mut self, ends: &mut Ends, index: u32) {
        let slot = &mut self.slots[index as usize];
        slot.phase = Phase::Queued;
        slot.before = ends.back;
        slot.behind = NONE;
        match ends.back {
            NONE => ends.front = index,
            back => self.slots[back as usize].behind = index,
        }
        ends.back = index;
    }

    /// Takes a queued slot out of the queue, wherever it stands.
    pub(crate) fn unlink(&mut self, ends: &mut Ends, index: u32) {
        let Slot { before, behind, .. } = self.slots[index as usize];
        match before {
            NONE => ends.front = behind,
            before => self.slots[before as usize].behind = behind,
        }
        match behind {
            NONE => ends.back = before,
            behind => self.slots[behind as usize].before = before,
        }
    }

    /// The tasks of a queue, front first.
    pub(crate) fn queued(&self, ends: Ends) -> impl Iterator<Item = TaskId> {
        let slot_at = |index: u32| self.slots.get(index as usize);
        std::iter::successors(slot_at(ends.front), move |slot| slot_at(slot.behind))
            .map(|slot| slot.task)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const TINY: Layout = Layout { index_bits: 1, generation_bits: 2, table_bits: 0 };

    #[test]
    fn a_slot_is_retired_before_its_generation_wraps() {
        let mut slots = Slots::new(TINY);
        let mut keys = Vec::new();
        while let Some((index, generation)) = slots.occupy(0, 0, TaskId(0)) {
            keys.push((index, generation));
            slots.vacate(index);
        }
        // Two slots of four lives each, one after the other, and not one key twice.
        assert_eq!(keys, [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2), (1, 3)]);
        for (index, generation) in keys {
            assert!(slots.living(index, generation).is_none());
        }
    }

    #[test]
    fn a_table_of_two_slots_holds_two_tasks_at_once() {
        let mut slots = Slots::new(TINY);
        assert_eq!(slots.occupy(0, 0, TaskId(0)), Some((0, 0)));
        assert_eq!(slots.occupy(0, 1, TaskId(1)), Some((1, 0)));
        assert_eq!(slots.occupy(0, 2, TaskId(2)), None);
        slots.vacate(0);
        assert_eq!(slots.occupy(0, 2, TaskId(2)), Some((0, 1)));
    }

    #[test]
    fn a_queue_can_be_unlinked_at_the_front_in_the_middle_and_at_the_back() {
        let mut slots = Slots::new(Layout::HERE);
        let mut ends = Ends::EMPTY;
        for task in 0..5 {
            slots.occupy(0, task, TaskId(task));
            slots.push_back(&mut ends, task);
        }
        let mut after_unlinking = |index| {
            slots.unlink(&mut ends, index);
            slots.queued(ends).map(|task| task.0).collect::<Vec<_>>()
        };
        assert_eq!(after_unlinking(2), [0, 1, 3, 4]);
        assert_eq!(after_unlinking(0), [1, 3, 4]);
        assert_eq!(after_unlinking(4), [1, 3]);
        assert_eq!(after_unlinking(3), [1]);
        assert!(after_unlinking(1).is_empty());
        assert!(ends.is_empty());
    }

    #[test]
    fn a_table_that_changes_hands_forgets_its_tasks_and_keeps_its_generations() {
        let mut slots = Slots::new(Layout::HERE);
        slots.occupy(0, 0, TaskId(0));
        slots.occupy(0, 1, TaskId(1));
        slots.vacate_all();
        assert!(slots.living(0, 0).is_none() && slots.living(1, 0).is_none());
        let (index, generation) = slots.occupy(0, 0, TaskId(0)).expect("two are vacant");
        assert_eq!((index, generation), (1, 1));
    }
}
