//! Many producers, a single consumer: a queue of messages between tasks, with room for so many.
//!
//! Whoever sends into a full channel waits, in the order of asking, and owns his place from the
//! moment it is free. It leaves out what would block a thread, and permits in the user's hands.

mod ends;
pub mod error;

use super::super::waiting::Waiting;
use super::inside;
use super::named::{Awaited, Recorded};
use super::permits::NotNow;
use crate::current::caller;
use ends::Ends;
use error::{SendError, TryRecvError, TrySendError};
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use trace::SourceSpan;

/// A channel with room for `room` messages.
///
/// One without any room lets nothing through: its senders wait, and the run says so.
pub fn channel<T>(room: usize) -> (Sender<T>, Receiver<T>) {
    let shared = Shared::new(room);
    let receiver = Receiver { shared: shared.clone(), waiting: Waiting::default() };
    (Sender { shared }, receiver)
}

/// A channel with room for any number of messages.
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let (sender, receiver) = channel(usize::MAX);
    (UnboundedSender(sender), UnboundedReceiver(receiver))
}

struct Shared<T> {
    ends: Ends,
    queue: Mutex<VecDeque<T>>,
}

impl<T> Shared<T> {
    fn new(room: usize) -> Arc<Shared<T>> {
        let ends = Ends::new(Recorded::new(std::any::type_name::<T>()), room);
        Arc::new(Shared { ends, queue: Mutex::default() })
    }

    /// Puts a message into a place that is the sender's.
    fn push(&self, message: T, span: Option<SourceSpan>) {
        inside(&self.queue).push_back(message);
        self.ends.recorded.sent(span);
        self.ends.wake_receiver();
    }

    fn pop(&self, span: Option<SourceSpan>) -> Option<T> {
        let message = inside(&self.queue).pop_front()?;
        self.ends.recorded.received(span);
        self.ends.make_room();
        Some(message)
    }
}

/// Sends messages; there may be many.
pub struct Sender<T> {
    shared: Arc<Shared<T>>,
}

impl<T> Sender<T> {
    /// Waits for room, and sends. If this is dropped before it is done, nothing was sent.
    ///
    /// # Errors
    /// If the receiver is gone or closed: the message comes back.
    pub async fn send(&self, message: T) -> Result<(), SendError<T>> {
        let ends = &self.shared.ends;
        if ends.permits.acquire(Awaited::Room(ends.recorded)).await.is_err() {
            // The place that a sender owned and could not use may have been the last one out.
            if ends.is_over() {
                ends.wake_receiver();
            }
            return Err(SendError(message));
        }
        self.shared.push(message, None);
        Ok(())
    }

    /// Sends if there is room.
    ///
    /// # Errors
    /// If there is none, or nobody to receive: the message comes back.
    #[track_caller]
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        let span = caller();
        match self.shared.ends.permits.try_acquire() {
            Ok(()) => self.shared.push(message, span),
            Err(NotNow::Taken) => return Err(TrySendError::Full(message)),
            Err(NotNow::Closed) => return Err(TrySendError::Closed(message)),
        }
        Ok(())
    }

    /// Waits until the receiver is gone or closed.
    pub async fn closed(&self) {
        self.shared.ends.closed().await;
    }

    /// Whether the receiver is gone or closed.
    pub fn is_closed(&self) -> bool {
        self.shared.ends.permits.is_closed()
    }

    /// How many messages there is room for.
    pub fn capacity(&self) -> usize {
        self.shared.ends.permits.free()
    }

    /// How many messages there was room for at first.
    pub fn max_capacity(&self) -> usize {
        self.shared.ends.room
    }

    /// Whether both send into the same channel.
    pub fn same_channel(&self, other: &Sender<T>) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.shared.ends.another_sender();
        Sender { shared: self.shared.clone() }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.shared.ends.one_sender_less();
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender { .. }")
    }
}

/// Receives messages in the order in which they were sent.
pub struct Receiver<T> {
    shared: Arc<Shared<T>>,
    waiting: Waiting,
}

impl<T> Receiver<T> {
    /// Waits for the next message; none once all senders are gone and everything is received. If
    /// this is dropped before it is done, nothing was received.
    pub async fn recv(&mut self) -> Option<T> {
        let waits = Waits(self);
        std::future::poll_fn(|context| waits.0.poll_recv(context)).await
    }

    /// As [`recv`](Receiver::recv), for a future written by hand.
    pub fn poll_recv(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        // Before a place is given back, and its next owner is woken, this has stopped waiting.
        let is_empty = inside(&self.shared.queue).is_empty();
        if is_empty && !self.shared.ends.is_over() {
            self.shared.ends.watch(context);
            Awaited::Message(self.shared.ends.recorded).begin(&mut self.waiting);
            return Poll::Pending;
        }
        self.waiting.end();
        Poll::Ready(self.shared.pop(None))
    }

    /// The next message, if there is one.
    ///
    /// # Errors
    /// If there is none, and whether one may still come.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let message = self.shared.pop(caller());
        message.ok_or_else(|| match self.shared.ends.is_over() {
            true => TryRecvError::Disconnected,
            false => TryRecvError::Empty,
        })
    }

    /// Lets nothing be sent any more; what has been sent can still be received.
    pub fn close(&mut self) {
        self.shared.ends.close();
    }

    /// Whether nothing can be sent any more.
    pub fn is_closed(&self) -> bool {
        self.shared.ends.permits.is_closed() || self.shared.ends.is_over()
    }

    /// How many messages wait to be received.
    pub fn len(&self) -> usize {
        inside(&self.shared.queue).len()
    }

    /// Whether no message waits to be received.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A wait that is over if its future is dropped.
struct Waits<'a, T>(&'a mut Receiver<T>);

impl<T> Drop for Waits<'_, T> {
    fn drop(&mut self) {
        self.0.waiting.end();
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.waiting.end();
        self.close();
        let left = std::mem::take(&mut *inside(&self.shared.queue));
        drop(left);
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receiver { .. }")
    }
}

/// Sends messages without ever waiting.
#[derive(Debug)]
pub struct UnboundedSender<T>(Sender<T>);

impl<T> UnboundedSender<T> {
    /// Sends.
    ///
    /// # Errors
    /// If the receiver is gone or closed: the message comes back.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.0.try_send(message).map_err(|error| SendError(error.into_inner()))
    }

    /// Waits until the receiver is gone or closed.
    pub async fn closed(&self) {
        self.0.closed().await;
    }

    /// Whether the receiver is gone or closed.
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }
}

impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> UnboundedSender<T> {
        UnboundedSender(self.0.clone())
    }
}

/// Receives messages from a channel that is never full.
#[derive(Debug)]
pub struct UnboundedReceiver<T>(Receiver<T>);

impl<T> UnboundedReceiver<T> {
    /// As [`Receiver::recv`].
    pub async fn recv(&mut self) -> Option<T> {
        self.0.recv().await
    }

    /// As [`Receiver::poll_recv`].
    pub fn poll_recv(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(context)
    }

    /// As [`Receiver::try_recv`].
    ///
    /// # Errors
    /// If there is no message, and whether one may still come.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        self.0.try_recv()
    }

    /// As [`Receiver::close`].
    pub fn close(&mut self) {
        self.0.close();
    }

    /// How many messages wait to be received.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no message waits to be received.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
