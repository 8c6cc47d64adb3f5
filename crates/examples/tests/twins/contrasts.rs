//! What the page says that differs between the two runs of each pair, all in one text to be read.
#![cfg(not(target_arch = "wasm32"))]

use super::kept::same;
use super::node::js;
use diagram::{Contrast, contrasts};
use examples::everything;
use std::fmt::Write;

fn of(id: &str) -> Vec<Contrast> {
    let example = examples::find(id).expect("the tests name examples that exist");
    contrasts(&example.run(&example.rehearsal()), &js(id))
}

/// The answers to the question that begins so.
fn answers(id: &str, asks: &str) -> (String, String) {
    let found = of(id).into_iter().find(|contrast| contrast.asks.starts_with(asks));
    let found = found.unwrap_or_else(|| panic!("{id} differs in “{asks}”"));
    (found.rust.text, found.javascript.text)
}

#[test]
fn every_pair_differs_and_each_answer_points_at_an_event() {
    let mut text = String::new();
    for example in everything().filter(|example| example.has_twin) {
        let (rust, javascript) = (example.run(&example.rehearsal()), js(example.id));
        let found = contrasts(&rust, &javascript);
        assert!(!found.is_empty(), "{} differs in nothing", example.id);
        let _ = writeln!(text, "{}", example.id);
        for Contrast { asks, rust: ours, javascript: theirs } in found {
            let known = ours.event.is_none_or(|event| event < rust.events.len())
                && theirs.event.is_none_or(|event| event < javascript.events.len());
            assert!(known, "{}: {asks}", example.id);
            let _ = writeln!(text, "  {asks}\n    Rust        {}", ours.text);
            let _ = writeln!(text, "    JavaScript  {}", theirs.text);
        }
    }
    same("contrasts", &text);
}

#[test]
fn lazy_and_eager() {
    let (rust, javascript) = answers("lazy-future", "When did the body of brew()");
    assert_eq!((&*rust, &*javascript), ("Never: nobody polled it", "At 0 ms, at the call"));
}

#[test]
fn one_after_the_other_and_both_at_once() {
    let (rust, javascript) = answers("create-then-await", "When did each request");
    assert!(rust.starts_with("At 0 ms, 40 ms"), "{rust}");
    assert!(javascript.starts_with("At 0 ms, 0 ms"), "{javascript}");
}

#[test]
fn dropped_and_running_on() {
    let (rust, javascript) = answers("errors", "What was cancelled");
    assert_eq!(rust, "The sleep of 40 ms at 20 ms");
    assert_eq!(javascript, "Nothing; still under way: the sleep of 40 ms until 40 ms");
    // Main is done at one instant in both: no row above this one says of what it speaks.
    let asked = of("detached").into_iter().any(|contrast| contrast.asks.contains("main done"));
    assert!(!asked);
    let (rust, javascript) = answers("detached", "What went on after main was done");
    assert_eq!((&*rust, &*javascript), ("Nothing", "The sleep of 40 ms, until 40 ms"));
    let (rust, javascript) = answers("detached", "What was cancelled");
    assert_eq!((&*rust, &*javascript), ("The sleep of 40 ms at 20 ms", "Nothing"));
}
