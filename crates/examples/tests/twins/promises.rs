//! Chapter 2, where the pairs differ in who starts the work and who drives it.
#![cfg(not(target_arch = "wasm32"))]

use super::node::{js, js_with};
use super::read::{sleeps, spans, turns, turns_of_lines};
use super::seen::{end_ms, entered, lines, run, run_with, timed_lines, when};
use trace::{EventKind, OpKind};

#[test]
fn create_then_await_begins_the_second_request_after_the_first_in_rust_and_at_once_in_javascript() {
    let (rust, js) = (run("create-then-await"), js("create-then-await"));
    assert_eq!(sleeps(&rust)[..2], [(0, 40), (40, 70)], "the second starts when the first ends");
    assert_eq!(sleeps(&js)[..2], [(0, 40), (0, 30)], "both start where they are called");
    let timers = |spans: Vec<(u64, u64)>| spans.into_iter().map(|(from, to)| to - from);
    assert_eq!(timers(sleeps(&rust)[2..].to_vec()).collect::<Vec<_>>(), [40, 30]);
    assert!(sleeps(&rust)[2..].iter().all(|(from, _)| *from == 70), "bare timers: alike");
    assert!(sleeps(&js)[2..].iter().all(|(from, _)| *from == 40), "bare timers: alike");
}

#[test]
fn create_then_await_takes_the_sum_in_rust_and_the_longer_in_javascript_whatever_the_knob() {
    for orders in [10, 30, 90] {
        let rust = run_with("create-then-await", "orders_ms", orders);
        let js = js_with("create-then-await", "orders_ms", orders);
        let (longer, orders) = (u64::max(40, orders as u64), orders as u64);
        assert_eq!(end_ms(&rust), 40 + orders + longer);
        assert_eq!(end_ms(&js), longer + longer);
    }
}

#[test]
fn spawn_waits_for_its_spawner_to_give_way_and_a_call_in_javascript_does_not() {
    let (rust, js) = (run("spawn"), js("spawn"));
    let begins = |trace| {
        let lines: Vec<&str> = lines(trace);
        let place = |start: &str| lines.iter().position(|line| line.starts_with(start));
        (place("film: into"), place("slides: into"), place("main: dropped"))
    };
    let (film, slides, main) = begins(&rust);
    assert!(main < film && film < slides, "Rust: after both lines of main");
    let (film, slides, main) = begins(&js);
    assert_eq!(film, Some(0), "JavaScript: before the first line of main");
    assert!(slides < main);
    let polls = turns_of_lines(&rust);
    assert_eq!(polls.iter().map(|(poll, _)| *poll).collect::<Vec<_>>()[..4], [0, 0, 1, 2]);
    let in_first = turns_of_lines(&js).iter().filter(|(turn, _)| *turn == 0).count();
    assert_eq!(in_first, 4, "all of it in the turn that calls main");
    assert_eq!(sleeps(&rust), sleeps(&js), "virtual time sees no difference");
    assert_eq!(end_ms(&rust), end_ms(&js));
}

#[test]
fn async_map_makes_futures_that_wait_and_promises_that_are_under_way() {
    for pause in [0, 50, 100] {
        let rust = run_with("async-map", "pause_ms", pause);
        let js = js_with("async-map", "pause_ms", pause);
        let pause = pause as u64;
        let translations = |trace| {
            let mut spans: Vec<_> = sleeps(trace);
            spans.retain(|span| *span != (0, pause));
            spans
        };
        assert_eq!(translations(&rust), [(pause, pause + 30); 3], "after the pause of {pause}");
        assert_eq!(translations(&js), [(0, 30); 3], "during the pause of {pause}");
        assert_eq!((end_ms(&rust), end_ms(&js)), (pause + 30, u64::max(pause, 30)));
    }
}

#[test]
fn await_ready_goes_on_in_rust_and_lets_others_in_at_every_await_in_javascript() {
    let (rust, js) = (run("await-ready"), js("await-ready"));
    let place = |lines: Vec<&str>| lines.iter().position(|line| line.starts_with("ring"));
    assert_eq!(place(lines(&rust)), Some(3), "at `yield_now`");
    assert_eq!(place(lines(&js)), Some(0), "at the first await, whose value was ready");
    assert_eq!(turns(&js), 1, "microtasks, all in one turn");
    assert_eq!(turns(&rust), 3, "one poll up to `yield_now`, the other task's, and the rest");
    assert_eq!((end_ms(&rust), end_ms(&js)), (0, 0));
}

