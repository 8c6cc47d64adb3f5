//! Every trace that the catalogue keeps, Rust's and JavaScript's: each file holds to its format.
#![cfg(not(target_arch = "wasm32"))]

use crate::{check, run};
use std::collections::BTreeMap;
use std::path::Path;
use trace::Trace;

/// The kept traces by the names of their files: `lazy-future`, `lazy-future.js`.
pub(crate) fn kept() -> BTreeMap<String, Trace> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/tests/golden");
    let mut traces = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the catalogue keeps its traces") {
        let path = entry.expect("it can be read").path();
        let text = std::fs::read_to_string(&path).expect("it is text");
        if let Ok(trace) = Trace::parse(&text) {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            traces.insert(name, trace);
        }
    }
    traces
}

#[test]
fn every_trace_of_the_catalogue_alone_and_with_its_twin() {
    let traces = kept();
    let twins = traces.keys().filter(|name| name.ends_with(".js")).count();
    assert!(twins > 20 && traces.len() > 50 + twins, "{} with {twins} twins", traces.len());
    for (name, trace) in &traces {
        check(&[trace]);
        if let Some(twin) = traces.get(&format!("{name}.js")) {
            check(&[trace, twin]);
        }
    }
}

#[test]
fn every_turn_of_a_twin_but_the_first_is_brought_by_the_end_of_an_operation() {
    for (name, trace) in kept().iter().filter(|(name, _)| name.ends_with(".js")) {
        let file = export::chrome(&[run(trace)]);
        let count = |what: &str| file.matches(what).count();
        let turns = count("\"cat\":\"turn\",\"name\":\"turn\",\"args\"");
        assert_eq!(count("\"ph\":\"f\""), turns - 1, "{name}");
    }
}
