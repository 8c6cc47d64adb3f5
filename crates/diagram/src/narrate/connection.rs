//! Sentences about the clients that the reader is.

use super::facts::Facts;
use trace::{BytesId, Closing, ConnectionEvent, EventKind, visible};

/// How many bytes of what was typed or received a sentence quotes.
const QUOTED: usize = 40;

pub(super) fn happened(event: ConnectionEvent) -> &'static str {
    match event {
        ConnectionEvent::Opened => {
            "The terminal “{name}” is connected to port {port} and can be typed into."
        }
        ConnectionEvent::Typed(_) => "The reader types “{bytes}” into the terminal “{name}”.",
        ConnectionEvent::Received(_) => "The terminal “{name}” shows “{bytes}”.",
        ConnectionEvent::Closed(Closing::Refused) => {
            "The terminal “{name}” is refused: nobody listens on port {port}."
        }
        ConnectionEvent::Closed(Closing::ByProgram) => "{Who} closes the connection to “{name}”.",
        ConnectionEvent::Closed(Closing::ByClient) => "The terminal “{name}” closes.",
        ConnectionEvent::Closed(Closing::Broken) => "The connection to “{name}” breaks.",
        ConnectionEvent::Closed(Closing::RunOver) => {
            "The run ends, and with it the connection to “{name}”."
        }
    }
}

impl Facts<'_> {
    /// The port that a client goes to.
    pub(super) fn port(&self) -> String {
        match self.event.kind {
            EventKind::Connection(id, _) => self.trace.connection(id).port.to_string(),
            _ => String::new(),
        }
    }

    /// What was typed or received, as far as a sentence can hold it.
    pub(super) fn quoted(&self) -> String {
        let bytes = match self.event.kind {
            EventKind::Connection(_, ConnectionEvent::Typed(input)) => {
                self.trace.recipe.typed.get(input as usize).map(|(.., bytes)| bytes)
            }
            EventKind::Connection(_, ConnectionEvent::Received(BytesId(bytes))) => {
                self.trace.bytes.get(bytes as usize)
            }
            _ => None,
        };
        let bytes = bytes.map_or(&[][..], Vec::as_slice);
        let mut cut = bytes.len().min(QUOTED);
        while bytes.get(cut).is_some_and(|byte| byte & 0xC0 == 0x80) && cut > 0 {
            cut -= 1;
        }
        let mut quoted = visible(&bytes[..cut], false);
        if cut < bytes.len() {
            quoted.push('…');
        }
        quoted
    }
}
