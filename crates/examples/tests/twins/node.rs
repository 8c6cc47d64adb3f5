//! Twins and probes, run by the crate `twins`: what the tests ask for must run, and leave a valid
//! trace.

use awaitscope::twin::{Hosted, TwinWorld};
use std::path::Path;
use trace::{Recipe, Trace};
use twins::NotRun;

/// The run of an example's twin as its author wrote it.
pub fn js(id: &str) -> Trace {
    js_by(&Recipe::of(id))
}

/// The run of an example's twin with one knob turned.
pub fn js_with(id: &str, knob: &str, value: i64) -> Trace {
    js_by(&Recipe { knobs: vec![(knob.to_owned(), value)], ..Recipe::of(id) })
}

/// The run of an example's twin by a recipe.
pub fn js_by(recipe: &Recipe) -> Trace {
    valid(&recipe.example, twins::run(recipe))
}

/// The run of a file beside the tests, in this world.
pub fn probe(file: &str, world: TwinWorld, budget: u64) -> Trace {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/twins/probes").join(file);
    let source = std::fs::read_to_string(path).expect("the probes stand beside the tests");
    let hosted = Hosted::new(world, source.clone(), "{}".to_owned(), budget);
    valid(file, twins::run_in(file, &source, hosted))
}

fn valid(what: &str, run: Result<Trace, NotRun>) -> Trace {
    let trace = run.unwrap_or_else(|problem| panic!("{what}: {problem}. {}", problem.instead()));
    assert_eq!(trace.validate(), Ok(()), "{what}");
    trace
}
