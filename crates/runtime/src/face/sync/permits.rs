//! Permits, handed out first come, first served: the room in a channel, the holding of a lock.
//!
//! As in tokio, a permit that comes back belongs at once to whoever waits longest; nobody who asks
//! later can snatch it, and whoever is dropped before he has used it hands it on. It knows nothing
//! of what the permits are for, and of no type.

use super::super::waiting::Waiting;
use super::named::Awaited;
use super::{inside, keep, wake};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

/// A number of permits.
#[derive(Debug)]
pub(super) struct Permits(Mutex<State>);

#[derive(Debug)]
struct State {
    free: usize,
    closed: bool,
    /// The number of the next one who waits.
    next: u64,
    /// Who waits, the longest first.
    waiting: VecDeque<(u64, Option<Waker>)>,
    /// Who owns a permit and has not been polled since.
    granted: Vec<u64>,
}

/// Nobody will be given a permit any more.
#[derive(Debug)]
pub(super) struct Closed;

/// Why there is no permit now.
#[derive(Debug)]
pub(super) enum NotNow {
    Taken,
    Closed,
}

impl Permits {
    pub(super) fn new(free: usize) -> Permits {
        let (waiting, granted) = (VecDeque::new(), Vec::new());
        Permits(Mutex::new(State { free, closed: false, next: 0, waiting, granted }))
    }

    /// Waits for a permit; `awaited` is what the record calls it.
    pub(super) fn acquire(&self, awaited: Awaited) -> Acquire<'_> {
        Acquire { permits: self, awaited, ticket: None, waiting: Waiting::default() }
    }

    /// Takes a permit if there is one.
    pub(super) fn try_acquire(&self) -> Result<(), NotNow> {
        inside(&self.0).take()
    }

    /// Gives a permit back: it belongs to whoever waits longest.
    pub(super) fn release(&self) {
        let waker = inside(&self.0).hand_on();
        wake(waker);
    }

    /// Hands out no more permits; whoever waits is told.
    pub(super) fn close(&self) {
        let waiting = {
            let mut state = inside(&self.0);
            state.closed = true;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(|(_, waker)| wake(waker));
    }

    pub(super) fn is_closed(&self) -> bool {
        inside(&self.0).closed
    }

    /// How many permits there are to be had.
    pub(super) fn free(&self) -> usize {
        inside(&self.0).free
    }
}

impl State {
    fn take(&mut self) -> Result<(), NotNow> {
        if self.closed {
            return Err(NotNow::Closed);
        }
        self.free = self.free.checked_sub(1).ok_or(NotNow::Taken)?;
        Ok(())
    }

    fn hand_on(&mut self) -> Option<Waker> {
        let Some((ticket, waker)) = self.waiting.pop_front() else {
            self.free += 1;
            return None;
        };
        self.granted.push(ticket);
        waker
    }

    /// Whether a permit was handed to this one, who knows it from now on.
    fn was_granted(&mut self, ticket: u64) -> bool {
        let place = self.granted.iter().position(|granted| *granted == ticket);
        place.map(|place| self.granted.swap_remove(place)).is_some()
    }
}

/// Waiting for a permit.
#[derive(Debug)]
pub(super) struct Acquire<'a> {
    permits: &'a Permits,
    awaited: Awaited,
    /// My number among those who wait.
    ticket: Option<u64>,
    waiting: Waiting,
}

impl Acquire<'_> {
    /// What of the poll happens under the lock; a waker that is no longer needed comes back.
    fn ask(&mut self, context: &Context<'_>) -> (Poll<Result<(), Closed>>, Option<Waker>) {
        let mut state = inside(&self.permits.0);
        if state.closed {
            return (Poll::Ready(Err(Closed)), None);
        }
        let Some(ticket) = self.ticket else {
            if state.take().is_ok() {
                return (Poll::Ready(Ok(())), None);
            }
            let ticket = state.next;
            state.next += 1;
            state.waiting.push_back((ticket, Some(context.waker().clone())));
            self.ticket = Some(ticket);
            return (Poll::Pending, None);
        };
        if state.was_granted(ticket) {
            self.ticket = None;
            return (Poll::Ready(Ok(())), None);
        }
        let mine = state.waiting.iter_mut().find(|(other, _)| *other == ticket);
        (Poll::Pending, mine.and_then(|(_, waker)| keep(waker, context)))
    }
}

impl Future for Acquire<'_> {
    type Output = Result<(), Closed>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (answer, former) = self.ask(context);
        drop(former);
        if answer.is_pending() {
            let awaited = self.awaited;
            awaited.begin(&mut self.waiting);
        } else {
            self.waiting.end();
        }
        answer
    }
}

impl Drop for Acquire<'_> {
    fn drop(&mut self) {
        self.waiting.end();
        let Some(ticket) = self.ticket else { return };
        let waker = {
            let mut state = inside(&self.permits.0);
            if state.was_granted(ticket) {
                state.hand_on()
            } else {
                let place = state.waiting.iter().position(|(other, _)| *other == ticket);
                drop(place.and_then(|place| state.waiting.remove(place)));
                None
            }
        };
        wake(waker);
    }
}
