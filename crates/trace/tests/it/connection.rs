//! Connections into which the reader types: what may happen to them, and what is seen of them.

use crate::support::connections::{YOU, typed};
use crate::support::ms;
use trace::{
    BytesId, Closing, ConnectionEvent as Of, ConnectionId, ConnectionState as At, EventKind,
    Recipe, Trace,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Puts an event in the place of the one for which `wanted` holds.
#[track_caller]
fn refuses(wanted: Of, instead: EventKind, words: &str) {
    let mut trace = typed();
    let place = place(&trace, wanted);
    trace.events[place].kind = instead;
    let invalid = trace.validate().expect_err(words);
    assert!(invalid.problem.contains(words), "{invalid}");
}

fn place(trace: &Trace, wanted: Of) -> usize {
    let is = |event: &trace::Event| match event.kind {
        EventKind::Connection(_, what) => what == wanted,
        _ => false,
    };
    trace.events.iter().position(is).expect("it happens")
}

#[test]
fn what_cannot_happen_to_a_connection_is_refused() {
    let you = |what| EventKind::Connection(YOU, what);
    refuses(Of::Opened, you(Of::Typed(0)), "Typed(0) cannot happen to K0 now");
    refuses(Of::Opened, you(Of::Received(BytesId(0))), "cannot happen to K0 now");
    refuses(Of::Typed(0), you(Of::Opened), "Opened cannot happen to K0 now");
    refuses(Of::Typed(0), you(Of::Closed(Closing::ByClient)), "ByProgram) cannot happen");
    refuses(Of::Typed(0), you(Of::Typed(9)), "outside the tables");
    refuses(Of::Typed(0), you(Of::Received(BytesId(9))), "outside the tables");
    refuses(Of::Typed(0), EventKind::Connection(ConnectionId(9), Of::Opened), "outside the tables");
    refuses(Of::Closed(Closing::ByProgram), EventKind::WorkStarted, "");
    let open = EventKind::Connection(ConnectionId(1), Of::Opened);
    refuses(Of::Closed(Closing::Refused), open, "K1 is left open");
}

#[test]
fn a_terminal_shows_what_has_come_and_what_is_typed_at_this_instant() {
    let trace = typed();
    let shows = |cursor: usize| {
        let lines = trace.transcript(YOU, cursor).into_iter();
        lines.map(|line| (line.typed, line.event.is_some())).collect::<Vec<_>>()
    };
    let sets_out = place(&trace, Of::Typed(0));
    assert_eq!(shows(sets_out), []);
    assert_eq!(shows(sets_out + 1), [(true, true)]);
    assert_eq!(shows(usize::MAX), [(true, true), (false, true)]);
    assert_eq!(trace.transcript(YOU, usize::MAX)[1].bytes, b"hi\x07\n\xff");
    assert_eq!(trace.transcript(ConnectionId(1), usize::MAX), []);
}

#[test]
fn a_connection_counts_as_it_is_at_the_end_of_the_instant() {
    let trace = typed();
    let at = |what| trace.connection_at(YOU, place(&trace, what));
    assert_eq!(at(Of::Opened), At::Unborn, "the event before is earlier");
    assert_eq!(at(Of::Typed(0)), At::Open);
    let closing = place(&trace, Of::Closed(Closing::ByProgram));
    assert_eq!(trace.connection_at(YOU, closing - 1), At::Closed(Closing::ByProgram));
    assert_eq!(trace.connection_at(YOU, usize::MAX), At::Closed(Closing::ByProgram));
    assert_eq!(
        trace.connection_at(ConnectionId(1), usize::MAX),
        At::Closed(Closing::Refused),
        "the first reason stays"
    );
    assert_eq!(trace.lost_input(), [1]);
}

#[test]
fn typing_drops_what_was_typed_later_and_keeps_what_was_typed_at_the_same_instant() {
    let recipe = Recipe::of("typed").with_typed(4, ms(20), vec![1]).with_typed(4, ms(30), vec![2]);
    let recipe = recipe.with_typed(4, ms(20), vec![3]);
    assert_eq!(recipe.typed, [(4, ms(20), vec![1]), (4, ms(20), vec![3])]);
}
