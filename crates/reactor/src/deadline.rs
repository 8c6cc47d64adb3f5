//! Deadlines, ordered by (instant, sequence): two that are due together fire in the order in
//! which they were set, and those that come last after all others of their instant. Kept apart so
//! that the order has one owner and one test.

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

/// In a sequence number: after all others of its instant.
const LAST: u64 = 1 << 63;

/// Names a deadline of one queue until it is due or cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeadlineKey(usize);

impl<T> Deadlines<T> {
    pub(crate) fn new() -> Deadlines<T> {
        Deadlines { heap: BinaryHeap::new(), due: Vec::new(), free: Vec::new(), sequence: 0 }
    }

    /// Lets `what` be due at `at`.
    pub(crate) fn set(&mut self, at: Instant, what: T) -> DeadlineKey {
        self.set_in(at, 0, what)
    }

    /// The same, after everything else that will ever be due then.
    pub(crate) fn set_last(&mut self, at: Instant, what: T) -> DeadlineKey {
        self.set_in(at, LAST, what)
    }

    fn set_in(&mut self, at: Instant, last: u64, what: T) -> DeadlineKey {
        let key = self.free.pop().unwrap_or_else(|| {
            self.due.push(None);
            DeadlineKey(self.due.len() - 1)
        });
        self.due[key.0] = Some(what);
        self.heap.push(Reverse((at, self.sequence | last, key)));
        self.sequence += 1;
        key
    }

    /// The earliest instant at which something is due.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.heap.peek().map(|Reverse((at, ..))| *at)
    }

    /// Whether what is due first comes last at its instant.
    pub(crate) fn next_comes_last(&self) -> bool {
        self.heap.peek().is_some_and(|Reverse((_, sequence, _))| *sequence >= LAST)
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
        let mut found = BinaryHeap::new();
        for place in self.heap.iter() {
            let Reverse((.., key)) = place;
            if self.due[key.0].as_ref().is_some_and(&wanted) {
                found.push(*place);
            }
        }
        let mut taken = Vec::new();
        while let Some(Reverse((at, _, key))) = found.pop() {
            taken.extend(self.due[key.0].take().map(|what| (at, what)));
        }
        self.clear_front();
        taken
    }

    /// Takes the first of those for which this holds.
    pub(crate) fn take_first(&mut self, wanted: impl Fn(&T) -> bool) -> Option<T> {
        let first = { self.heap.iter() }
            .filter(|Reverse((.., key))| self.due[key.0].as_ref().is_some_and(&wanted))
            .map(|Reverse(place)| *place)
            .min();
        self.cancel(first?.2)
    }

    /// Whether this holds for any of them.
    pub(crate) fn any(&self, wanted: impl Fn(&T) -> bool) -> bool {
        self.due.iter().flatten().any(wanted)
    }

    /// Takes a deadline away, so that it moves no clock.
    pub(crate) fn cancel(&mut self, key: DeadlineKey) -> Option<T> {
        let what = self.due[key.0].take();
        self.clear_front();
        what
    }

    fn clear_front(&mut self) {
        while let Some(Reverse((.., key))) = self.heap.peek().copied() {
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
    fn what_comes_last_at_its_instant_fires_after_what_was_set_later() {
        let mut deadlines = Deadlines::new();
        deadlines.set_last(Instant(5), "x");
        deadlines.set_last(Instant(5), "y");
        deadlines.set(Instant(5), "a");
        deadlines.set(Instant(6), "b");
        assert!(!deadlines.next_comes_last());
        let order: Vec<_> = std::iter::from_fn(|| Some(deadlines.pop()?.1)).collect();
        assert_eq!(order, ["a", "x", "y", "b"]);
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

    #[test]
    fn the_first_of_a_kind_is_taken_from_among_the_others() {
        let mut deadlines = Deadlines::new();
        for (at, what) in [(5, "b"), (3, "a"), (5, "bb"), (4, "bbb")] {
            deadlines.set(Instant(at), what);
        }
        let is_b = |what: &&str| what.starts_with('b');
        assert!(deadlines.any(is_b));
        assert_eq!(deadlines.take_first(is_b), Some("bbb"));
        assert_eq!(deadlines.take_first(is_b), Some("b"));
        assert_eq!(deadlines.take_first(is_b), Some("bb"));
        assert!(!deadlines.any(is_b));
        assert_eq!(deadlines.take_first(is_b), None);
        assert_eq!(deadlines.pop(), Some((Instant(3), "a")));
    }
}
