//! Chapter 1: when a body begins, what waits for what, and what comes back after a wait.
#![cfg(not(target_arch = "wasm32"))]

use super::node::{js, js_with};
use super::read::{ops, sleeps, turns, turns_of_lines};
use super::seen::{computes, end_ms, entered, lines, run, run_with, timed_lines, when};
use trace::{EventKind, OpKind};

#[test]
fn lazy_future_runs_nothing_at_the_call_in_rust_and_up_to_the_first_await_in_javascript() {
    let (rust, js) = (run("lazy-future"), js("lazy-future"));
    assert_eq!(lines(&rust)[0], "main: called brew for mint");
    assert_eq!(lines(&js)[0], "brew: mint goes into the pot");
    assert_eq!(sleeps(&rust), [(0, 30)], "the one that was awaited");
    assert_eq!(sleeps(&js), [(0, 30), (0, 30)], "both, awaited or not");
    let asked = |trace: &trace::Trace| {
        let starts = |event: &trace::Event| matches!(event.kind, EventKind::OpStarted(_));
        let started = trace.events.iter().position(starts);
        trace.log().filter(|(place, _, _)| Some(*place) < started).count()
    };
    assert_eq!((asked(&rust), asked(&js)), (4, 1), "lines before the first sleep");
}

#[test]
fn cheapo_request_async_asks_the_same_and_rebuilds_its_frames_in_rust_alone() {
    let (rust, js) = (run("cheapo-request-async"), js("cheapo-request-async"));
    let asked = |trace| -> Vec<_> {
        ops(trace).into_iter().map(|op| (op.kind, op.label, op.from_ms, op.to_ms)).collect()
    };
    assert_eq!(asked(&rust), asked(&js), "the same operations at the same instants");
    assert_eq!(entered(&rust, "main"), [0, 15, 55, 125], "from the outermost, at every poll");
    assert_eq!(entered(&rust, "cheapo_request"), [0, 15, 55, 125]);
    assert_eq!(turns(&rust), 4, "what is ready needs no poll of its own");
    assert_eq!(turns(&js), 6, "and is a turn of its own: the writing, and the end of the stream");
    assert_eq!((computes(&rust, 1), computes(&js, 1)), (5, 5));
    assert_eq!(timed_lines(&rust), timed_lines(&js));
}

#[test]
fn async_sequential_is_the_same_in_both() {
    for soup in [5, 30, 60] {
        let rust = run_with("async-sequential", "soup_ms", soup);
        let js = js_with("async-sequential", "soup_ms", soup);
        let soup = soup as u64;
        assert_eq!(sleeps(&rust), [(0, soup), (soup, soup + 20)]);
        assert_eq!(sleeps(&rust), sleeps(&js));
        assert_eq!(timed_lines(&rust), timed_lines(&js));
    }
}

#[test]
fn async_concurrent_takes_the_longer_and_polls_both_in_rust_alone() {
    let (rust, js) = (run("async-concurrent"), js("async-concurrent"));
    assert_eq!(sleeps(&rust), [(0, 30), (0, 20)]);
    assert_eq!(sleeps(&rust), sleeps(&js));
    assert_eq!(timed_lines(&rust), timed_lines(&js));
    assert_eq!(entered(&rust, "cook"), [0, 0, 20, 20, 30], "at 20 the soup is polled in vain");
    let of_rice: Vec<_> = turns_of_lines(&js).into_iter().filter(|(turn, _)| *turn == 1).collect();
    assert_eq!(of_rice, [(1, "rice: done")]);
}

#[test]
fn learn_sing_dance_puts_in_order_what_is_awaited_in_both() {
    let (rust, js) = (run("learn-sing-dance"), js("learn-sing-dance"));
    assert_eq!(sleeps(&rust), sleeps(&js));
    assert_eq!(timed_lines(&rust), timed_lines(&js));
    assert_eq!(entered(&rust, "learn"), [0, 15, 30, 40], "polled whenever the dance is");
    assert_eq!((end_ms(&rust), end_ms(&js)), (60, 60));
    let song = when(&js, |kind| matches!(kind, EventKind::OpStarted(_)));
    assert_eq!(song, [0, 0, 15, 30, 40], "singing begins where learning ends");
    assert!(ops(&js).iter().all(|op| op.kind == OpKind::Sleep));
}
