//! Every suspension point in a trace is one that rustc knows: the `.states.json` beside a source
//! names it, by the same line and column.
#![cfg(not(target_arch = "wasm32"))]

use examples::{Example, Kind, catalogue};
use trace::{CallKind, EventKind, Left};

fn states(example: &Example) -> &'static str {
    let text = example.text("states.json");
    text.unwrap_or_else(|| panic!("{} has no states: run `cargo xtask generate`", example.id))
}

#[test]
fn every_suspension_point_of_a_trace_is_a_state() {
    for example in catalogue().filter(|example| !example.kind.needs_page()) {
        let (states, mut suspended) = (states(example), 0);
        let trace = example.run(&example.rehearsal());
        for event in &trace.events {
            if let EventKind::CallLeft(_, Left::Suspended) = event.kind {
                let span = trace.event_span(event).expect("a suspended call says where");
                let place = format!("\"line\":{},\"column\":{},", span.line, span.column);
                let state = format!("{{\"kind\":\"suspended\",{place}");
                assert!(states.contains(&state), "{}: no state at {place}", example.id);
                suspended += 1;
            }
        }
        assert!(suspended > 0 || example.kind == Kind::Blocking, "{}", example.id);
    }
}

#[test]
fn every_async_call_of_a_trace_is_a_function_with_states() {
    for example in catalogue() {
        let states = states(example);
        if example.kind.needs_page() {
            assert!(states.contains("{\"name\":\"main\","), "{} has states", example.id);
            continue;
        }
        let trace = example.run(&example.rehearsal());
        for call in trace.calls.iter().filter(|call| call.kind != CallKind::Sync) {
            let name = trace.name(call.name);
            let span = trace.span(call.defined.expect("a traced call says where it stands"));
            let place = format!("\"line\":{},\"column\":{},", span.line, span.column);
            let function = format!("{{\"name\":\"{name}\",{place}");
            assert!(states.contains(&function), "{}: no {function}", example.id);
        }
    }
}

#[test]
fn the_sizes_in_the_words_of_state_machine_are_those_that_rustc_gave() {
    let example = examples::find("state-machine").expect("it exists");
    let prose = example.prose().replace('\n', " ");
    for words in ["4 + 64 + 40 bytes", "4 + 4 + 40;", "the future takes 120"] {
        assert!(prose.contains(words), "{words}");
    }
    let sizes = [("function", 120), ("first state", 4 + 64 + 40), ("second state", 4 + 4 + 40)];
    for (what, size) in sizes {
        let size = format!("\"size\":{size},");
        assert!(states(example).contains(&size), "{what}: {size}");
    }
}
