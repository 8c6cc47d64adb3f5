//! Chapter 2, where the pairs differ in what goes on after an answer, an error or a deadline.
#![cfg(not(target_arch = "wasm32"))]

use super::node::{js, js_with};
use super::read::{cancelled, main_ended, sleeps};
use super::seen::{end_ms, run, run_with, timed_lines, when};
use trace::{EventKind, Outcome, Trace};

/// When calls of this name were dropped unfinished.
fn dropped(trace: &Trace, name: &str) -> Vec<u64> {
    when(trace, |kind| matches!(kind, EventKind::CallDropped(c) if trace.call_name(*c) == name))
}

#[test]
fn join_all_waits_for_all_in_both_and_the_first_error_drops_the_rest_in_rust_alone() {
    let (rust, js) = (run("join-all"), js("join-all"));
    assert_eq!(sleeps(&rust)[..3], [(0, 30), (0, 10), (0, 20)]);
    assert_eq!(sleeps(&rust)[..3], sleeps(&js)[..3], "`join_all` and `allSettled`: alike");
    assert_eq!(cancelled(&rust), [(30, 40), (30, 40)], "the rest of `try_join_all`");
    assert_eq!(cancelled(&js), [(0, 0); 0], "nothing stops the rest of `Promise.all`");
    assert_eq!(sleeps(&js)[3..], [(30, 60), (30, 40), (30, 50)]);
    assert_eq!((end_ms(&rust), main_ended(&js), end_ms(&js)), (40, 40, 60));
    let after: Vec<_> = timed_lines(&js).into_iter().filter(|(at, _)| *at > 40).collect();
    assert_eq!(after, [(50, "upload: dog"), (60, "upload: cat")]);
}

#[test]
fn select_race_drops_the_loser_in_rust_and_lets_it_finish_in_javascript() {
    let (rust, js) = (run("select-race"), js("select-race"));
    assert_eq!(dropped(&rust, "call"), [20], "the florist's call, when the baker has answered");
    let is_florist = |kind: &EventKind| matches!(kind, EventKind::CallDropped(_));
    let dropped_at = rust.events.iter().position(|event| is_florist(&event.kind));
    let Some(EventKind::CallDropped(florist)) = dropped_at.map(|at| rust.events[at].kind) else {
        panic!("the florist's call is dropped")
    };
    let later = rust.events[dropped_at.unwrap_or_default() + 1..].iter();
    let of_florist = |kind| match kind {
        EventKind::CallEntered(call) | EventKind::CallLeft(call, _) => call == florist,
        _ => false,
    };
    assert_eq!(later.filter(|event| of_florist(event.kind)).count(), 0, "nothing comes after it");
    assert_eq!(cancelled(&js), [(0, 0); 0]);
    let hangs_up = |trace, shop: &str| {
        let lines: Vec<(u64, &str)> = timed_lines(trace);
        let line = format!("{shop}: hangs up");
        lines.into_iter().find(|(_, text)| *text == line).map(|(at, _)| at)
    };
    for (shop, in_rust, in_js) in [("baker", 20, 20), ("florist", 20, 40), ("notary", 50, 50)] {
        assert_eq!(hangs_up(&rust, shop), Some(in_rust), "{shop}");
        assert_eq!(hangs_up(&js, shop), Some(in_js), "{shop}");
    }
    assert_eq!((end_ms(&rust), end_ms(&js)), (50, 50));
}

#[test]
fn select_race_is_outlived_by_its_loser_in_javascript_alone() {
    let rust = run_with("select-race", "florist_ms", 90);
    let js = js_with("select-race", "florist_ms", 90);
    assert_eq!(end_ms(&rust), 50, "what the florist's task was at is dropped with the runtime");
    assert!(cancelled(&rust).contains(&(0, 50)));
    assert_eq!((main_ended(&js), end_ms(&js)), (50, 90));
    assert_eq!(timed_lines(&js).last(), Some(&(90, "florist: hangs up")));
}

