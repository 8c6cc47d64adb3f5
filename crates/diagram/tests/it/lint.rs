//! Lints, on the traces of small programs that really run.
#![allow(clippy::unwrap_used, reason = "tests may; built as wasm they do not look like it")]

mod again;
mod awaited;
mod long;
mod message;
mod spinning;
mod stuck;
mod unfinished;

use awaitscope::Limits;
use awaitscope::world::Network;
use diagram::{Finding, Lint, lint};
use std::collections::BTreeSet;
use std::time::Duration;
use trace::{Recipe, Trace};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn run<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F) -> Trace {
    run_in(Network::default(), main)
}

fn run_in<F: Future<Output: 'static> + 'static>(
    network: Network,
    main: impl FnOnce() -> F,
) -> Trace {
    let trace = awaitscope::run(Recipe::of("a test"), network, Limits::LESSON, main);
    assert_eq!(trace.validate(), Ok(()), "{}", trace.to_text());
    trace
}

/// Compares the findings with sentences: `name: sentence`.
fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &[&str]) {
    assert_eq!(told(&run(main)), expected);
}

fn told(trace: &Trace) -> Vec<String> {
    lint(trace).iter().map(|found| format!("{}: {}", found.lint, found.sentence)).collect()
}

/// The only finding, and the line of the source that it is about, without white space around it.
fn only<'a>(trace: &Trace, source: &'a str) -> (Finding, &'a str) {
    let found = lint(trace);
    let [finding] = &found[..] else { panic!("{found:?}") };
    let line = finding.line(trace).expect("it has a line");
    (finding.clone(), source.lines().nth(line as usize - 1).expect("the line exists").trim())
}

#[test]
fn names_are_stable_and_all_different() {
    let names: BTreeSet<_> = Lint::ALL.iter().map(|lint| lint.name()).collect();
    assert_eq!(names.len(), Lint::ALL.len());
    assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    assert_eq!(Lint::LostWaker.to_string(), "lost-waker");
}

#[test]
fn findings_point_into_the_trace_in_order_with_whole_sentences() {
    for trace in crate::common::many() {
        let found = lint(&trace);
        assert!(found.is_sorted_by_key(|finding| finding.event));
        for finding in found {
            assert!(finding.event < trace.events.len());
            for text in [&finding.sentence, &finding.advice] {
                assert!(text.ends_with('.') && !text.contains('{'), "{text}");
                assert!(!text.contains("  "), "{text}");
            }
        }
    }
}
