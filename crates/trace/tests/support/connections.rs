//! A small run into which somebody types.

use super::{Script, ms};
use trace::{
    Closing, ConnectionEvent as Of, ConnectionId, EventKind, Outcome, Recipe, Trace, TraceBuilder,
};

pub const YOU: ConnectionId = ConnectionId(0);

/// `you` come, type twice (the second time nobody is connected any more), and are answered; `eve`
/// is refused.
pub fn typed() -> Trace {
    let typed = vec![(4, ms(10), b"hi\x07\n".to_vec()), (4, ms(60), b"late".to_vec())];
    let mut s = Script::new("typed");
    s.builder = TraceBuilder::new(Recipe { typed, ..Recipe::of("typed") });
    let (main, lane) = s.spawn("main", None);
    let you = s.builder.connection(4, "you", 7);
    let eve = s.builder.connection(5, "eve", 8);
    s.poll(main);
    let sleep = s.sleep(lane, "50 ms");
    s.pending(main);
    let tell = |s: &mut Script, id, what| {
        s.push(TraceBuilder::REACTOR, EventKind::Connection(id, what));
    };
    s.at(5);
    tell(&mut s, you, Of::Opened);
    tell(&mut s, eve, Of::Closed(Closing::Refused));
    s.at(10);
    tell(&mut s, you, Of::Typed(0));
    s.at(20);
    let bytes = s.builder.bytes(b"hi\x07\n\xff".to_vec());
    tell(&mut s, you, Of::Received(bytes));
    s.at(50);
    s.done_for(sleep, main);
    s.poll(main);
    s.push(lane, EventKind::Connection(you, Of::Closed(Closing::ByProgram)));
    s.complete(main);
    s.finish(Outcome::Completed)
}
