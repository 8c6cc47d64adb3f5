//! What lints find in the examples: nothing, save where that is an example's point.

use diagram::{Lint, lint};
use examples::everything;
use std::collections::BTreeSet;
use trace::Trace;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The chapter of things that go wrong: what each of its examples must show stands in `claims.rs`.
const WRONG: u8 = 5;

/// Outside that chapter: the example, what is found in it, and why that is its point.
const MEANT: [(&str, &[Lint], &str); 6] = [
    ("lazy-future", &[Lint::NeverAwaited], "a future that nobody awaits never runs"),
    ("cpu-hog", &[Lint::LongPoll], "a poll that computes for long delays its neighbours"),
    ("block-on", &[Lint::NeverAwaited], "a block_on that is refused drops what it was given"),
    ("errors", &[Lint::NeverAwaited], "an error drops what nobody has polled yet"),
    (
        "deadlock-specimen",
        &[Lint::LostWaker, Lint::Deadlock],
        "hen and egg wait for each other, and main for a future that nobody can ever finish",
    ),
    ("runaway-specimen", &[Lint::SelfWakingPoll], "a task that wakes itself for ever"),
];

fn found(trace: &Trace) -> BTreeSet<Lint> {
    lint(trace).iter().map(|finding| finding.lint).collect()
}

#[test]
fn no_lint_fires_outside_chapter_5_save_where_that_is_the_point() {
    for example in everything().filter(|example| example.chapter().number != WRONG) {
        let meant = MEANT.iter().find(|(id, ..)| *id == example.id);
        let meant: BTreeSet<Lint> = meant.into_iter().flat_map(|(_, l, _)| *l).copied().collect();
        for seed in 0..20 {
            let recipe = example.rehearsal().with_seed(seed);
            let trace = example.run(&recipe);
            assert_eq!(found(&trace), meant, "{}, seed {seed}: {:#?}", example.id, lint(&trace));
        }
    }
}

#[test]
fn what_is_meant_to_be_found_is_of_an_example_that_exists() {
    for (id, lints, why) in MEANT {
        assert!(everything().any(|example| example.id == id), "{id}");
        assert!(!lints.is_empty() && !why.is_empty(), "{id}");
    }
}
