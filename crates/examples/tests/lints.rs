//! What lints find in the examples: nothing, save where that is an example's point.

use diagram::{Lint, lint};
use examples::{anywhere, everything};
use std::collections::BTreeSet;
use trace::{Recipe, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The chapter of things that go wrong: which lint is meant stands in the prose of each.
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
    for example in anywhere().filter(|example| example.chapter().number != WRONG) {
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

/// The lints that an example's prose names: the lint `like-this`.
#[cfg(not(target_arch = "wasm32"))]
fn in_words(example: &examples::Example) -> Vec<Lint> {
    let words: Vec<&str> = example.prose().split_whitespace().collect();
    let after_lint = words.windows(2).filter(|pair| pair[0] == "lint").map(|pair| pair[1]);
    let names: BTreeSet<&str> = after_lint.collect();
    Lint::ALL.into_iter().filter(|lint| names.contains(&format!("`{lint}`")[..])).collect()
}

#[test]
#[cfg(not(target_arch = "wasm32"))]
fn what_goes_wrong_in_chapter_5_is_found_under_the_name_that_the_prose_gives() {
    let mut seen = BTreeSet::new();
    for example in anywhere().filter(|example| example.chapter().number == WRONG) {
        let [meant] = in_words(example)[..] else { panic!("{} names one lint", example.id) };
        seen.insert(meant);
        for seed in 0..20 {
            let recipe = example.rehearsal().with_seed(seed);
            let trace = example.run(&recipe);
            let found = lint(&trace);
            assert_eq!(found.len(), 1, "{}, seed {seed}: {found:#?}", example.id);
            assert_eq!(found[0].lint, meant, "{}, seed {seed}", example.id);
        }
    }
    assert_eq!(seen.len(), Lint::ALL.len(), "each lint has an example: {seen:?}");
}

/// The knob that mends an example, and where it is then.
const MENDS: [(&str, &str, i64); 6] = [
    ("forgotten-waker", "keep_waker", 1),
    ("blocking-the-executor", "warm_up_ms", 5),
    ("std-mutex-hang", "unlock_first", 1),
    ("deadlock", "late_ms", 30),
    ("lost-message", "mix_ms", 9),
    ("detached", "newsletter_ms", 5),
];

#[test]
fn nothing_is_found_in_what_has_been_mended() {
    for (id, knob, value) in MENDS {
        let example = examples::find(id).expect("it exists");
        for seed in 0..20 {
            let knobs = vec![(knob.to_owned(), value)];
            let trace = example.run(&Recipe { seed, knobs, ..Recipe::of(id) });
            assert_eq!(lint(&trace), [], "{id}, seed {seed}");
        }
    }
}
