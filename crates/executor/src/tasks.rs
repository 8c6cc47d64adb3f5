//! Where the futures of one executor live.
//!
//! An arena: the index of a task is known to its slot and to its handles, so that nobody searches
//! or hashes on the way to a poll. It stands apart from `slots` because futures belong to one
//! executor and may be anything, while slots belong to a thread and are plain numbers. A future
//! is moved out while it is polled or dropped, so that no borrow is held then.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use crate::join::{Joining, Outcome};
use crate::observer::{Ended, TaskId};
use crate::table::Place;

/// Any future whose output goes where its [`Outcome`] is.
pub(crate) trait Body {
    /// Polls; a finished future's output is stored, and not yet shown to anybody.
    fn poll_into(self: Pin<&mut Self>, cx: &mut Context<'_>, joint: &dyn Joining) -> Poll<()>;
}

impl<F> Body for F
where
    F: Future + 'static,
    F::Output: 'static,
{
    fn poll_into(self: Pin<&mut Self>, cx: &mut Context<'_>, joint: &dyn Joining) -> Poll<()> {
        self.poll(cx).map(|output| {
            let outcome: &Outcome<F::Output> =
                joint.as_any().downcast_ref().expect("spawn made both from the same F");
            outcome.store(output);
        })
    }
}

/// The two allocations of a task: its future, and what it shares with its `JoinHandle`.
pub(crate) struct Contents {
    pub(crate) future: Pin<Box<dyn Body>>,
    pub(crate) joint: Rc<dyn Joining>,
}

struct Entry {
    place: Place,
    /// `None` while the future is being polled or dropped.
    contents: Option<Contents>,
    /// Set by whoever wanted the task to end while it was being polled.
    doom: Option<Ended>,
}

/// The living tasks of one executor.
#[derive(Default)]
pub(crate) struct Tasks {
    entries: Vec<Option<Entry>>,
    vacant: Vec<u32>,
}

impl Tasks {
    pub(crate) fn live(&self) -> usize {
        self.entries.len() - self.vacant.len()
    }

    /// The index at which the next task will be put.
    pub(crate) fn next_entry(&self) -> u32 {
        self.vacant.last().copied().unwrap_or(self.entries.len() as u32)
    }

    /// Puts a task at [`Tasks::next_entry`].
    #[inline(always)] // Called in one place; a page pays for a call.
    pub(crate) fn insert(&mut self, place: Place, contents: Contents) {
        let entry = Some(Entry { place, contents: Some(contents), doom: None });
        match self.vacant.pop() {
            Some(index) => self.entries[index as usize] = entry,
            None => self.entries.push(entry),
        }
    }

    pub(crate) fn remove(&mut self, entry: u32) {
        self.entries[entry as usize] = None;
        self.vacant.push(entry);
    }

    /// Takes the future out, in order to poll it.
    pub(crate) fn take(&mut self, entry: u32) -> Option<Contents> {
        self.entries[entry as usize].as_mut()?.contents.take()
    }

    /// Puts a pending future back, or returns it with its doom.
    pub(crate) fn put_back(
        &mut self,
        entry: u32,
        contents: Contents,
    ) -> Result<(), (Contents, Ended)> {
        let entry = self.entries[entry as usize].as_mut();
        let entry = entry.expect("a task that is being polled keeps its entry");
        match entry.doom {
            Some(how) => Err((contents, how)),
            None => {
                entry.contents = Some(contents);
                Ok(())
            }
        }
    }

    pub(crate) fn doom(&self, entry: u32) -> Option<Ended> {
        self.entries[entry as usize].as_ref()?.doom
    }

    /// Hands out the future of a task that is to end, for the caller to drop. `None` if that is
    /// for somebody else: the task is being polled (it ends after that), or dropped, or is gone.
    pub(crate) fn condemn(
        &mut self,
        entry: u32,
        task: TaskId,
        how: Ended,
    ) -> Option<(Place, Contents)> {
        let entry = self.entries.get_mut(entry as usize)?.as_mut()?;
        if entry.place.task != task {
            return None;
        }
        let contents = entry.contents.take();
        if contents.is_none() {
            entry.doom.get_or_insert(how);
        }
        Some((entry.place, contents?))
    }

    /// Where a living task is.
    pub(crate) fn place(&self, task: TaskId) -> Option<Place> {
        let mut places = self.entries.iter().flatten().map(|entry| entry.place);
        places.find(|place| place.task == task)
    }

    /// Every living task and where it is, in the order of the entries.
    pub(crate) fn all(&self) -> impl Iterator<Item = (TaskId, u32)> {
        self.entries.iter().flatten().map(|entry| (entry.place.task, entry.place.entry))
    }
}
