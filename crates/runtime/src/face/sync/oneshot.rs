//! A channel for one message: the answer to a question.

use super::super::waiting::Waiting;
use super::named::{Awaited, Recorded};
use super::{inside, keep, wake};
use crate::current::caller;
use error::{RecvError, TryRecvError};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// What can go wrong on the receiving side.
pub mod error {
    use std::fmt;

    /// The sender is gone and has sent nothing.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RecvError(pub(super) ());

    impl fmt::Display for RecvError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("channel closed")
        }
    }

    impl std::error::Error for RecvError {}

    /// Why there is no message.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum TryRecvError {
        /// Nothing has been sent yet.
        Empty,
        /// The sender is gone and has sent nothing, or the message was taken before.
        Closed,
    }

    impl fmt::Display for TryRecvError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(match self {
                TryRecvError::Empty => "channel empty",
                TryRecvError::Closed => "channel closed",
            })
        }
    }

    impl std::error::Error for TryRecvError {}
}

/// A channel for one message.
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let recorded = Recorded::new(std::any::type_name::<T>());
    let shared = Arc::new(Shared { recorded, state: Mutex::new(State::default()) });
    let receiver = Receiver { shared: shared.clone(), waiting: Waiting::default() };
    (Sender { shared }, receiver)
}

#[derive(Debug)]
struct Shared<T> {
    recorded: Recorded,
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    message: Option<T>,
    /// Nothing will be sent any more.
    over: bool,
    /// Nothing can be sent any more.
    closed: bool,
    receiver: Option<Waker>,
    sender: Option<Waker>,
}

impl<T> Default for State<T> {
    fn default() -> State<T> {
        State { message: None, over: false, closed: false, receiver: None, sender: None }
    }
}

/// Sends the one message.
#[derive(Debug)]
pub struct Sender<T> {
    shared: Arc<Shared<T>>,
}

impl<T> Sender<T> {
    /// Sends, without waiting.
    ///
    /// # Errors
    /// If the receiver is gone or closed: the message comes back.
    #[track_caller]
    pub fn send(self, message: T) -> Result<(), T> {
        let span = caller();
        let receiver = {
            let mut state = inside(&self.shared.state);
            if state.closed {
                return Err(message);
            }
            (state.message, state.over) = (Some(message), true);
            state.receiver.take()
        };
        self.shared.recorded.sent(span);
        wake(receiver);
        Ok(())
    }

    /// Whether the receiver is gone or closed.
    pub fn is_closed(&self) -> bool {
        inside(&self.shared.state).closed
    }

    /// Waits until the receiver is gone or closed.
    pub async fn closed(&mut self) {
        let mut waiting = Waiting::default();
        std::future::poll_fn(|context| {
            let former = {
                let mut state = inside(&self.shared.state);
                if state.closed {
                    return Poll::Ready(());
                }
                keep(&mut state.sender, context)
            };
            drop(former);
            Awaited::Closing(self.shared.recorded).begin(&mut waiting);
            Poll::Pending
        })
        .await;
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let (receiver, own) = {
            let mut state = inside(&self.shared.state);
            state.over = true;
            (state.receiver.take(), state.sender.take())
        };
        drop(own);
        wake(receiver);
    }
}

/// Receives the one message: await it.
#[derive(Debug)]
pub struct Receiver<T> {
    shared: Arc<Shared<T>>,
    waiting: Waiting,
}

impl<T> Receiver<T> {
    /// The message, if it is there.
    ///
    /// # Errors
    /// If it is not, and whether it may still come.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let span = caller();
        let (message, over) = {
            let mut state = inside(&self.shared.state);
            (state.message.take(), state.over || state.closed)
        };
        match message {
            Some(message) => {
                self.shared.recorded.received(span);
                Ok(message)
            }
            None if over => Err(TryRecvError::Closed),
            None => Err(TryRecvError::Empty),
        }
    }

    /// Lets nothing be sent any more; what has been sent can still be received.
    pub fn close(&mut self) {
        let sender = {
            let mut state = inside(&self.shared.state);
            state.closed = true;
            state.sender.take()
        };
        wake(sender);
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let recorded = self.shared.recorded;
        let (message, former) = {
            let mut state = inside(&self.shared.state);
            let message = state.message.take();
            let answered = message.is_some() || state.over || state.closed;
            let former = if answered { None } else { keep(&mut state.receiver, context) };
            (if answered { Some(message) } else { None }, former)
        };
        drop(former);
        let Some(message) = message else {
            Awaited::Message(recorded).begin(&mut self.waiting);
            return Poll::Pending;
        };
        self.waiting.end();
        if message.is_some() {
            recorded.received(None);
        }
        Poll::Ready(message.ok_or(RecvError(())))
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.waiting.end();
        self.close();
        let (message, own) = {
            let mut state = inside(&self.shared.state);
            (state.message.take(), state.receiver.take())
        };
        drop((message, own));
    }
}
