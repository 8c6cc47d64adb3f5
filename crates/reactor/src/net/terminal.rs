//! Clients that the reader is: who they are, what they typed, and the news of their connections.
//!
//! It stands apart from the links because the program notices none of it: to the program such a
//! client is like any other. What happens at its end is told as news, for whoever keeps a record.

use super::{Network, StreamKey};
use trace::{BytesId, Closing, ConnectionEvent, Instant};

/// A client whose bytes the reader types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Its number among the clients of the network.
    pub client: u32,
    /// For people.
    pub name: &'static str,
    /// Which port it goes to.
    pub port: u16,
}

/// Something has happened to the connection of a [`Seat`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// When.
    pub at: Instant,
    /// To which of the seats.
    pub seat: u32,
    /// What. The number of bytes that were received is for the record to give.
    pub what: ConnectionEvent,
    /// What was received, if that is it.
    pub bytes: Vec<u8>,
}

/// Something that the reader types.
#[derive(Clone, Debug)]
pub(crate) struct Typing {
    pub(crate) seat: usize,
    /// Its number, for the record.
    input: u32,
    pub(crate) bytes: Vec<u8>,
}

/// The seats of a network, and what is to be told of them.
#[derive(Debug, Default)]
pub(crate) struct Terminals {
    pub(crate) seats: Vec<Seat>,
    /// Per seat, its stream once it stands, and whether nothing can be typed any more.
    stands: Vec<(Option<StreamKey>, bool)>,
    news: Vec<News>,
}

impl Terminals {
    pub(crate) fn of(network: &Network) -> Terminals {
        let mut terminals = Terminals::default();
        for (number, client) in (0..).zip(&network.clients) {
            if client.peer.is_reader() {
                let (name, port) = (client.name, client.port);
                terminals.seats.push(Seat { client: number, name, port });
                terminals.stands.push((None, false));
            }
        }
        terminals
    }

    /// What the reader types, if such a client has a seat.
    pub(crate) fn typing(&self, client: u32, input: u32, bytes: Vec<u8>) -> Option<Typing> {
        let seat = self.seats.iter().position(|seat| seat.client == client)?;
        Some(Typing { seat, input, bytes })
    }

    /// The news since this was last asked.
    pub(crate) fn take_news(&mut self) -> Vec<News> {
        std::mem::take(&mut self.news)
    }

    /// A client has reached its port, or nobody listened there.
    pub(crate) fn arrives(&mut self, client: usize, at: Instant, stream: Option<StreamKey>) {
        let seat = self.seats.iter().position(|seat| seat.client as usize == client);
        let Some(seat) = seat else { return };
        self.stands[seat] = (stream, stream.is_none());
        let what = match stream {
            Some(_) => ConnectionEvent::Opened,
            None => ConnectionEvent::Closed(Closing::Refused),
        };
        self.tell(at, seat, what, Vec::new());
    }

    pub(crate) fn receives(&mut self, stream: StreamKey, at: Instant, bytes: &[u8]) {
        if let Some(seat) = self.seat_of(stream) {
            self.tell(at, seat, ConnectionEvent::Received(BytesId(0)), bytes.to_vec());
        }
    }

    pub(crate) fn closes(&mut self, stream: StreamKey, at: Instant, why: Closing) {
        if let Some(seat) = self.seat_of(stream).filter(|seat| !self.stands[*seat].1) {
            self.stands[seat].1 = true;
            self.tell(at, seat, ConnectionEvent::Closed(why), Vec::new());
        }
    }

    /// The run is over: nobody reads any more.
    pub(crate) fn end(&mut self, at: Instant) {
        for seat in 0..self.stands.len() {
            if let Some(stream) = self.stands[seat].0 {
                self.closes(stream, at, Closing::RunOver);
            }
        }
    }

    /// Typed input sets out on this stream; on none if it is not open.
    pub(crate) fn sets_out(&mut self, typing: &Typing, at: Instant) -> Option<StreamKey> {
        let stream = self.stream_of(typing).filter(|_| !self.stands[typing.seat].1)?;
        self.tell(at, typing.seat, ConnectionEvent::Typed(typing.input), Vec::new());
        Some(stream)
    }

    /// The stream of whoever types, if it stands.
    pub(crate) fn stream_of(&self, typing: &Typing) -> Option<StreamKey> {
        self.stands[typing.seat].0
    }

    #[inline(never)]
    fn tell(&mut self, at: Instant, seat: usize, what: ConnectionEvent, bytes: Vec<u8>) {
        self.news.push(News { at, seat: seat as u32, what, bytes });
    }

    fn seat_of(&self, stream: StreamKey) -> Option<usize> {
        self.stands.iter().position(|known| known.0 == Some(stream))
    }
}

impl crate::Reactor {
    /// The clients whose bytes the reader types.
    pub fn seats(&self) -> &[Seat] {
        &self.links.terminals.seats
    }

    /// Announces what the reader types at an instant: input number `input`, into the terminal of
    /// the client with this number. It sets out after everything else that happens then, and takes
    /// as long as the client's bytes always take; if the client is not connected then, it is lost.
    pub fn announce(&mut self, client: u32, at: Instant, input: u32, bytes: Vec<u8>) {
        if let Some(typing) = self.links.terminals.typing(client, input, bytes) {
            self.set(at, super::Due::Typed(typing));
        }
    }

    /// What has happened to the seats since this was last asked.
    pub fn take_news(&mut self) -> Vec<News> {
        self.links.terminals.take_news()
    }

    /// Nobody reads what is typed any more.
    pub fn end_terminals(&mut self) {
        let now = self.now();
        self.links.terminals.end(now);
    }
}
