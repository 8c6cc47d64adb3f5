//! The simulated network: named hosts, listeners, streams, and the peers at their other ends.

mod client;
mod http;
mod links;
mod peer;
mod table;
mod terminal;

pub use client::{Reader, ScriptedClient, SilentClient, TimedClient};
pub use http::HttpPeer;
pub(crate) use links::{Door, Due, Links};
pub use links::{ListenerKey, StreamKey};
pub use peer::{Kept, Outbox, Peer, Said};
pub use table::{TablePeer, Trouble};
pub use terminal::{News, Seat};
pub(crate) use terminal::{Terminals, Typing};

use std::fmt;
use std::time::Duration;

/// Who can be reached, and who will come. Part of an example, like its source.
#[derive(Debug, Default)]
pub struct Network {
    /// Hosts that the program may connect to.
    pub services: Vec<Service>,
    /// Clients that connect to the program's listeners.
    pub clients: Vec<Client>,
}

/// A host with a name that listens on one port.
pub struct Service {
    /// What a look-up finds it by.
    pub name: &'static str,
    /// The port.
    pub port: u16,
    /// How long a look-up of the name takes.
    pub lookup: Duration,
    /// How long anything takes to get there; the way back takes as long.
    pub latency: Duration,
    /// Who answers: a new peer for each connection, or a fault.
    pub answers: Result<fn() -> Box<dyn Peer>, Fault>,
}

/// What can go wrong before a connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The host refuses.
    Refuse,
    /// The host says nothing; the connection attempt times out after this long.
    Silent(Duration),
}

/// Somebody who connects to a listener of the program.
pub struct Client {
    /// For people.
    pub name: &'static str,
    /// When it sets out.
    pub at: Duration,
    /// Up to so much later, if the run has a seed other than 0.
    pub jitter: Duration,
    /// Which port it goes to.
    pub port: u16,
    /// How long anything takes to get here; the way back takes as long.
    pub latency: Duration,
    /// What it says and answers.
    pub peer: Box<dyn Peer>,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Service({}:{})", self.name, self.port)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({} → port {})", self.name, self.port)
    }
}
