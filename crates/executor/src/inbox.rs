//! What other threads did to the wakers of this one, and what becomes of a table whose thread
//! has ended.
//!
//! It stands apart because it holds the only locks and the only global. A page has one thread:
//! there all of this is compiled away, and the table's number is 0. No user code runs under a
//! lock.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::key::{Key, Layout};
use crate::observer::WakerCounts;
use crate::slots::Slots;

/// Whether there can be another thread at all.
pub(crate) const THREADS: bool = cfg!(not(target_family = "wasm"));

/// What other threads did to the wakers of one task.
#[derive(Debug)]
pub(crate) struct Letter {
    pub(crate) key: Key,
    pub(crate) counts: WakerCounts,
}

/// The letters for one table.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    letters: Mutex<Vec<Letter>>,
    /// Whether there are letters, to be read without the lock. Written under the lock.
    filled: AtomicBool,
    #[cfg(not(target_family = "wasm"))]
    arrival: std::sync::Condvar,
}

impl Inbox {
    /// Adds a letter, or adds to the last one: a thread that wakes in a loop fills no memory.
    fn post(&self, key: Key, counts: WakerCounts) {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        match letters.last_mut() {
            Some(last) if last.key == key => last.counts.add(counts),
            _ => letters.push(Letter { key, counts }),
        }
        self.filled.store(true, Ordering::Release);
        #[cfg(not(target_family = "wasm"))]
        self.arrival.notify_all();
    }

    /// All letters, in the order of their arrival. Without letters this takes no lock.
    pub(crate) fn take(&self) -> Vec<Letter> {
        if !THREADS || !self.filled.load(Ordering::Acquire) {
            return Vec::new();
        }
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        self.filled.store(false, Ordering::Relaxed);
        std::mem::take(&mut letters)
    }

    /// Blocks until there is a letter; false if `timeout` came first.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn wait(&self, timeout: Option<std::time::Duration>) -> bool {
        let letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        match timeout {
            None => drop(
                self.arrival
                    .wait_while(letters, |letters| letters.is_empty())
                    .unwrap_or_else(PoisonError::into_inner),
            ),
            Some(timeout) => drop(
                self.arrival
                    .wait_timeout_while(letters, timeout, |letters| letters.is_empty())
                    .unwrap_or_else(PoisonError::into_inner),
            ),
        }
        self.filled.load(Ordering::Acquire)
    }
}

/// Every table that a thread ever had.
struct Registry {
    /// By number of the table.
    inboxes: Vec<Arc<Inbox>>,
    /// Tables whose thread has ended. The next thread goes on with their generations, so that no
    /// key is ever used twice.
    resting: Vec<(u32, Slots)>,
}

static REGISTRY: RwLock<Registry> =
    RwLock::new(Registry { inboxes: Vec::new(), resting: Vec::new() });

/// A table for a thread that has none: its number, its slots, and its inbox.
pub(crate) fn claim() -> (u32, Slots, Arc<Inbox>) {
    if !THREADS {
        return (0, Slots::new(Layout::HERE), Arc::default());
    }
    let mut registry = REGISTRY.write().unwrap_or_else(PoisonError::into_inner);
    let (number, slots) = registry.resting.pop().unwrap_or_else(|| {
        let number = registry.inboxes.len();
        assert!(number < Layout::HERE.tables(), "a million threads have executors");
        registry.inboxes.push(Arc::default());
        (number as u32, Slots::new(Layout::HERE))
    });
    (number, slots, Arc::clone(&registry.inboxes[number as usize]))
}

/// Takes back the table of a thread that ends. Letters that still arrive name ended tasks.
pub(crate) fn give_back(number: u32, slots: Slots) {
    if THREADS {
        let mut registry = REGISTRY.write().unwrap_or_else(PoisonError::into_inner);
        registry.resting.push((number, slots));
    }
}

/// Sends word to the thread that has the table of `key`.
pub(crate) fn send(key: Key, counts: WakerCounts) {
    if THREADS {
        let inbox = {
            let registry = REGISTRY.read().unwrap_or_else(PoisonError::into_inner);
            registry.inboxes.get(key.table as usize).cloned()
        };
        if let Some(inbox) = inbox {
            inbox.post(key, counts);
        }
    }
}
