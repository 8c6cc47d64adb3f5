//! Same recipe, same bytes: twice in a row, and the bytes that are kept in the tree, natively and
//! as wasm: each example's trace, and its diagram in characters.
//! `UPDATE_GOLDEN=1 cargo test -p examples --test bytes` writes them anew.
//!
//! Examples that need a page are left out here, as wherever an example is run without one: what
//! they leave is tested in a browser, `web/e2e/bridges.test.mjs`.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use examples::{Example, anywhere};
use trace::Trace;

#[path = "twins/kept.rs"]
mod kept;
use kept::same;

#[test]
fn the_bytes_are_those_in_the_tree() {
    for example in anywhere() {
        same(example.id, &run(example).to_text());
    }
}

#[test]
fn the_diagrams_are_those_in_the_tree() {
    for example in anywhere() {
        let trace = run(example);
        let log = trace.log().map(|(_, event, text)| format!("{:>8}  {text}\n", event.at.words()));
        let (log, end) = (log.collect::<String>(), trace.outcome.sentence(&trace));
        let diagram = format!("{}\n{log}\n{end}\n", diagram::ascii(&trace));
        same(&format!("{}.diagram", example.id), &diagram);
    }
}

#[test]
fn what_is_left_out_are_the_examples_that_need_a_page() {
    let left_out: Vec<_> = { examples::everything() }
        .filter(|example| !anywhere().any(|other| other.id == example.id))
        .map(|example| (example.id, example.kind.word()))
        .collect();
    let expected =
        [("promise-to-future", "in-page"), ("future-to-promise", "in-page"), ("live", "live")];
    assert_eq!(left_out, expected);
    for (id, _) in expected {
        let trace = run(examples::find(id).expect("it is listed"));
        assert_eq!((trace.validate(), trace.outcome.name()), (Ok(()), "refused"), "{id}");
    }
}

fn run(example: &Example) -> Trace {
    example.run(&example.rehearsal())
}

#[test]
fn every_trace_is_valid_parses_back_and_is_the_same_again_for_any_seed() {
    for example in anywhere() {
        let id = example.id;
        for seed in 0..5 {
            let recipe = example.rehearsal().with_seed(seed);
            let trace = example.run(&recipe);
            assert_eq!(trace.validate(), Ok(()), "{id} with seed {seed}");
            let text = trace.to_text();
            assert_eq!(text, example.run(&recipe).to_text(), "{id} with seed {seed}, twice");
            assert_eq!(Trace::parse(&text), Ok(trace), "{id} with seed {seed}, parsed");
        }
    }
}

#[test]
fn every_event_is_found_again_by_its_anchor() {
    for example in anywhere() {
        let trace = run(example);
        for index in 0..trace.events.len() {
            let anchor = trace.anchor(index).expect("the index is inside the trace");
            let text = anchor.to_string();
            assert_eq!(trace.find(text.parse().expect("it was written so")), Ok(index), "{text}");
        }
    }
}
