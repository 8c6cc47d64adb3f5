//! Operations: what has been asked of the outside world, and what it answered.

use crate::clock::DeadlineOf;
use crate::{ListenerKey, StreamKey};
use std::fmt;
use std::io;
use std::task::Waker;

/// The number of an operation within its reactor, in order of asking, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpKey(pub u32);

/// What the outside world answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The deadline has passed, or the bytes are on their way.
    Done,
    /// The name has this number among the hosts.
    Found(u32),
    /// A connection stands.
    Stream(StreamKey),
    /// Bytes came in; none at the end of the stream.
    Bytes(Vec<u8>),
}

/// How an operation can fail: what real code could observe, as an `io::Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No host has this name.
    UnknownName,
    /// Nobody listens there.
    Refused,
    /// The other side broke the connection.
    Reset,
    /// No answer came in time.
    TimedOut,
    /// The address is taken by another listener.
    AddressInUse,
    /// Only input from outside could answer, and none will come.
    NeverAnswered,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Failure::UnknownName => "unknown host name",
            Failure::Refused => "connection refused",
            Failure::Reset => "connection reset",
            Failure::TimedOut => "timed out",
            Failure::AddressInUse => "address in use",
            Failure::NeverAnswered => "no answer will ever come",
        })
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for io::Error {
    fn from(failure: Failure) -> io::Error {
        let kind = match failure {
            Failure::UnknownName => io::ErrorKind::NotFound,
            Failure::Refused => io::ErrorKind::ConnectionRefused,
            Failure::Reset => io::ErrorKind::ConnectionReset,
            Failure::TimedOut => io::ErrorKind::TimedOut,
            Failure::AddressInUse => io::ErrorKind::AddrInUse,
            Failure::NeverAnswered => io::ErrorKind::WouldBlock,
        };
        io::Error::new(kind, failure)
    }
}

/// An operation that has just ended, and whoever wants to know. Wake it once nothing is borrowed.
#[derive(Debug)]
pub struct Ended {
    /// Which.
    pub op: OpKey,
    /// How it failed, if it did.
    pub failure: Option<Failure>,
    /// Who watched it last; nobody if it was never watched.
    pub waker: Option<Waker>,
}

/// What follows from cancelling an operation. Drop and wake once nothing is borrowed.
#[must_use]
#[derive(Debug, Default)]
pub struct Cancelled {
    /// Whether it was under way.
    pub was_pending: bool,
    /// Who watched it.
    pub waker: Option<Waker>,
    /// Other operations, which got what this one had got and nobody had taken.
    pub ended: Vec<Ended>,
}

/// What an operation waits for inside the reactor; once it has ended, what its answer came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Awaits {
    /// Nothing: it ended as it was asked for.
    Nothing,
    /// A deadline that will end it.
    Deadline(DeadlineOf),
    /// The deadline at which this stream stands.
    Stream(DeadlineOf, StreamKey),
    /// The next connection to a listener.
    Connection(ListenerKey),
    /// The next bytes of a stream, at most so many.
    Bytes(StreamKey, usize),
}

#[derive(Debug)]
pub(crate) enum OpSlot {
    Pending { awaits: Awaits, waker: Option<Waker> },
    Ended { awaited: Awaits, answer: Result<Answer, Failure> },
    Gone,
}