#[test]
fn order_differs_in_both_rules_and_not_in_time() {
    let (rust, js) = (run("order"), js("order"));
    let first_words = |trace| -> Vec<_> {
        let lines: Vec<&str> = lines(trace);
        lines
            .into_iter()
            .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "))
            .collect()
    };
    let expected =
        ["main: which", "letter: leaves", "letter: arrives", "parcel: leaves", "parcel: arrives"];
    assert_eq!(first_words(&rust)[..5], expected);
    let expected =
        ["parcel: leaves", "letter: leaves", "main: which", "parcel: arrives", "letter: arrives"];
    assert_eq!(first_words(&js)[..5], expected);
    assert_eq!((end_ms(&rust), end_ms(&js)), (0, 0));

    let rust = run_with("order", "red_light_ms", 20);
    let js = js_with("order", "red_light_ms", 20);
    assert_eq!(timed_lines(&rust)[3], (0, "parcel: arrives"), "a suspension lets the parcel in");
    assert_eq!(timed_lines(&js)[3], (0, "parcel: arrives"), "it was under way anyhow");
    assert_eq!(sleeps(&rust), sleeps(&js));
}

#[test]
fn nested_polls_enter_all_four_in_rust_and_take_no_more_turns_in_javascript() {
    let (rust, js) = (run("nested-polls"), js("nested-polls"));
    assert_eq!(sleeps(&rust), sleeps(&js));
    for name in ["main", "checkout", "pay", "ask_bank"] {
        assert_eq!(entered(&rust, name), [0, 20, 50], "{name} is entered in every poll");
    }
    assert_eq!((turns(&rust), turns(&js)), (3, 3));
    let last: Vec<_> = turns_of_lines(&js).into_iter().filter(|(turn, _)| *turn == 2).collect();
    let order = ["ask_bank: 30", "pay: 30", "checkout: paid", "main: thank"];
    assert_eq!(last.len(), order.len(), "the leaf and its callers, in the microtasks of one turn");
    assert!(last.iter().zip(order).all(|((_, line), start)| line.starts_with(start)), "{last:?}");
}

#[test]
fn await_twice_runs_once_in_both_and_needs_a_wrapper_in_rust() {
    let (rust, js) = (run("await-twice"), js("await-twice"));
    assert_eq!(sleeps(&rust), [(0, 30)]);
    assert_eq!(sleeps(&js), [(0, 30)]);
    assert_eq!(timed_lines(&rust), timed_lines(&js));
    let entries = entered(&rust, "forecast");
    assert_eq!(entries, [0, 0, 30], "both tasks poll the one run, and the first finishes it");
    assert_eq!(turns(&js), 2, "its end resumes everybody in one turn");
}

#[test]
fn streams_make_nothing_ahead_in_either() {
    let (rust, js) = (run("streams"), js("streams"));
    assert_eq!(sleeps(&rust), sleeps(&js), "fetching and reading take turns");
    assert_eq!(timed_lines(&rust), timed_lines(&js));
    let none = js_with("streams", "pages", 0);
    assert_eq!((sleeps(&none).len(), end_ms(&none)), (0, 0));
}

#[test]
fn many_requests_keep_as_many_connections_under_way_in_both() {
    for at_once in 1..=5 {
        let rust = run_with("many-requests", "at_once", at_once);
        let js = js_with("many-requests", "at_once", at_once);
        assert_eq!(end_ms(&rust), end_ms(&js), "{at_once} at once");
        let [mut ours, mut theirs] = [&rust, &js].map(|trace| spans(trace, OpKind::Connect));
        ours.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(ours, theirs, "{at_once} at once");
        let most = when(&js, |kind| matches!(kind, EventKind::OpStarted(_)));
        let under_way =
            |at: u64| theirs.iter().filter(move |(from, to)| (*from..*to).contains(&at));
        assert!(most.into_iter().all(|at| under_way(at).count() <= at_once as usize));
    }
}
