//! What stands between the program and its peers: listeners with their queues, streams with the
//! bytes that have come, and what is still on its way.

mod coming;

use super::peer::{Kept, Nobody, Outbox, Said};
use super::{Fault, Network, Peer, Terminals, Typing};
use crate::clock::ClockId;
use crate::deadline::Deadlines;
use crate::{Answer, Failure, OpKey, Random};
use std::collections::VecDeque;
use std::time::Duration;
use trace::{Closing, Instant};

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
    /// The reader types, after everything else that is due then.
    Typed(Typing),
    /// An operation shall end now that would end at another instant.
    Wished(OpKey),
}

#[derive(Debug)]
pub(crate) struct Links {
    network: Network,
    jittery: bool,
    /// What each service keeps between connections.
    kept: Vec<Kept>,
    pub(super) terminals: Terminals,
    listeners: Vec<Listener>,
    streams: Vec<Stream>,
}

/// Where something has come that an operation may wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// Connections come here.
    Listener(ListenerKey),
    /// Bytes come here.
    Stream(StreamKey),
}

#[derive(Debug)]
struct Listener {
    port: u16,
    open: bool,
    /// The clock of the thread that accepts.
    home: ClockId,
    backlog: VecDeque<StreamKey>,
    waiting: VecDeque<OpKey>,
}

/// What reaches a peer.
enum Heard {
    Connected,
    Bytes(Vec<u8>),
    Closed,
}

