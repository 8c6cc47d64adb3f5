//! What stands between the program and its peers: listeners with their queues, streams with the
//! bytes that have come, and what is still on its way.

use super::peer::{Outbox, Said};
use super::{Fault, Network, Peer};
use crate::deadline::Deadlines;
use crate::{Answer, Failure, OpKey, Random};
use std::collections::VecDeque;
use std::time::Duration;
use trace::Instant;

/// The number of a listener within its reactor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListenerKey(usize);

/// The number of a stream within its reactor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamKey(usize);

impl StreamKey {
    /// Which stream of its reactor this is, from 0; for made-up addresses.
    pub fn number(self) -> u16 {
        self.0 as u16
    }
}

/// Something that is due at an instant.
#[derive(Debug)]
pub(crate) enum Due {
    /// An operation's answer.
    Op(OpKey, Result<Answer, Failure>),
    /// The program's connection reaches its peer.
    Established(StreamKey),
    /// Bytes reach the peer.
    ToPeer(StreamKey, Vec<u8>),
    /// The peer hears that the program has closed.
    PeerClosed(StreamKey),
    /// What the peer said reaches the program.
    FromPeer(StreamKey, Said),
    /// A client reaches the program's port.
    ClientArrives(usize),
}

#[derive(Debug)]
pub(crate) struct Links {
    network: Network,
    jittery: bool,
    listeners: Vec<Listener>,
    streams: Vec<Stream>,
    touched: Vec<OpKey>,
}

#[derive(Debug)]
struct Listener {
    port: u16,
    open: bool,
    backlog: VecDeque<StreamKey>,
    waiting: VecDeque<OpKey>,
}

struct Stream {
    peer: Box<dyn Peer>,
    peer_name: &'static str,
    latency: Duration,
    inbox: VecDeque<u8>,
    ended: bool,
    reset: bool,
    closed: bool,
    waiting: Option<OpKey>,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stream({}, {} bytes in)", self.peer_name, self.inbox.len())
    }
}

impl Links {
    /// `jittery`: whether clients come later, and links are slower, than their authors wrote.
    pub(crate) fn new(
        network: Network,
        jittery: bool,
        random: &mut Random,
        deadlines: &mut Deadlines<Due>,
    ) -> Links {
        for (number, client) in network.clients.iter().enumerate() {
            let most = u32::try_from(client.jitter.as_millis()).unwrap_or(u32::MAX);
            let late = if jittery { random.below(most) } else { 0 };
            let late = Duration::from_millis(u64::from(late));
            let at = Instant::START.after(client.at).after(late).after(client.latency);
            deadlines.set(at, Due::ClientArrives(number));
        }
        Links { network, jittery, listeners: Vec::new(), streams: Vec::new(), touched: Vec::new() }
    }

    pub(crate) fn lookup(&self, name: &str) -> (Duration, Result<u32, Failure>) {
        let found = self.network.services.iter().position(|service| service.name == name);
        match found {
            Some(number) => (self.network.services[number].lookup, Ok(number as u32)),
            None => (Duration::from_millis(5), Err(Failure::UnknownName)),
        }
    }

    /// How much longer than its author wrote a connection takes: up to 9 ms.
    pub(crate) fn jitter(&self, random: &mut Random) -> Duration {
        let late = if self.jittery { random.below(10) } else { 0 };
        Duration::from_millis(u64::from(late))
    }

    /// How long the way there takes, and the stream; or how long until the failure is known.
    pub(crate) fn connect(
        &mut self,
        host: u32,
        port: u16,
        jitter: Duration,
    ) -> (Duration, Result<StreamKey, Failure>) {
        let Some(service) = self.network.services.get(host as usize) else {
            return (Duration::ZERO, Err(Failure::UnknownName));
        };
        let latency = service.latency + jitter;
        match service.answers {
            _ if service.port != port => (latency * 2, Err(Failure::Refused)),
            Err(Fault::Refuse) => (latency * 2, Err(Failure::Refused)),
            Err(Fault::Silent(patience)) => (patience, Err(Failure::TimedOut)),
            Ok(peer) => {
                let (peer, name) = (peer(), service.name);
                (latency, Ok(self.stream(peer, name, latency)))
            }
        }
    }

    pub(crate) fn listen(&mut self, port: u16) -> Result<ListenerKey, Failure> {
        if self.listeners.iter().any(|listener| listener.open && listener.port == port) {
            return Err(Failure::AddressInUse);
        }
        let (backlog, waiting) = (VecDeque::new(), VecDeque::new());
        self.listeners.push(Listener { port, open: true, backlog, waiting });
        Ok(ListenerKey(self.listeners.len() - 1))
    }

    pub(crate) fn unlisten(&mut self, listener: ListenerKey) {
        self.listeners[listener.0].open = false;
    }

