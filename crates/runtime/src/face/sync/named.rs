//! Names for people: of channels, and of what somebody waits for.
//!
//! It stands apart so that no code that knows the type of a message makes text of it.

use super::super::waiting::Waiting;
use crate::current::{RunId, World};
use crate::record::Record;
use trace::{ChannelId, EventKind, SourceSpan, WaitOn};

/// A channel as its run's record knows it; not at all, if it was made outside every run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recorded(Option<(RunId, ChannelId)>);

impl Recorded {
    /// A channel for messages of this type.
    pub(super) fn new(message: &'static str) -> Recorded {
        Recorded(World::try_current().map(|world| {
            let id = world.record().builder.channel(&short(message));
            (world.run, id)
        }))
    }

    /// A message goes in; at `span`, or where the innermost call awaits.
    pub(super) fn sent(self, span: Option<SourceSpan>) {
        self.event(span, EventKind::MessageSent);
    }

    /// The oldest message is taken out.
    pub(super) fn received(self, span: Option<SourceSpan>) {
        self.event(span, EventKind::MessageReceived);
    }

    fn event(self, span: Option<SourceSpan>, kind: fn(ChannelId) -> EventKind) {
        if let Some((run, id)) = self.0
            && let Some(world) = World::of(run)
        {
            let mut record = world.record();
            let span = span.or_else(|| record.awaits());
            record.event(span, kind(id));
        }
    }

    /// `channel 1 (Order)`.
    fn label(self) -> String {
        let world = self.0.and_then(|(run, id)| Some((World::of(run)?, id)));
        world.map_or_else(
            || "a channel".to_owned(),
            |(world, id)| world.record().builder.so_far().channel_label(id),
        )
    }
}

/// What somebody waits for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Awaited {
    /// A place for a message.
    Room(Recorded),
    /// A message.
    Message(Recorded),
    /// That nobody will receive any more.
    Closing(Recorded),
    /// A lock: its number, from 1, and the line that made it.
    Lock(Option<u32>, u32),
    /// A notification: the number of its `Notify`, from 1.
    Notification(Option<u32>),
}

impl Awaited {
    fn words(self) -> String {
        match self {
            Awaited::Room(channel) => "room in ".to_owned() + &channel.label(),
            Awaited::Message(channel) => "a message from ".to_owned() + &channel.label(),
            Awaited::Closing(channel) => "the closing of ".to_owned() + &channel.label(),
            // The type of what it protects tells two locks apart less often, and a type has no
            // lifetimes here: the program's `&'static str` would be called `&str`.
            Awaited::Lock(number, line) => {
                format!("{}, made in line {line}", numbered("lock", number))
            }
            Awaited::Notification(number) => {
                format!("a notification from {}", numbered("notify", number))
            }
        }
    }

    /// Lets the acting lane wait for it.
    pub(super) fn begin(self, waiting: &mut Waiting) {
        if let Some(world) = World::try_current() {
            let words = self.words();
            waiting.begin(&world, &|record| WaitOn::Named(record.builder.name(&words)));
        }
    }
}

/// The next number of its kind in this run, from 1.
pub(super) fn next(count: fn(&mut Record) -> &mut u32) -> Option<u32> {
    World::try_current().map(|world| {
        let mut record = world.record();
        let count = count(&mut record);
        *count += 1;
        *count
    })
}

fn numbered(kind: &str, number: Option<u32>) -> String {
    number.map_or_else(|| format!("a {kind}"), |number| format!("{kind} {number}"))
}

/// A type without the paths to its parts: `Option<String>`.
fn short(kind: &str) -> String {
    let mut short = String::new();
    let mut part = String::new();
    for c in kind.chars().chain([' ']) {
        if c.is_alphanumeric() || matches!(c, '_' | ':' | '{' | '}' | '#') {
            part.push(c);
        } else {
            short.push_str(part.rsplit("::").next().unwrap_or_default());
            part.clear();
            short.push(c);
        }
    }
    short.pop();
    short
}

#[cfg(test)]
mod tests {
    use super::short;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_type_is_called_by_the_last_parts_of_its_paths() {
        for (path, expected) in [
            ("u32", "u32"),
            ("examples::catalogue::actors::Order", "Order"),
            ("(u32, alloc::string::String)", "(u32, String)"),
            ("core::option::Option<alloc::vec::Vec<a::b::C>>", "Option<Vec<C>>"),
            ("&'static str", "&'static str"),
            ("a::main::{{closure}}::Order", "Order"),
            ("[u8; 4]", "[u8; 4]"),
            ("alloc::boxed::Box<dyn core::any::Any + core::marker::Send>", "Box<dyn Any + Send>"),
        ] {
            assert_eq!(short(path), expected);
        }
    }
}
