//! Same recipe, same bytes: twice in a row, and the bytes that are kept in the tree, natively and
//! as wasm. `UPDATE_GOLDEN=1 cargo test -p examples --test bytes` writes them anew.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use examples::{Example, catalogue, find};
use trace::{Recipe, Trace};

macro_rules! golden {
    ($($id:literal),* $(,)?) => {
        [$(($id, include_str!(concat!("golden/", $id, ".txt")))),*]
    };
}

const GOLDEN: [(&str, &str); 8] = golden![
    "async-concurrent",
    "async-sequential",
    "cheapo-request",
    "countdown-future",
    "deadlock-specimen",
    "echo-server",
    "lazy-future",
    "runaway-specimen",
];

fn example(id: &str) -> &'static Example {
    find(id).expect("the list above names examples that exist")
}

#[test]
fn every_example_has_golden_bytes() {
    for example in catalogue() {
        assert!(GOLDEN.iter().any(|(id, _)| *id == example.id), "{} is missing", example.id);
    }
}

#[test]
fn the_bytes_are_those_in_the_tree() {
    for (id, golden) in GOLDEN {
        let text = example(id).run(&Recipe::of(id)).to_text();
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            let file = format!("{}/tests/golden/{id}.txt", env!("CARGO_MANIFEST_DIR"));
            std::fs::write(file, text).expect("the tree can be written to");
        } else if text != golden {
            let line = text.lines().zip(golden.lines()).position(|(a, b)| a != b);
            panic!("{id} differs from its golden trace first in line {line:?}");
        }
    }
}

#[test]
fn every_trace_is_valid_parses_back_and_is_the_same_again_for_any_seed() {
    for (id, _) in GOLDEN {
        for seed in 0..5 {
            let recipe = Recipe::of(id).with_seed(seed);
            let trace = example(id).run(&recipe);
            assert_eq!(trace.validate(), Ok(()), "{id} with seed {seed}");
            let text = trace.to_text();
            assert_eq!(text, example(id).run(&recipe).to_text(), "{id} with seed {seed}, twice");
            assert_eq!(Trace::parse(&text), Ok(trace), "{id} with seed {seed}, parsed");
        }
    }
}

#[test]
fn every_event_is_found_again_by_its_anchor() {
    for (id, _) in GOLDEN {
        let trace = example(id).run(&Recipe::of(id));
        for index in 0..trace.events.len() {
            let anchor = trace.anchor(index).expect("the index is inside the trace");
            let text = anchor.to_string();
            assert_eq!(trace.find(text.parse().expect("it was written so")), Ok(index), "{text}");
        }
    }
}
