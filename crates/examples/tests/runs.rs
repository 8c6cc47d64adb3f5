//! Every example runs, leaves a valid trace, and leaves the same one again.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use examples::{Example, catalogue, find};
use trace::{Recipe, Trace};

fn run(id: &str) -> Trace {
    let example = find(id).expect("the tests name examples that exist");
    let trace = example.run(&Recipe::of(id));
    if let Err(invalid) = trace.validate() {
        panic!("{id}: {invalid}\n{}", trace.to_text());
    }
    trace
}

fn all() -> impl Iterator<Item = &'static Example> {
    let specimens = ["deadlock-specimen", "runaway-specimen"].map(|id| find(id).expect("exists"));
    catalogue().iter().chain(specimens)
}

#[test]
fn every_trace_is_valid_and_the_same_again() {
    for example in all() {
        let text = run(example.id).to_text();
        println!("{text}");
        assert_eq!(text, run(example.id).to_text(), "{} twice", example.id);
        let parsed = Trace::parse(&text).expect("a trace's text form parses back");
        assert_eq!(parsed.to_text(), text, "{} parsed", example.id);
    }
}
