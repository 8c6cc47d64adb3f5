//! What a channel is beside its messages: who sends, who receives, how much room there is.
//!
//! It stands apart from the queue because it knows no type: all channels of a page share it.

use super::super::named::{Awaited, Recorded};
use super::super::permits::Permits;
use super::super::{inside, keep, wake};
use crate::face::sync::Notify;
use std::sync::Mutex;
use std::task::{Context, Waker};

#[derive(Debug)]
pub(super) struct Ends {
    pub(super) recorded: Recorded,
    /// One for each place that is free.
    pub(super) permits: Permits,
    pub(super) room: usize,
    state: Mutex<State>,
    /// Tells senders that nobody will receive any more.
    closing: Notify,
}

#[derive(Debug)]
struct State {
    senders: usize,
    receiver: Option<Waker>,
}

impl Ends {
    pub(super) fn new(recorded: Recorded, room: usize) -> Ends {
        let state = Mutex::new(State { senders: 1, receiver: None });
        let closing = Notify::inner();
        Ends { recorded, permits: Permits::new(room), room, state, closing }
    }

    pub(super) fn another_sender(&self) {
        inside(&self.state).senders += 1;
    }

    /// A sender is gone; the last one tells the receiver.
    pub(super) fn one_sender_less(&self) {
        let receiver = {
            let mut state = inside(&self.state);
            state.senders -= 1;
            if state.senders == 0 { state.receiver.take() } else { None }
        };
        wake(receiver);
    }

    /// A message is in the queue.
    pub(super) fn wake_receiver(&self) {
        let receiver = inside(&self.state).receiver.take();
        wake(receiver);
    }

    /// Wakes the receiver when there is a message, or when there will be none any more.
    pub(super) fn watch(&self, context: &Context<'_>) {
        let former = keep(&mut inside(&self.state).receiver, context);
        drop(former);
    }

    /// The message of a place has been received: the place is free.
    pub(super) fn make_room(&self) {
        self.permits.release();
    }

    /// Whether no message will come, now that the queue is empty: all senders are gone, or they
    /// are shut out and none of them still owns a place.
    pub(super) fn is_over(&self) -> bool {
        let all_gone = inside(&self.state).senders == 0;
        all_gone || self.permits.is_closed() && self.permits.free() >= self.room
    }

    pub(super) fn close(&self) {
        self.permits.close();
        self.closing.notify_waiters();
    }

    /// Waits until the receiver is gone or closed.
    pub(super) async fn closed(&self) {
        let closing = self.closing.notified_as(Awaited::Closing(self.recorded));
        if !self.permits.is_closed() {
            closing.await;
        }
    }
}
