//! Deadlines, ordered by (instant, sequence): two that are due together fire in the order in
//! which they were set. Kept apart so that the order has one owner and one test.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use trace::Instant;

/// A queue of things that are due at an instant.
///
/// A cancelled deadline leaves an empty slot; empty slots at the front are cleared away at once,
/// so that the front is always live and each deadline costs O(log n) in all.
#[derive(Debug)]
pub(crate) struct Deadlines<T> {
    heap: BinaryHeap<Reverse<(Instant, u64, DeadlineKey)>>,
    due: Vec<Option<T>>,
    free: Vec<DeadlineKey>,
    sequence: u64,
}

/// Names a deadline of one queue until it is due or cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeadlineKey(usize);

impl<T> Deadlines<T> {
    pub(crate) fn new() -> Deadlines<T> {
        Deadlines { heap: BinaryHeap::new(), due: Vec::new(), free: Vec::new(), sequence: 0 }
    }

    /// Lets `what` be due at `at`.
    pub(crate) fn set(&mut self, at: Instant, what: T) -> DeadlineKey {
        let key = self.free.pop().unwrap_or_else(|| {
            self.due.push(None);
            DeadlineKey(self.due.len() - 1)
        });
        self.due[key.0] = Some(what);
        self.heap.push(Reverse((at, self.sequence, key)));
        self.sequence += 1;
        key
    }

    /// The earliest instant at which something is due.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.heap.peek().map(|Reverse((at, _, _))| *at)
    }

    /// Takes what is due first.
    pub(crate) fn pop(&mut self) -> Option<(Instant, T)> {
        let Reverse((at, _, key)) = self.heap.pop()?;
        let what = self.due[key.0].take().expect("the front of the queue is always live");
        self.free.push(key);
        self.clear_front();
        Some((at, what))
    }

    /// Takes those for which this holds, in the order in which they are due.
    pub(crate) fn take(&mut self, wanted: impl Fn(&T) -> bool) -> Vec<(Instant, T)> {
        let mut found: Vec<_> = { self.heap.iter() }
            .filter(|Reverse((_, _, key))| self.due[key.0].as_ref().is_some_and(&wanted))
            .map(|Reverse(place)| *place)
            .collect();
        found.sort_unstable();
        let due = &mut self.due;
        let taken =
            found.iter().filter_map(|(at, _, key)| Some((*at, due[key.0].take()?))).collect();
        self.clear_front();
        taken
    }

    /// Drops a deadline, so that it moves no clock.
    pub(crate) fn cancel(&mut self, key: DeadlineKey) {
        self.due[key.0] = None;
        self.clear_front();
    }

    fn clear_front(&mut self) {
        while let Some(Reverse((_, _, key))) = self.heap.peek().copied() {
            if self.due[key.0].is_some() {
                break;
            }
            self.heap.pop();
            self.free.push(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_due_together_fires_in_the_order_it_was_set() {
        let mut deadlines = Deadlines::new();
        deadlines.set(Instant(5), "b");
        deadlines.set(Instant(3), "a");
        deadlines.set(Instant(5), "c");
        let order: Vec<_> = std::iter::from_fn(|| deadlines.pop()).collect();
        assert_eq!(order, [(Instant(3), "a"), (Instant(5), "b"), (Instant(5), "c")]);
    }

    #[test]
    fn a_cancelled_deadline_is_never_seen_at_the_front_and_its_slot_is_used_again() {
        let mut deadlines = Deadlines::new();
        let a = deadlines.set(Instant(1), "a");
        let b = deadlines.set(Instant(2), "b");
        deadlines.set(Instant(3), "c");
        deadlines.cancel(b);
        assert_eq!(deadlines.next(), Some(Instant(1)));
        deadlines.cancel(a);
        assert_eq!(deadlines.next(), Some(Instant(3)));
        for n in 0..100 {
            let key = deadlines.set(Instant(n), "x");
            deadlines.cancel(key);
        }
        assert_eq!(deadlines.pop(), Some((Instant(3), "c")));
        assert!(deadlines.due.len() <= 103);
        assert_eq!(deadlines.pop(), None);
    }
}
