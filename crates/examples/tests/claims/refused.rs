//! Chapter 6: what its traces must show, and what rustc must say to the versions that it refuses.

use super::seen::{entered, lines, run, run_with, timed_lines, when};
use examples::{Kind, chapters};
use trace::{Cause, EventKind, TaskId};
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
    let trace = run("spawn-borrow");
    assert_eq!(lines(&trace), expected);
    let by_kitchen = Cause::Task(TaskId(1));
    let woken =
        |kind: &EventKind| matches!(kind, EventKind::Woken(TaskId(0), by, _) if *by == by_kitchen);
    assert_eq!(when(&trace, woken), [20], "its end, and not the timer, wakes main");
}

#[test]
fn a_guard_across_an_await_is_refused_where_the_future_is_spawned() {
    check("guard-across-await", &["spawn(refill", "is not `Send`", "await occurs here"]);
}

#[test]
fn a_guard_that_is_gone_before_the_await_leaves_the_lock_to_others_meanwhile() {
    let trace = run("guard-across-await");
    assert_eq!(entered(&trace, "refill"), [0, 20], "one delivery, and meanwhile");
    assert_eq!(entered(&trace, "sell"), [0, 10], "one cup is sold");
    let expected = [
        (0, "refill: 12 cups are missing"),
        (10, "sell: one cup is sold"),
        (20, "refill: 12 cups are delivered"),
        (20, "main: 14 cups"),
    ];
    assert_eq!(timed_lines(&trace), expected);
}

#[test]
fn a_future_that_was_given_away_is_gone() {
    check("moved-future", &["E0382", "value moved here", "`mint` moved due to this await"]);
}

#[test]
fn a_future_that_was_lent_stays_where_it_is_and_is_polled_by_each_to_whom_it_is_lent() {
    let trace = run("moved-future");
    assert_eq!(entered(&trace, "brew"), [0, 20, 20, 40, 40, 50]);
    let of_brew = trace.calls.iter().filter(|call| trace.name(call.name) == "brew");
    assert_eq!(of_brew.count(), 1, "there is one future");
    let dropped = |kind: &EventKind| matches!(kind, EventKind::CallDropped(_));
    assert_eq!(when(&trace, dropped), [0; 0], "and no timeout drops it");
    let more = "waiter: a little longer";
    let (ada, bob) = ("for Ada: mint tea", "for Bob: mint tea");
    assert_eq!(timed_lines(&trace), [(20, more), (40, more), (50, ada), (50, bob)]);
    let patient = run_with("moved-future", "patience_ms", 60);
    assert_eq!(timed_lines(&patient), [(50, ada), (50, bob)]);
}

#[test]
fn every_example_of_the_chapter_is_refused_in_one_version() {
    let chapter = chapters().iter().find(|chapter| chapter.folder == "refused").expect("it is 6");
    for example in chapter.examples {
        check(example.id, &["error"]);
    }
}
