//! A peer is a pure state machine: what it hears goes in, what it says (and after how long) comes
//! out. So the same peer answers async code, blocking code, JavaScript, and tokio in the tests.

use std::time::Duration;

/// The other end of a connection.
pub trait Peer: Send {
    /// The connection stands.
    fn on_connect(&mut self, out: &mut Outbox) {
        let _ = out;
    }

    /// Bytes have come in.
    fn on_data(&mut self, bytes: &[u8], out: &mut Outbox);

    /// The program has closed its side.
    fn on_close(&mut self, out: &mut Outbox) {
        let _ = out;
    }

    /// Whether the reader types what this one says: it has a terminal.
    fn is_reader(&self) -> bool {
        false
    }
}

/// What a peer says, each thing a while after the moment at which it was asked; and what its host
/// keeps.
#[derive(Debug, Default)]
pub struct Outbox {
    /// In the order in which it was said.
    pub said: Vec<(Duration, Said)>,
    /// The same for every connection to one service, which has a new peer for each: the disk, so to
    /// speak. A client's is its own.
    pub kept: Kept,
}

/// Texts by name, which outlive a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept(Vec<(String, String)>);

impl Kept {
    /// What is kept under this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str())
    }

    /// Keeps this text; says whether there was none of this name before.
    pub fn put(&mut self, name: &str, text: &str) -> bool {
        let known = self.0.iter().position(|(other, _)| other == name);
        match known {
            Some(place) => text.clone_into(&mut self.0[place].1),
            None => self.0.push((name.to_owned(), text.to_owned())),
        }
        known.is_none()
    }
}

/// One thing that a peer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Nothing more will come.
    End,
    /// The connection is broken.
    Reset,
}

impl Outbox {
    /// Says these bytes, `after` so long.
    pub fn send(&mut self, after: Duration, bytes: impl Into<Vec<u8>>) {
        self.said.push((after, Said::Bytes(bytes.into())));
    }

    /// Says these bytes `piece` at a time, the first after `after`, the next ones `every` so often.
    pub fn drip(&mut self, after: Duration, every: Duration, piece: usize, bytes: &[u8]) {
        for (n, piece) in (0..).zip(bytes.chunks(piece.max(1))) {
            self.send(after.saturating_add(every.saturating_mul(n)), piece);
        }
    }

    /// Closes the peer's side.
    pub fn end(&mut self, after: Duration) {
        self.said.push((after, Said::End));
    }

    /// Breaks the connection.
    pub fn reset(&mut self, after: Duration) {
        self.said.push((after, Said::Reset));
    }
}

/// What is left in a client's place once it has come.
pub(super) struct Nobody;

impl Peer for Nobody {
    fn on_data(&mut self, _: &[u8], _: &mut Outbox) {}
}