#[test]
fn drop_cancels_by_itself_in_rust_and_by_a_signal_that_the_operation_hears_in_javascript() {
    for (patience, part) in [(10, (0, 10)), (50, (30, 50))] {
        let rust = run_with("drop-cancels", "patience_ms", patience);
        let js = js_with("drop-cancels", "patience_ms", patience);
        assert_eq!(cancelled(&rust), [part], "its timer, when the future is dropped");
        assert_eq!(cancelled(&js), [part], "its timer, when the signal aborts");
        assert_eq!(dropped(&rust, "import"), [patience as u64]);
        let removed = (patience as u64, "import.tmp: removed");
        assert!(timed_lines(&rust).contains(&removed), "by a destructor");
        assert!(timed_lines(&js).contains(&removed), "by `finally`");
    }
    let js = js_with("drop-cancels", "patience_ms", 100);
    assert_eq!(cancelled(&js), [(0, 0); 0]);
    assert!(timed_lines(&js).contains(&(90, "import: complete")));
}

#[test]
fn timeout_stops_what_it_owns_in_rust_and_what_listens_in_javascript() {
    let (rust, js) = (run("timeout"), js("timeout"));
    let counts = |trace| -> Vec<_> {
        let spans: Vec<(u64, u64)> = sleeps(trace);
        spans.into_iter().filter(|(from, to)| to - from != 50).collect()
    };
    assert!(counts(&rust).contains(&(20, 60)), "a task goes on without its handle");
    assert!(counts(&js).contains(&(20, 60)), "so does what has no signal");
    assert_eq!(cancelled(&rust), [(0, 20)]);
    assert_eq!(cancelled(&js), [(0, 20)]);
    for trace in [&rust, &js] {
        assert!(timed_lines(trace).contains(&(60, "saucers: counted")));
        assert!(!timed_lines(trace).iter().any(|(_, line)| *line == "teapots: counted"));
    }
    assert_eq!(dropped(&rust, "count"), [20], "JavaScript resumes it instead, with an exception");
}

#[test]
fn timeout_and_count_at_one_instant_come_out_the_other_way_round() {
    let rust = run_with("timeout", "patience_ms", 40);
    let js = js_with("timeout", "patience_ms", 40);
    assert!(timed_lines(&rust).contains(&(40, "main: 12 teapots")), "its future is asked first");
    assert!(timed_lines(&js).contains(&(40, "main: no teapots, TimeoutError")), "set first");
    let rust = timed_lines(&rust).into_iter().find(|(_, line)| line.ends_with("elapsed"));
    assert_eq!(rust, Some((80, "main: no saucers, deadline has elapsed")), "late by one poll");
    assert!(timed_lines(&js).contains(&(80, "main: 12 saucers")), "its timer was set first");
}

#[test]
fn errors_drop_what_stands_beside_them_in_rust_and_stop_nothing_in_javascript() {
    let (rust, js) = (run("errors"), js("errors"));
    assert_eq!(cancelled(&rust), [(0, 20)], "the warehouse is asked no longer");
    assert_eq!(dropped(&rust, "reserve"), [20]);
    assert_eq!(cancelled(&js), [(0, 0); 0]);
    assert!(sleeps(&js).contains(&(0, 40)), "the warehouse answers nobody");
    assert!(timed_lines(&js).contains(&(40, "reserve: two teapots")));
    assert_eq!(dropped(&rust, "pack"), [20], "nobody had polled it");
    assert!(timed_lines(&js).contains(&(0, "pack: two teapots in paper")));
    assert_eq!((end_ms(&rust), end_ms(&js)), (60, 60));
}

#[test]
fn errors_of_nobody_are_silent_in_rust_and_told_by_the_engine_in_javascript() {
    let (rust, js) = (run("errors"), js("errors"));
    let of_disk = |trace| -> Vec<_> {
        let lines: Vec<(u64, &str)> = timed_lines(trace);
        lines.into_iter().filter(|(_, line)| line.contains("disk")).collect()
    };
    assert_eq!(of_disk(&rust).len(), 0);
    assert_eq!(of_disk(&js), [(10, "unhandledrejection: the disk is full")]);
    assert_eq!(rust.outcome, Outcome::Completed);
    assert_eq!(js.outcome, Outcome::Completed, "a browser's page lives on");
}
