//! The words of what happens to connections into which the reader types.

use super::word::id;
use crate::{BytesId, Closing, ConnectionEvent, ConnectionId};

const CLOSINGS: [(Closing, &str); 5] = [
    (Closing::Refused, "refused"),
    (Closing::ByProgram, "by-program"),
    (Closing::ByClient, "by-client"),
    (Closing::Broken, "broken"),
    (Closing::RunOver, "run-over"),
];

pub(super) fn write(id: ConnectionId, event: ConnectionEvent) -> String {
    match event {
        ConnectionEvent::Opened => format!("connection-opened {id}"),
        ConnectionEvent::Typed(input) => format!("connection-typed {id} {input}"),
        ConnectionEvent::Received(bytes) => format!("connection-received {id} {bytes}"),
        ConnectionEvent::Closed(why) => {
            let word = CLOSINGS.iter().find(|entry| entry.0 == why).map_or("", |entry| entry.1);
            format!("connection-closed {id} {word}")
        }
    }
}

/// Reads what follows `word`.
pub(super) fn read(
    word: &str,
    words: &mut dyn Iterator<Item = &str>,
) -> Option<(ConnectionId, ConnectionEvent)> {
    let connection = ConnectionId(id('K', words.next())?);
    let event = match word {
        "connection-opened" => ConnectionEvent::Opened,
        "connection-typed" => ConnectionEvent::Typed(words.next()?.parse().ok()?),
        "connection-received" => ConnectionEvent::Received(BytesId(id('B', words.next())?)),
        "connection-closed" => {
            let why = words.next()?;
            ConnectionEvent::Closed(CLOSINGS.iter().find(|entry| entry.1 == why)?.0)
        }
        _ => return None,
    };
    Some((connection, event))
}
