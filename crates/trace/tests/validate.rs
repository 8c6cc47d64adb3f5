//! What is opened is closed, and time never steps back.

mod support;

use support::{random::random, samples};

#[test]
fn every_sample_is_valid() {
    for trace in samples::all() {
        assert_eq!(trace.validate(), Ok(()), "{}\n{}", trace.recipe.example, trace.to_text());
    }
}

#[test]
fn random_runs_are_valid_and_differ() {
    let mut texts = std::collections::BTreeSet::new();
    for seed in 0..100 {
        let trace = random(seed, 60);
        assert_eq!(trace.validate(), Ok(()), "seed {seed}\n{}", trace.to_text());
        assert_eq!(random(seed, 60), trace, "the same seed gives the same run");
        texts.insert(trace.to_text());
    }
    assert!(texts.len() > 90, "only {} different runs", texts.len());
}
