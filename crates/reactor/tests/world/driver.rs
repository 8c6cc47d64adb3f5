//! Drives a reactor as a runtime would, and writes down what happens: `20ms name: answer`.
#![allow(dead_code, reason = "each file uses its own part of this")]

use reactor::{
    Answer, Cancelled, Client, Ended, Failure, Fault, Network, OpKey, Outbox, Peer, Reactor,
    Service, StreamKey,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use trace::Instant;

pub(crate) const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

pub(crate) fn at(millis: u64) -> Instant {
    Instant::START.after(ms(millis))
}

/// What a peer has heard, noted as it hears it.
pub(crate) type Notes = Arc<Mutex<Vec<String>>>;

/// Notes what it hears, and says what it is told to say when the connection stands.
pub(crate) struct Scribe {
    pub(crate) notes: Notes,
    pub(crate) says: fn(&mut Outbox),
}

impl Scribe {
    fn note(&self, text: String) {
        self.notes.lock().expect("nobody panics while it notes something").push(text);
    }
}

impl Peer for Scribe {
    fn on_connect(&mut self, out: &mut Outbox) {
        self.note("the peer is connected".to_owned());
        (self.says)(out);
    }

    fn on_data(&mut self, bytes: &[u8], out: &mut Outbox) {
        self.note(format!("the peer hears {}", String::from_utf8_lossy(bytes)));
        if bytes == b"again" {
            (self.says)(out);
        }
    }

    fn on_close(&mut self, _: &mut Outbox) {
        self.note("the peer hears that we have closed".to_owned());
    }
}

/// A host on port 80: look-up 1 ms, each way 10 ms.
pub(crate) fn service(
    name: &'static str,
    answers: Result<fn() -> Box<dyn Peer>, Fault>,
) -> Network {
    let service = Service { name, port: 80, lookup: ms(1), latency: ms(10), answers };
    Network { services: vec![service], clients: Vec::new() }
}

/// Clients that come to port 7 at these milliseconds, each way 1 ms.
pub(crate) fn clients(notes: &Notes, millis: &[u64], says: fn(&mut Outbox)) -> Network {
    let client = |start: &u64| Client {
        name: "ada",
        at: ms(*start),
        jitter: ms(0),
        port: 7,
        latency: ms(1),
        peer: Box::new(Scribe { notes: notes.clone(), says }),
    };
    Network { services: Vec::new(), clients: millis.iter().map(client).collect() }
}

/// A reactor, the names of its operations, and what has happened.
pub(crate) struct Driver {
    pub(crate) reactor: Reactor,
    pub(crate) notes: Notes,
    names: Vec<(OpKey, &'static str)>,
    lines: Vec<String>,
}

impl Driver {
    pub(crate) fn new(network: Network) -> Driver {
        Driver::with_notes(network, Notes::default())
    }

    pub(crate) fn with_notes(network: Network, notes: Notes) -> Driver {
        let reactor = Reactor::new(network, 0);
        Driver { reactor, notes, names: Vec::new(), lines: Vec::new() }
    }

    /// Asks for an operation and names it.
    pub(crate) fn ask(
        &mut self,
        name: &'static str,
        ask: impl FnOnce(&mut Reactor) -> OpKey,
    ) -> OpKey {
        let op = ask(&mut self.reactor);
        self.names.push((op, name));
        if self.reactor.ended(op).is_some() {
            self.write(op);
        }
        op
    }

    /// Cancels an operation.
    pub(crate) fn cancel(&mut self, op: OpKey) {
        let Cancelled { was_pending, ended, .. } = self.reactor.cancel(op);
        let how = if was_pending { "cancelled" } else { "given back" };
        self.write_line(&format!("{}: {how}", self.name(op)));
        self.write_ended(&ended);
    }

    /// Lets time pass until `to`; `taking`: answers are taken at once.
    pub(crate) fn pass(&mut self, to: Instant) {
        while let Some(ended) = self.reactor.advance(to) {
            self.write_notes();
            self.write_ended(&ended);
        }
        self.write_notes();
    }

    /// Lets time pass while anything is due.
    pub(crate) fn run(&mut self) {
        while let Some(next) = self.reactor.next_deadline() {
            self.pass(next);
        }
    }

    /// Looks up a host and connects to its port 80.
    pub(crate) fn connect(&mut self) -> StreamKey {
        let connection = self.reactor.connect(0, 80);
        while self.reactor.is_pending(connection) {
            let next = self.reactor.next_deadline().expect("a connection is under way");
            self.pass(next);
        }
        match self.reactor.take_answer(connection) {
            Some(Ok(Answer::Stream(stream))) => stream,
            other => panic!("the test's host answers: {other:?}"),
        }
    }

    /// All that has happened, a line each.
    pub(crate) fn told(&mut self) -> String {
        self.write_notes();
        self.lines.join("\n")
    }

    fn write_ended(&mut self, ended: &[Ended]) {
        for ended in ended {
            if self.names.iter().any(|(op, _)| *op == ended.op) {
                self.write(ended.op);
            }
        }
    }

    /// Writes an operation's answer, which stays where it is.
    fn write(&mut self, op: OpKey) {
        let how = match self.reactor.ended(op) {
            Some(None) => "done".to_owned(),
            Some(Some(failure)) => failure.to_string(),
            None => "under way".to_owned(),
        };
        self.write_line(&format!("{}: {how}", self.name(op)));
    }

    fn write_notes(&mut self) {
        let notes = std::mem::take(&mut *self.notes.lock().expect("nobody panics noting"));
        notes.iter().for_each(|note| self.write_line(note));
    }

    fn write_line(&mut self, text: &str) {
        self.lines.push(format!("{} {text}", self.reactor.now()));
    }

    fn name(&self, op: OpKey) -> &'static str {
        let named = self.names.iter().find(|(known, _)| *known == op);
        named.map_or("?", |(_, name)| name)
    }

    /// Takes an answer: bytes as text, anything else in words.
    pub(crate) fn take(&mut self, op: OpKey) -> String {
        match self.reactor.take_answer(op) {
            Some(Ok(Answer::Bytes(bytes))) => format!("“{}”", String::from_utf8_lossy(&bytes)),
            Some(Ok(Answer::Stream(stream))) => format!("stream {}", stream.number()),
            Some(Ok(answer)) => format!("{answer:?}"),
            Some(Err(failure)) => failure.to_string(),
            None => "nothing yet".to_owned(),
        }
    }

    /// The stream that an operation has got.
    pub(crate) fn take_stream(&mut self, op: OpKey) -> Result<StreamKey, Option<Failure>> {
        match self.reactor.take_answer(op) {
            Some(Ok(Answer::Stream(stream))) => Ok(stream),
            Some(Err(failure)) => Err(Some(failure)),
            _ => Err(None),
        }
    }
}
