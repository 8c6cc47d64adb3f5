//! A twin's sockets: look-up, connection, write and read, each an operation as in Rust.
//!
//! They stand apart, behind a table of pointers, so that a page whose twin only sleeps need not
//! carry them.

use super::fetch::{self, Start};
use super::{Failure, TwinWorld};
use reactor::{OpKey, Reactor, StreamKey};
use trace::{OpId, OpKind, SourceSpan};

/// What a twin with a network can do.
pub(super) struct Net {
    pub(super) fetch: Start,
    ask: fn(&Verb<'_>, &mut Reactor) -> OpKey,
    close: fn(&mut Reactor, StreamKey),
}

pub(super) static NET: Net = Net { fetch: fetch::start, ask, close: Reactor::close };

/// Why everything fails in a world of timers.
pub(super) const NONE: &str = "this twin’s world has no network";

/// The most that one reading takes.
const PIECE: usize = 4096;

enum Verb<'a> {
    Lookup(&'a str),
    Connect(u32, u16),
    Write(StreamKey, &'a [u8]),
    Read(StreamKey),
}

fn ask(verb: &Verb<'_>, reactor: &mut Reactor) -> OpKey {
    match *verb {
        Verb::Lookup(host) => reactor.lookup(host),
        Verb::Connect(host, port) => reactor.connect(host, port),
        Verb::Write(stream, bytes) => reactor.write(stream, bytes),
        Verb::Read(stream) => reactor.read(stream, PIECE),
    }
}

impl TwinWorld {
    /// The twin asked for the address of a host.
    pub fn lookup(&mut self, host: &str, at: Option<SourceSpan>) -> OpId {
        self.ask(OpKind::Lookup, host, at, Some(Verb::Lookup(host)))
    }

    /// The twin asked for a connection to a host whose address it knows; the completion says by
    /// which number the connection goes.
    pub fn connect(&mut self, host: &str, port: u16, at: Option<SourceSpan>) -> OpId {
        let known = self.hosts.iter().find(|(name, _)| name == host);
        let verb = known.map(|(_, number)| Verb::Connect(*number, port));
        self.ask(OpKind::Connect, &format!("{host}:{port}"), at, verb)
    }

    /// The twin sends a text through one of its connections.
    pub fn write(&mut self, stream: u32, text: &str, at: Option<SourceSpan>) -> OpId {
        let label = format!("{} bytes to {}", text.len(), self.peer(stream));
        let stream = self.streams.get(stream as usize).copied();
        self.ask(OpKind::Write, &label, at, stream.map(|key| Verb::Write(key, text.as_bytes())))
    }

    /// The twin asked for what comes next through one of its connections: an empty text at its end.
    pub fn read(&mut self, stream: u32, at: Option<SourceSpan>) -> OpId {
        let label = self.peer(stream);
        let stream = self.streams.get(stream as usize).copied();
        self.ask(OpKind::Read, &label, at, stream.map(Verb::Read))
    }

    /// The twin closes one of its connections.
    pub fn close(&mut self, stream: u32) {
        if let (Some(net), Some(stream)) = (self.net, self.streams.get(stream as usize)) {
            (net.close)(&mut self.world.reactor.borrow_mut(), *stream);
        }
    }

    fn peer(&self, stream: u32) -> String {
        let reactor = self.world.reactor.borrow();
        let stream = self.streams.get(stream as usize);
        stream.map_or_else(String::new, |stream| reactor.peer_name(*stream).to_owned())
    }

    /// Without a verb, nobody knows whom it is for.
    fn ask(
        &mut self,
        kind: OpKind,
        label: &str,
        at: Option<SourceSpan>,
        verb: Option<Verb<'_>>,
    ) -> OpId {
        match (self.net, verb) {
            (Some(net), Some(verb)) => {
                self.start(kind, label, at, &|reactor| (net.ask)(&verb, reactor))
            }
            (net, _) => {
                let op = self.world.record().start_op(None, kind, label, at);
                let words = net.map_or(NONE.to_owned(), |_| Failure::UnknownName.to_string());
                self.fail(op, words);
                op
            }
        }
    }
}