struct Stream {
    peer: Box<dyn Peer>,
    peer_name: &'static str,
    /// Which service the peer belongs to, if it is no client.
    service: Option<usize>,
    latency: Duration,
    /// The clock of the thread that uses it.
    home: ClockId,
    inbox: Vec<u8>,
    ended: bool,
    reset: bool,
    closed: bool,
    waiting: VecDeque<OpKey>,
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
        let kept = network.services.iter().map(|_| Kept::default()).collect();
        let terminals = Terminals::of(&network);
        let (listeners, streams) = (Vec::new(), Vec::new());
        Links { network, jittery, kept, terminals, listeners, streams }
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
        home: ClockId,
    ) -> (Duration, Result<StreamKey, Failure>) {
        let services = &self.network.services;
        let Some(host) = services.get(host as usize) else {
            return (Duration::ZERO, Err(Failure::UnknownName));
        };
        let there = services.iter().position(|one| one.name == host.name && one.port == port);
        let service = there.map_or(host, |number| &services[number]);
        let latency = service.latency.saturating_add(jitter);
        let there_and_back = latency.saturating_mul(2);
        match service.answers {
            Err(Fault::Silent(patience)) => (patience, Err(Failure::TimedOut)),
            _ if service.port != port => (there_and_back, Err(Failure::Refused)),
            Err(Fault::Refuse) => (there_and_back, Err(Failure::Refused)),
            Ok(peer) => {
                let (peer, name) = (peer(), service.name);
                (latency, Ok(self.stream(peer, name, there, latency, home)))
            }
        }
    }

    pub(crate) fn listen(&mut self, port: u16, home: ClockId) -> Result<ListenerKey, Failure> {
        if self.listeners.iter().any(|listener| listener.open && listener.port == port) {
            return Err(Failure::AddressInUse);
        }
        let (backlog, waiting) = (VecDeque::new(), VecDeque::new());
        self.listeners.push(Listener { port, open: true, home, backlog, waiting });
        Ok(ListenerKey(self.listeners.len() - 1))
    }

    /// Whether somebody is on the way to this listener.
    pub(crate) fn is_for(&self, due: &Due, listener: ListenerKey) -> bool {
        let port = self.listeners[listener.0].port;
        match due {
            Due::ClientArrives(number) => self.network.clients[*number].port == port,
            Due::Typed(typing) => self.terminals.seats[typing.seat].port == port,
            _ => false,
        }
    }

    /// Whether this happens to that stream.
    pub(crate) fn is_about(&self, due: &Due, wanted: StreamKey) -> bool {
        match due {
            Due::Established(stream)
            | Due::ToPeer(stream, _)
            | Due::PeerClosed(stream)
            | Due::FromPeer(stream, _) => *stream == wanted,
            Due::Typed(typing) => self.terminals.stream_of(typing) == Some(wanted),
            Due::Op(..) | Due::Wished(_) | Due::ClientArrives(_) => false,
        }
    }

    /// The clock on which a listener's connections come in.
    pub(crate) fn home_of_listener(&mut self, listener: ListenerKey) -> &mut ClockId {
        &mut self.listeners[listener.0].home
    }

    /// The clock on which a stream's bytes come in.
    pub(crate) fn home_of_stream(&mut self, stream: StreamKey) -> &mut ClockId {
        &mut self.streams[stream.0].home
    }

    /// Stops listening; hands over the connections that nobody has accepted.
    pub(crate) fn unlisten(&mut self, listener: ListenerKey) -> VecDeque<StreamKey> {
        let listener = &mut self.listeners[listener.0];
        listener.open = false;
        std::mem::take(&mut listener.backlog)
    }

    /// The operations that wait at a door, in the order in which they came.
    pub(crate) fn waiting(&mut self, door: Door) -> &mut VecDeque<OpKey> {
        match door {
            Door::Listener(listener) => &mut self.listeners[listener.0].waiting,
            Door::Stream(stream) => &mut self.streams[stream.0].waiting,
        }
    }

    pub(crate) fn take_connection(&mut self, listener: ListenerKey) -> Option<StreamKey> {
        self.listeners[listener.0].backlog.pop_front()
    }

    /// Puts a connection back that was taken and is not wanted. False if nobody listens any more.
    pub(crate) fn give_connection_back(
        &mut self,
        listener: ListenerKey,
        stream: StreamKey,
    ) -> bool {
        let listener = &mut self.listeners[listener.0];
        if listener.open {
            listener.backlog.push_front(stream);
        }
        listener.open
    }

    /// Puts bytes back that were taken and are not wanted.
    pub(crate) fn give_bytes_back(&mut self, stream: StreamKey, bytes: &[u8]) {
        let inbox = &mut self.streams[stream.0].inbox;
        let rest = std::mem::replace(inbox, bytes.to_vec());
        inbox.extend(rest);
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
        if stream.inbox.is_empty() && !stream.ended && most > 0 {
            return None;
        }
        let count = most.min(stream.inbox.len());
        let rest = stream.inbox.split_off(count);
        Some(Ok(std::mem::replace(&mut stream.inbox, rest)))
    }

    /// The latency of the way to the peer.
    ///
    /// # Errors
    /// If the connection is broken or closed already.
    pub(crate) fn latency_to_peer(&self, stream: StreamKey) -> Result<Duration, Failure> {
        let stream = &self.streams[stream.0];
        if stream.reset || stream.closed { Err(Failure::Reset) } else { Ok(stream.latency) }
    }

    pub(crate) fn close(&mut self, stream: StreamKey, now: Instant) {
        self.streams[stream.0].closed = true;
        self.terminals.closes(stream, now, Closing::ByProgram);
    }

    pub(crate) fn peer_name(&self, stream: StreamKey) -> &str {
        self.streams[stream.0].peer_name
    }

    /// Lets something happen; what follows from it is due later. Says where something has come.
    pub(crate) fn happens(
        &mut self,
        due: Due,
        now: Instant,
        home: ClockId,
        deadlines: &mut Deadlines<Due>,
    ) -> Option<Door> {
        let mut door = None;
        let (stream, event) = match due {
            Due::Op(..) | Due::Wished(_) => return None,
            Due::FromPeer(stream, said) => return self.receive(stream, said, now),
            Due::Typed(typing) => {
                let stream = self.terminals.sets_out(&typing, now)?;
                let there = now.after(self.streams[stream.0].latency);
                deadlines.set(there, Due::FromPeer(stream, Said::Bytes(typing.bytes)));
                return None;
            }
            Due::Established(stream) => (stream, Heard::Connected),
            Due::ToPeer(stream, bytes) => {
                self.terminals.receives(stream, now, &bytes);
                (stream, Heard::Bytes(bytes))
            }
            Due::PeerClosed(stream) => (stream, Heard::Closed),
            Due::ClientArrives(number) => {
                let arrived = self.arrive(number, home);
                self.terminals.arrives(number, now, arrived.map(|(_, stream)| stream));
                let (listener, stream) = arrived?;
                door = Some(Door::Listener(listener));
                (stream, Heard::Connected)
            }
        };
        let latency = self.streams[stream.0].latency;
        for (after, said) in self.tell(stream, event) {
            deadlines.set(now.after(after).after(latency), Due::FromPeer(stream, said));
        }
        door
    }

    /// Tells a peer what has reached it; what it says to that.
    fn tell(&mut self, stream: StreamKey, heard: Heard) -> Vec<(Duration, Said)> {
        let stream = &mut self.streams[stream.0];
        let mut out = Outbox::default();
        if let Some(service) = stream.service {
            out.kept = std::mem::take(&mut self.kept[service]);
        }
        match heard {
            Heard::Connected => stream.peer.on_connect(&mut out),
            Heard::Bytes(bytes) => stream.peer.on_data(&bytes, &mut out),
            Heard::Closed => stream.peer.on_close(&mut out),
        }
        if let Some(service) = stream.service {
            self.kept[service] = out.kept;
        }
        out.said
    }

    /// What the peer said has come. After its end, or ours, nothing more is heard.
    fn receive(&mut self, key: StreamKey, said: Said, now: Instant) -> Option<Door> {
        let stream = &mut self.streams[key.0];
        if stream.closed || stream.reset || (stream.ended && said != Said::Reset) {
            return None;
        }
        match said {
            Said::Bytes(bytes) => stream.inbox.extend(bytes),
            Said::End => stream.ended = true,
            Said::Reset => stream.reset = true,
        }
        if stream.ended || stream.reset {
            let why = if stream.reset { Closing::Broken } else { Closing::ByClient };
            self.terminals.closes(key, now, why);
        }
        Some(Door::Stream(key))
    }

    /// A client reaches its port: it is queued there, or refused and gone.
    fn arrive(&mut self, number: usize, home: ClockId) -> Option<(ListenerKey, StreamKey)> {
        let client = &mut self.network.clients[number];
        let port = client.port;
        let listener = self.listeners.iter().position(|l| l.open && l.port == port)?;
        let (name, latency) = (client.name, client.latency);
        let peer = std::mem::replace(&mut client.peer, Box::new(Nobody));
        let stream = self.stream(peer, name, None, latency, home);
        self.listeners[listener].backlog.push_back(stream);
        Some((ListenerKey(listener), stream))
    }

    fn stream(
        &mut self,
        peer: Box<dyn Peer>,
        peer_name: &'static str,
        service: Option<usize>,
        latency: Duration,
        home: ClockId,
    ) -> StreamKey {
        self.streams.push(Stream {
            peer,
            peer_name,
            service,
            latency,
            home,
            inbox: Vec::new(),
            ended: false,
            reset: false,
            closed: false,
            waiting: VecDeque::new(),
        });
        StreamKey(self.streams.len() - 1)
    }
}
