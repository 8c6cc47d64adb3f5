//! The same sockets, event-driven: whoever asks for something says what is to be called then.
//!
//! An [`EventLoop`] belongs to one thread. Its `run` waits, in one system call, for whatever ends
//! first among all that was asked for, and calls what belongs to it. It leaves out what a larger
//! program would need: listeners, cancelling, handles that outlive a callback.

use crate::current::{World, caller};
use crate::face::net::{self, TcpStream};
use crate::operation::Operation;
use reactor::{Answer, Failure, OpKey, Reactor};
use std::fmt;
use std::io;
use std::time::Duration;
use trace::{OpKind, SourceSpan, WaitOn};

/// What has been asked for, and what is to be called when it has ended.
#[derive(Default)]
pub struct EventLoop {
    pending: Vec<(Operation, Then)>,
}

type OnConnected = Box<dyn FnOnce(&mut EventLoop, io::Result<Connection>)>;
type Then = Box<dyn FnOnce(&mut EventLoop, Result<Answer, Failure>)>;

/// What has ended, and what is to be called with it.
type Ended = (Result<Answer, Failure>, Then);

/// A connection; dropping it closes it.
#[derive(Debug)]
pub struct Connection(TcpStream);

impl fmt::Debug for EventLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventLoop({} operations)", self.pending.len())
    }
}

impl EventLoop {
    /// One of which nothing has been asked yet.
    pub fn new() -> EventLoop {
        EventLoop::default()
    }

    /// Looks up the host of `address` (`"tea.test:80"`), connects to it, and calls `then` with the
    /// connection, or with what went wrong.
    #[track_caller]
    pub fn connect<F>(&mut self, address: &str, then: F)
    where
        F: FnOnce(&mut EventLoop, io::Result<Connection>) + 'static,
    {
        self.start_connect(address, caller(), Box::new(then));
    }

    /// Writes all of it, and calls `then` with the connection, or with what went wrong.
    #[track_caller]
    pub fn write_all<F>(&mut self, connection: Connection, bytes: &[u8], then: F)
    where
        F: FnOnce(&mut EventLoop, io::Result<Connection>) + 'static,
    {
        let key = connection.0.key;
        let label = format!("{} bytes to {}", bytes.len(), connection.0.peer);
        let done = |events: &mut EventLoop, answer: Result<Answer, Failure>| {
            then(events, answer.map(|_| connection).map_err(io::Error::from));
        };
        let ask = |reactor: &mut Reactor| reactor.write(key, bytes);
        self.start(OpKind::Write, &label, caller(), &ask, Box::new(done));
    }

    /// Waits for bytes, at most 1024, and calls `then` with the connection and them, or with what
    /// went wrong; no bytes mean the end of the stream.
    #[track_caller]
    pub fn read<F>(&mut self, connection: Connection, then: F)
    where
        F: FnOnce(&mut EventLoop, io::Result<(Connection, Vec<u8>)>) + 'static,
    {
        let (key, label) = (connection.0.key, connection.0.peer.clone());
        let done = |events: &mut EventLoop, answer: Result<Answer, Failure>| {
            let read = match answer {
                Ok(Answer::Bytes(bytes)) => Ok((connection, bytes)),
                Ok(_) => Err(net::mismatch()),
                Err(failure) => Err(failure.into()),
            };
            then(events, read);
        };
        let ask = |reactor: &mut Reactor| reactor.read(key, 1024);
        self.start(OpKind::Read, &label, caller(), &ask, Box::new(done));
    }

    /// Calls `then` once `duration` has passed.
    #[track_caller]
    pub fn set_timeout<F>(&mut self, duration: Duration, then: F)
    where
        F: FnOnce(&mut EventLoop) + 'static,
    {
        let label = trace::Instant::START.after(duration).words();
        let ask = |reactor: &mut Reactor| {
            let until = reactor.now().after(duration);
            reactor.sleep(until)
        };
        let rings = |events: &mut EventLoop, _: Result<Answer, Failure>| then(events);
        self.start(OpKind::Sleep, &label, caller(), &ask, Box::new(rings));
    }

    /// Calls what is to be called, until nothing is left that could end.
    #[track_caller]
    pub fn run(&mut self) {
        let (world, span) = (World::current(), caller());
        let call = world.record().enter_foreign("EventLoop::run", span);
        while let Some((answer, then)) = self.next(&world, span) {
            then(self, answer);
        }
        world.record().leave_foreign(call, span);
    }

    fn start_connect(&mut self, address: &str, span: Option<SourceSpan>, then: OnConnected) {
        let (host, port) = match net::split(address) {
            Ok(parts) => parts,
            // Nobody is called before whoever asks has returned.
            Err(error) => {
                let fails = |events: &mut EventLoop, _: _| then(events, Err(error));
                let at_once = |reactor: &mut Reactor| reactor.sleep(reactor.now());
                return self.start(OpKind::Lookup, address, span, &at_once, Box::new(fails));
            }
        };
        let label = address.to_owned();
        let stands = |events: &mut EventLoop, answer: Result<Answer, Failure>| {
            let stream = answer.map_err(io::Error::from).and_then(net::stream);
            then(events, stream.map(Connection));
        };
        let found = move |events: &mut EventLoop, answer: Result<Answer, Failure>| match answer {
            Ok(Answer::Found(number)) => {
                let ask = |reactor: &mut Reactor| reactor.connect(number, port);
                events.start(OpKind::Connect, &label, span, &ask, Box::new(stands));
            }
            other => stands(events, other),
        };
        let ask = |reactor: &mut Reactor| reactor.lookup(host);
        self.start(OpKind::Lookup, host, span, &ask, Box::new(found));
    }

    fn start(
        &mut self,
        kind: OpKind,
        label: &str,
        span: Option<SourceSpan>,
        ask: &dyn Fn(&mut Reactor) -> OpKey,
        then: Then,
    ) {
        self.pending.push((Operation::start(kind, label, span, ask), then));
    }

    /// What has ended, and what is to be called; waits for it if nothing has.
    fn next(&mut self, world: &World, span: Option<SourceSpan>) -> Option<Ended> {
        if let Some(ended) = self.take_ended(world) {
            return Some(ended);
        }
        if self.pending.is_empty() {
            return None;
        }
        let call = world.record().enter_foreign("epoll_wait", span);
        let whatever = WaitOn::Named(world.record().builder.name("whatever ends first"));
        let wait = world.wait_for(whatever, span);
        let ended = loop {
            let Some(next) = world.next_deadline().filter(|_| !world.is_over()) else { break None };
            world.pass(next);
            if let Some(ended) = self.take_ended(world) {
                break Some(ended);
            }
        };
        world.wait_over(wait, span);
        world.record().leave_foreign(call, span);
        ended
    }

    /// Of what has ended, that which was asked for first.
    fn take_ended(&mut self, world: &World) -> Option<Ended> {
        for place in 0..self.pending.len() {
            if let Some(answer) = self.pending[place].0.take_answer(world) {
                let (_, then) = self.pending.remove(place);
                return Some((answer, then));
            }
        }
        None
    }
}
