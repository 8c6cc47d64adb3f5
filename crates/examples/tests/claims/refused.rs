//! Chapter 6: what its traces must show, and what rustc must say to the versions that it refuses.

use super::seen::{end_ms, lines, run, timed_lines};
use examples::{Kind, chapters};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// What rustc says to the refused version of an example of this chapter.
#[track_caller]
fn check(id: &str, words: &[&str]) {
    let example = examples::find(id).expect("the tests name examples that exist");
    assert_eq!(example.kind, Kind::Refused);
    assert!(example.text("refused.rs").is_some(), "{id} has no refused version");
    let said = example.text("stderr").expect("what rustc says is captured");
    words.iter().for_each(|words| assert!(said.contains(words), "{id}: {words}\n{said}"));
}

#[test]
fn an_await_outside_async_is_refused_in_a_function_and_in_a_closure() {
    check("await-outside-async", &["E0728", "fn receipt", "map(|tea|", "this is not `async`"]);
    let trace = run("await-outside-async");
    assert_eq!(timed_lines(&trace), [(20, "mint: 4"), (60, "both: 9")], "a loop awaits one by one");
}

#[test]
fn a_task_that_borrows_is_refused_and_the_diagnostic_names_the_fix() {
    check("spawn-borrow", &["E0373", "`order` is borrowed here", "async move"]);
    let expected = ["main: waiting for the kitchen", "kitchen: two cups of mint is ready"];
    assert_eq!(lines(&run("spawn-borrow")), expected);
}

#[test]
fn a_guard_across_an_await_is_refused_where_the_future_is_spawned() {
    check("guard-across-await", &["spawn(refill", "is not `Send`", "await occurs here"]);
    let trace = run("guard-across-await");
    assert_eq!(timed_lines(&trace), [(20, "15 cups")]);
}

#[test]
fn a_future_that_was_awaited_is_gone() {
    check("moved-future", &["E0382", "`mint` moved due to this await", "used here after move"]);
    let trace = run("moved-future");
    assert_eq!(lines(&trace), ["for Ada: mint tea", "for Bob: mint tea"]);
    assert_eq!(end_ms(&trace), 30, "it ran once");
}

#[test]
fn every_example_of_the_chapter_is_refused_in_one_version() {
    let chapter = chapters().iter().find(|chapter| chapter.folder == "refused").expect("it is 6");
    for example in chapter.examples {
        check(example.id, &["error"]);
    }
}
