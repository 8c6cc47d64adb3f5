//! Connections into which a reader types: what happens to them, and what their terminal shows.
//!
//! They stand apart because they are the one place at which somebody outside the program has a say
//! while it runs. Only clients that are the reader's own have a row here; what other peers send and
//! hear is their script's affair, and the operations tell enough of it.

use crate::validate::rule;
use crate::{BytesId, ConnectionId, Event, EventKind, Instant, NameId, Outcome, Recipe, Trace};

/// A client of the program into whose terminal the reader types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Its number among the clients of the world: recipes and links name it by this.
    pub client: u32,
    /// For people.
    pub name: NameId,
    /// Which port it goes to.
    pub port: u16,
}

/// What happened to such a connection.
///
/// ```text
/// connection   opened ─┬─ typed into ── bytes received ─┬─ … ── closed      (or refused)
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionEvent {
    /// The client has reached a port at which somebody listens.
    Opened,
    /// The reader typed: the entry of [`Recipe::typed`] with this number. The bytes set out.
    Typed(u32),
    /// These bytes of the program have reached the client. Some may after the connection is closed.
    Received(BytesId),
    /// Nobody will read what is typed from here on.
    Closed(Closing),
}

/// Why nothing can be typed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Nobody listened at the port; it was never open.
    Refused,
    /// The program closed it.
    ByProgram,
    /// The client closed its side.
    ByClient,
    /// The client broke it.
    Broken,
    /// The run is over.
    RunOver,
}

/// A connection at a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionState {
    /// Its client is still on the way.
    Unborn,
    /// It can be typed into.
    Open,
    /// It cannot any more.
    Closed(Closing),
}

impl ConnectionState {
    /// The state after an event.
    pub(crate) fn after(self, event: ConnectionEvent) -> ConnectionState {
        match event {
            ConnectionEvent::Opened => ConnectionState::Open,
            ConnectionEvent::Closed(why) => ConnectionState::Closed(why),
            ConnectionEvent::Typed(_) | ConnectionEvent::Received(_) => self,
        }
    }
}

/// What somebody at a terminal sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminalLine {
    /// When; of typed input, when it sets out.
    pub at: Instant,
    /// Whether the reader typed it; else it came from the program.
    pub typed: bool,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The index of its event. None yet: typed at the very instant of the cursor, it sets out once
    /// everything else that is due then has happened.
    pub event: Option<usize>,
}

impl Trace {
    /// A connection.
    pub fn connection(&self, id: ConnectionId) -> &Connection {
        &self.connections[id.index()]
    }

    /// The client of a connection for people.
    pub fn client_name(&self, id: ConnectionId) -> &str {
        self.name(self.connection(id).name)
    }

    /// What a connection's terminal shows after the first `cursor` events.
    pub fn transcript(&self, id: ConnectionId, cursor: usize) -> Vec<TerminalLine> {
        let mut lines = Vec::new();
        let cursor = cursor.min(self.events.len());
        let now = self.instant_at(cursor);
        for (index, event) in self.events.iter().enumerate() {
            let EventKind::Connection(connection, what) = event.kind else { continue };
            let (typed, bytes) = match what {
                ConnectionEvent::Typed(input) => match self.recipe.typed.get(input as usize) {
                    Some((_, _, bytes)) => (true, bytes),
                    None => continue,
                },
                ConnectionEvent::Received(bytes) => (false, &self.bytes[bytes.index()]),
                _ => continue,
            };
            let seen = index < cursor;
            if connection == id && (seen || typed && event.at <= now) {
                let event_index = seen.then_some(index);
                let bytes = bytes.clone();
                lines.push(TerminalLine { at: event.at, typed, bytes, event: event_index });
            }
        }
        lines
    }

    /// Whether what is typed after the first `cursor` events would reach the program. It sets out
    /// at the end of that instant, so it is the connection's state there that counts.
    pub fn connection_at(&self, id: ConnectionId, cursor: usize) -> ConnectionState {
        let cursor = cursor.min(self.events.len());
        let now = self.instant_at(cursor);
        let waits = matches!(self.outcome, Outcome::Idle(_) | Outcome::Deadlock(_));
        let mut state = ConnectionState::Unborn;
        for (index, event) in self.events.iter().enumerate() {
            let seen = index < cursor;
            if !seen && event.at > now {
                break;
            }
            match event.kind {
                // A run that only waits goes on when something is typed.
                EventKind::Connection(_, ConnectionEvent::Closed(Closing::RunOver))
                    if !seen && waits =>
                {
                    break;
                }
                EventKind::Connection(_, ConnectionEvent::Closed(Closing::RunOver))
                    if state == ConnectionState::Open =>
                {
                    state = ConnectionState::Closed(Closing::RunOver);
                }
                EventKind::Connection(connection, what) if connection == id => {
                    state = state.after(what);
                }
                EventKind::RunEnded => {
                    state = match state {
                        ConnectionState::Closed(_) => state,
                        _ => ConnectionState::Closed(Closing::RunOver),
                    }
                }
                _ => {}
            }
        }
        state
    }

