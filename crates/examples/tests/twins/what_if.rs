//! What-ifs of JavaScript's operations: what holds in Rust holds here, by names of its own.
#![cfg(not(target_arch = "wasm32"))]

use super::moved::{Move, check, moves};
use super::node::{js, js_by};
use examples::{everything, find};
use trace::{Instant, OpId, OpKind, OpName, Recipe, Trace};

/// No more moves than this of one run; they are spread over it.
const MOST: usize = 16;

#[test]
fn whatever_is_moved_all_events_before_stay_as_they_were_byte_for_byte() {
    let (mut met, mut count) = (0, 0);
    for example in everything().filter(|example| example.has_twin) {
        for seed in 0..2 {
            let before = js_by(&Recipe::of(example.id).with_seed(seed));
            let all = moves(&before);
            let stride = all.len().div_ceil(MOST).max(1);
            for one in all.into_iter().skip(seed as usize % stride).step_by(stride) {
                let again = js_by(&one.recipe(&before));
                count += 1;
                met += usize::from(check(&before, &again, one));
                let words = diagram::account(&again).to_text() + &diagram::ascii(&again);
                assert!(!words.is_empty());
            }
        }
    }
    assert!(count > 300, "only {count} moves");
    assert!(met * 4 > count * 3, "only {met} of {count} ended where they were asked to");
}

#[test]
fn what_is_said_of_rust_changes_no_twin_and_what_is_said_of_a_twin_does_not_change_rust() {
    let id = "select-race";
    let to = |name: &str| {
        let name: OpName = name.parse().expect("a name");
        Recipe::of(id).with_what_if(name, Some(Instant(7)))
    };
    let twin = js_by(&to("t0.0"));
    assert!(twin.events == js(id).events && twin.unmet().is_empty());
    let example = find(id).expect("the catalogue holds it");
    let rust = example.run(&to("js.0"));
    assert!(rust.events == example.run(&Recipe::of(id)).events && rust.unmet().is_empty());
    assert_eq!(js_by(&to("js.99")).unmet().len(), 1);
}

/// The first operation of this kind, moved to an instant.
fn moved(before: &Trace, kind: OpKind, wanted: &str, millis: u64) -> Trace {
    let mut ops = (0..before.ops.len() as u32).map(OpId);
    let op = ops
        .find(|op| {
            let row = before.op(*op);
            row.kind == kind && before.name(row.label).contains(wanted)
        })
        .expect("there is such an operation");
    let name = before.op_name(op).expect("JavaScript has one row");
    let one = Move { name, to: Instant(millis * 1_000_000) };
    let again = js_by(&one.recipe(before));
    assert!(check(before, &again, one), "{:?}", again.unmet());
    again
}

fn lines(trace: &Trace) -> Vec<&str> {
    trace.log().map(|(.., line)| line).collect()
}

#[test]
fn a_loser_of_the_race_whose_answer_comes_first_wins_it() {
    let before = js("select-race");
    assert!(lines(&before).contains(&"main: baker first"));
    let after = moved(&before, OpKind::Sleep, "40 ms", 10);
    assert!(lines(&after).contains(&"main: florist first"), "{:?}", lines(&after));
}
