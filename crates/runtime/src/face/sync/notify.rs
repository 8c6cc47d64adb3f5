//! A notification without a message: one who waits is woken, or all are.

use super::super::waiting::Waiting;
use super::named::{Awaited, next};
use super::{inside, keep, wake};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

/// Tells tasks that something has happened. One notification can be stored for whoever asks next.
#[derive(Debug)]
pub struct Notify {
    number: Option<u32>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    stored: bool,
    /// How often all were notified.
    rounds: u64,
    next: u64,
    waiting: VecDeque<(u64, Option<Waker>)>,
    /// Who has been notified and not polled since; and whether alone, so that he must hand it on
    /// if he is dropped.
    notified: Vec<(u64, bool)>,
}

impl Notify {
    /// They are numbered within their run, from 1.
    pub fn new() -> Notify {
        let number = next(|record| &mut record.notifies);
        Notify { number, state: Mutex::default() }
    }

    /// One that is a part of something else, and has no number.
    pub(super) fn inner() -> Notify {
        Notify { number: None, state: Mutex::default() }
    }

    /// Notifies whoever waits longest; if nobody does, whoever will be next to ask. Only one such
    /// notification is stored.
    pub fn notify_one(&self) {
        let waker = inside(&self.state).notify_one();
        wake(waker);
    }

    /// Notifies all who wait, and stores nothing.
    pub fn notify_waiters(&self) {
        let waiting = {
            let mut state = inside(&self.state);
            state.rounds += 1;
            let waiting = std::mem::take(&mut state.waiting);
            state.notified.extend(waiting.iter().map(|(ticket, _)| (*ticket, false)));
            waiting
        };
        waiting.into_iter().for_each(|(_, waker)| wake(waker));
    }

    /// Waits for a notification: of all, from now on; of one, from when this is first polled.
    pub fn notified(&self) -> Notified<'_> {
        self.notified_as(Awaited::Notification(self.number))
    }

    /// The same; `awaited` is what the record calls it.
    pub(super) fn notified_as(&self, awaited: Awaited) -> Notified<'_> {
        let round = inside(&self.state).rounds;
        Notified { notify: self, round, stage: Stage::Fresh, awaited, waiting: Waiting::default() }
    }
}

impl Default for Notify {
    fn default() -> Notify {
        Notify::new()
    }
}

impl State {
    fn notify_one(&mut self) -> Option<Waker> {
        let Some((ticket, waker)) = self.waiting.pop_front() else {
            self.stored = true;
            return None;
        };
        self.notified.push((ticket, true));
        waker
    }

    /// Whether this one was notified, and if so, whether alone.
    fn take(&mut self, ticket: u64) -> Option<bool> {
        let place = self.notified.iter().position(|(other, _)| *other == ticket)?;
        Some(self.notified.swap_remove(place).1)
    }
}

/// Waiting for a notification.
#[derive(Debug)]
#[must_use = "a notification is only heard by whoever awaits it"]
pub struct Notified<'a> {
    notify: &'a Notify,
    round: u64,
    stage: Stage,
    awaited: Awaited,
    waiting: Waiting,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Fresh,
    Waits(u64),
    Done,
}

impl Notified<'_> {
    /// What of the poll happens under the lock; a waker that is no longer needed comes back.
    fn ask(&mut self, context: &Context<'_>) -> Option<Waker> {
        let mut state = inside(&self.notify.state);
        match self.stage {
            Stage::Fresh => {
                let notified = std::mem::take(&mut state.stored) || state.rounds != self.round;
                self.stage = if notified { Stage::Done } else { Stage::Waits(state.next) };
                if !notified {
                    let ticket = state.next;
                    state.next += 1;
                    state.waiting.push_back((ticket, Some(context.waker().clone())));
                }
                None
            }
            Stage::Waits(ticket) => {
                if state.take(ticket).is_some() {
                    self.stage = Stage::Done;
                    return None;
                }
                let mine = state.waiting.iter_mut().find(|(other, _)| *other == ticket);
                mine.and_then(|(_, waker)| keep(waker, context))
            }
            Stage::Done => None,
        }
    }
}

impl Future for Notified<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let former = self.ask(context);
        drop(former);
        if matches!(self.stage, Stage::Done) {
            self.waiting.end();
            return Poll::Ready(());
        }
        let awaited = self.awaited;
        awaited.begin(&mut self.waiting);
        Poll::Pending
    }
}

impl Drop for Notified<'_> {
    fn drop(&mut self) {
        self.waiting.end();
        let Stage::Waits(ticket) = self.stage else { return };
        let waker = {
            let mut state = inside(&self.notify.state);
            match state.take(ticket) {
                Some(true) => state.notify_one(),
                Some(false) => None,
                None => {
                    state.waiting.retain(|(other, _)| *other != ticket);
                    None
                }
            }
        };
        wake(waker);
    }
}
