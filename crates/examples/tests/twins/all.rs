//! What holds for every twin.
#![cfg(not(target_arch = "wasm32"))]

use super::kept::same;
use super::node::{js, js_with};
use examples::{Example, everything};
use std::collections::BTreeSet;
use trace::{EventKind, Outcome, Trace};

fn twins() -> impl Iterator<Item = &'static Example> {
    everything().filter(|example| example.has_twin)
}

#[test]
fn every_trace_is_the_one_in_the_tree_parses_back_and_is_the_same_again() {
    for example in twins() {
        let trace = js(example.id);
        let text = trace.to_text();
        assert_eq!(text, js(example.id).to_text(), "{} twice", example.id);
        assert_eq!(Trace::parse(&text), Ok(trace), "{} parsed", example.id);
        same(&format!("{}.js", example.id), &text);
        // What a page that has run it in its own engine must say of it.
        let account = diagram::account(&js(example.id)).to_text();
        same(&format!("{}.js.account", example.id), &account);
    }
}

#[test]
fn whatever_a_twin_asks_for_computes_or_prints_stands_in_a_line_of_its_source() {
    for example in twins() {
        let trace = js(example.id);
        for event in &trace.events {
            let is_its_own = matches!(
                event.kind,
                EventKind::OpStarted(_) | EventKind::WorkStarted | EventKind::Logged(_)
            );
            let has_line = event.span.is_some();
            assert!(has_line || !is_its_own, "{}: {:?} comes from nowhere", example.id, event.kind);
        }
    }
}

#[test]
fn a_twin_reads_the_knobs_of_its_rust_source_and_no_others() {
    for example in twins() {
        let source = example.twin_source().expect("it has one");
        let word = |text: &str| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
            text.chars().take_while(|c| is_part(*c)).collect::<String>()
        };
        let read: BTreeSet<_> = source.split("knobs.").skip(1).map(word).collect();
        let known: BTreeSet<_> = example.knobs().into_iter().map(|knob| knob.name).collect();
        assert_eq!(read, known, "{}", example.id);
    }
}

#[test]
fn every_knob_runs_at_both_ends_of_its_range_and_changes_something() {
    for example in twins() {
        for knob in example.knobs() {
            let texts = [knob.low, knob.high].map(|value| {
                let trace = js_with(example.id, &knob.name, value);
                assert_eq!(trace.outcome, Outcome::Completed, "{} with {knob:?}", example.id);
                trace.events.len().to_string() + &trace.end().words()
            });
            assert_ne!(texts[0], texts[1], "{}: {knob:?} turns nothing", example.id);
        }
    }
}

#[test]
fn every_twin_opens_with_a_sentence_and_fits_a_page() {
    for example in everything() {
        let file = example.text("js");
        assert_eq!(file.is_some(), example.has_twin, "{}", example.id);
        let Some(file) = file else { continue };
        let first = file.lines().next().unwrap_or_default();
        assert!(first.starts_with("// ") && first.ends_with('.'), "{}: {first}", example.id);
        assert!(file.lines().count() <= 60, "{} is long", example.id);
        let is_short = |line: &str| line.chars().count() <= 100;
        assert!(file.lines().all(is_short), "{} has a long line", example.id);
    }
}

#[test]
fn every_pair_has_a_claim_of_its_own() {
    let claims = [
        include_str!("first_look.rs"),
        include_str!("promises.rs"),
        include_str!("promises_ends.rs"),
        include_str!("at_work.rs"),
        include_str!("wrong.rs"),
    ];
    for example in twins() {
        let runs = |language: &str| {
            let calls = ["", "_with"].map(|form| format!("{language}{form}(\"{}\"", example.id));
            claims.iter().any(|text| calls.iter().any(|call| text.contains(call)))
        };
        assert!(runs("run") && runs("js"), "nothing is claimed of the pair {}", example.id);
    }
}

#[test]
fn every_prose_says_what_javascript_does() {
    for example in twins() {
        let prose = example.prose();
        assert!(prose.contains("JavaScript") || prose.contains("Promise"), "{}", example.id);
    }
}

#[test]
fn whatever_tells_of_a_run_can_tell_of_a_twins() {
    for example in twins() {
        let trace = js(example.id);
        assert!(diagram::ascii(&trace).contains("JavaScript"), "{}", example.id);
        assert!(!diagram::account(&trace).sections.is_empty(), "{}", example.id);
        assert_eq!(diagram::lint(&trace).len(), 0, "{}: a twin is no mistake", example.id);
        for index in 0..trace.events.len() {
            let anchor = trace.anchor(index).expect("the index is inside the trace");
            assert_eq!(trace.find(anchor), Ok(index), "{}", example.id);
            assert!(diagram::narrate(&trace, index).ends_with('.'), "{} {index}", example.id);
        }
    }
}