    /// What was typed and never set out, because its connection was not open then: the places in
    /// [`Recipe::typed`].
    pub fn lost_input(&self) -> Vec<usize> {
        let mut lost: Vec<usize> = (0..self.recipe.typed.len()).collect();
        for event in &self.events {
            if let EventKind::Connection(_, ConnectionEvent::Typed(input)) = event.kind {
                lost.retain(|place| *place != input as usize);
            }
        }
        lost
    }

    /// The instant of the last of so many events.
    pub fn instant_at(&self, cursor: usize) -> Instant {
        let last = cursor.min(self.events.len()).checked_sub(1);
        last.map_or(Instant::START, |last| self.events[last].at)
    }

    /// Whether something may happen to a connection.
    pub(crate) fn connection_may(
        &self,
        state: ConnectionState,
        id: ConnectionId,
        what: ConnectionEvent,
    ) -> Result<(), String> {
        use ConnectionState as C;
        let fits = match what {
            ConnectionEvent::Opened | ConnectionEvent::Closed(Closing::Refused) => {
                state == C::Unborn
            }
            ConnectionEvent::Typed(_) | ConnectionEvent::Closed(_) => state == C::Open,
            ConnectionEvent::Received(_) => state != C::Unborn,
        };
        rule(fits, || format!("{what:?} cannot happen to {id} now"))
    }

    /// Whether what an event says of a connection points at rows that are there.
    pub(crate) fn connection_exists(&self, id: ConnectionId, what: ConnectionEvent) -> bool {
        let Some(connection) = self.connections.get(id.index()) else { return false };
        match what {
            ConnectionEvent::Typed(input) => { self.recipe.typed.get(input as usize) }
                .is_some_and(|(client, ..)| *client == connection.client),
            ConnectionEvent::Received(bytes) => bytes.index() < self.bytes.len(),
            ConnectionEvent::Opened | ConnectionEvent::Closed(_) => true,
        }
    }

    /// The connection that an event is about.
    pub fn connection_of(&self, event: &Event) -> Option<(ConnectionId, ConnectionEvent)> {
        match event.kind {
            EventKind::Connection(id, what) => Some((id, what)),
            _ => None,
        }
    }
}

impl Recipe {
    /// The same with something typed at an instant. What was typed later is dropped: it was an
    /// answer to a run that will not happen so.
    #[must_use]
    pub fn with_typed(mut self, client: u32, at: Instant, bytes: Vec<u8>) -> Recipe {
        self.typed.retain(|(_, when, _)| *when <= at);
        self.typed.push((client, at, bytes));
        self
    }
}

/// Bytes for a reader's eyes: what is no text becomes `�`, and what would steer a terminal becomes
/// its symbol (`␇`). Line breaks and tabs stay what they are if `breaks`.
pub fn visible(bytes: &[u8], breaks: bool) -> String {
    let (mut out, mut rest) = (String::new(), bytes);
    // Not `from_utf8_lossy`, which a page would load for this alone.
    loop {
        let (good, bad) = match std::str::from_utf8(rest) {
            Ok(text) => (text, None),
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                let length = error.error_len().unwrap_or(bad.len());
                (std::str::from_utf8(good).unwrap_or_default(), Some(&bad[length..]))
            }
        };
        good.chars().for_each(|c| out.push(symbol(c, breaks)));
        let Some(after) = bad else { return out };
        out.push(char::REPLACEMENT_CHARACTER);
        rest = after;
    }
}

fn symbol(c: char, breaks: bool) -> char {
    match c {
        '\n' | '\t' if breaks => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(c),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' => char::REPLACEMENT_CHARACTER,
        // Marks that turn the direction of what follows would let one text look like another.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '⇄',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::visible;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_would_steer_a_terminal_is_shown_as_its_symbol() {
        let bytes = b"a\x07\x1b[2J\r\n\t\x7f\x00\xff\xc2\x9bz";
        assert_eq!(visible(bytes, true), "a␇␛[2J␍\n\t␡␀\u{fffd}\u{fffd}z");
        assert_eq!(visible(b"tea\n", false), "tea␊");
        assert_eq!(visible("é 🍵 \u{202e}x".as_bytes(), true), "é 🍵 ⇄x");
    }
}
