//! What is there at a door, and what is on its way to one. It stands apart because only what-ifs
//! ask.

use super::{Door, Due, Links};

impl Links {
    /// Whether something has come that nobody has taken.
    pub(crate) fn has_come(&self, door: Door) -> bool {
        match door {
            Door::Listener(listener) => !self.listeners[listener.0].backlog.is_empty(),
            Door::Stream(stream) => {
                let stream = &self.streams[stream.0];
                stream.reset || stream.ended || !stream.inbox.is_empty()
            }
        }
    }

    /// Whether this is on its way to a door, or leads to something that will be. When the reader
    /// types is for the reader to say.
    pub(crate) fn comes_to(&self, due: &Due, door: Door) -> bool {
        match (due, door) {
            (Due::Typed(_), _) => false,
            (_, Door::Listener(listener)) => self.is_for(due, listener),
            (_, Door::Stream(stream)) => self.is_about(due, stream),
        }
    }

    /// Whether an arrival ends at this door: it must not overtake those before it.
    pub(crate) fn arrives_at(&self, due: &Due, door: Door) -> bool {
        let arrives = matches!(due, Due::FromPeer(..) | Due::ClientArrives(_));
        arrives && self.comes_to(due, door)
    }
}