    pub(crate) fn wait_for_connection(&mut self, listener: ListenerKey, op: OpKey) {
        self.listeners[listener.0].waiting.push_back(op);
    }

    pub(crate) fn stop_waiting(&mut self, listener: ListenerKey, op: OpKey) {
        self.listeners[listener.0].waiting.retain(|waiting| *waiting != op);
    }

    pub(crate) fn wait_for_bytes(&mut self, stream: StreamKey, op: OpKey) {
        self.streams[stream.0].waiting = Some(op);
    }

    pub(crate) fn take_connection(&mut self, listener: ListenerKey) -> Option<StreamKey> {
        self.listeners[listener.0].backlog.pop_front()
    }

    /// The bytes that have come, none at the end of the stream; `None` while neither is so.
    pub(crate) fn take_bytes(
        &mut self,
        stream: StreamKey,
        most: usize,
    ) -> Option<Result<Vec<u8>, Failure>> {
        let stream = &mut self.streams[stream.0];
        if stream.reset {
            return Some(Err(Failure::Reset));
        }
        if stream.inbox.is_empty() && !stream.ended {
            return None;
        }
        let count = most.min(stream.inbox.len());
        Some(Ok(stream.inbox.drain(..count).collect()))
    }

    /// The latency of the way to the peer.
    ///
    /// # Errors
    /// If the connection is broken or closed already.
    pub(crate) fn latency_to_peer(&self, stream: StreamKey) -> Result<Duration, Failure> {
        let stream = &self.streams[stream.0];
        if stream.reset || stream.closed { Err(Failure::Reset) } else { Ok(stream.latency) }
    }

    pub(crate) fn close(&mut self, stream: StreamKey) {
        self.streams[stream.0].closed = true;
    }

    pub(crate) fn peer_name(&self, stream: StreamKey) -> &str {
        self.streams[stream.0].peer_name
    }

    /// The operations that may have got what they wait for.
    pub(crate) fn take_touched(&mut self) -> Vec<OpKey> {
        std::mem::take(&mut self.touched)
    }

    /// Lets something happen; what follows from it is due later.
    pub(crate) fn happens(&mut self, due: Due, now: Instant, deadlines: &mut Deadlines<Due>) {
        let mut out = Outbox::default();
        let stream = match due {
            Due::Op(..) => return,
            Due::Established(stream) => {
                self.streams[stream.0].peer.on_connect(&mut out);
                stream
            }
            Due::ToPeer(stream, bytes) => {
                self.streams[stream.0].peer.on_data(&bytes, &mut out);
                stream
            }
            Due::PeerClosed(stream) => {
                self.streams[stream.0].peer.on_close(&mut out);
                stream
            }
            Due::FromPeer(stream, said) => return self.receive(stream, said),
            Due::ClientArrives(number) => match self.arrive(number) {
                Some(stream) => {
                    self.streams[stream.0].peer.on_connect(&mut out);
                    stream
                }
                None => return,
            },
        };
        let latency = self.streams[stream.0].latency;
        for (after, said) in out.said {
            deadlines.set(now.after(after).after(latency), Due::FromPeer(stream, said));
        }
    }

    fn receive(&mut self, key: StreamKey, said: Said) {
        let stream = &mut self.streams[key.0];
        if stream.closed {
            return;
        }
        match said {
            Said::Bytes(bytes) => stream.inbox.extend(bytes),
            Said::End => stream.ended = true,
            Said::Reset => stream.reset = true,
        }
        self.touched.extend(stream.waiting.take());
    }

    /// A client reaches its port: it is queued there, or refused and gone.
    fn arrive(&mut self, number: usize) -> Option<StreamKey> {
        let client = &mut self.network.clients[number];
        let port = client.port;
        let listener = self.listeners.iter().position(|l| l.open && l.port == port)?;
        let (name, latency) = (client.name, client.latency);
        let peer = std::mem::replace(&mut client.peer, Box::new(Nobody));
        let stream = self.stream(peer, name, latency);
        let listener = &mut self.listeners[listener];
        listener.backlog.push_back(stream);
        self.touched.extend(listener.waiting.pop_front());
        Some(stream)
    }

    fn stream(
        &mut self,
        peer: Box<dyn Peer>,
        peer_name: &'static str,
        latency: Duration,
    ) -> StreamKey {
        self.streams.push(Stream {
            peer,
            peer_name,
            latency,
            inbox: VecDeque::new(),
            ended: false,
            reset: false,
            closed: false,
            waiting: None,
        });
        StreamKey(self.streams.len() - 1)
    }
}

/// What is left in a client's place once it has come.
struct Nobody;

impl Peer for Nobody {
    fn on_data(&mut self, _: &[u8], _: &mut Outbox) {}
}
