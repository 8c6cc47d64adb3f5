//! Chapter 4: shared state across an await, intervals, a thread that is held, and callbacks.
#![cfg(not(target_arch = "wasm32"))]

use super::node::{js, js_with};
use super::read::{main_ended, ops, sleeps, turns_of_lines};
use super::seen::{end_ms, lines, run, run_with, timed_lines};
use trace::OpKind;

#[test]
fn lost_update_loses_it_in_both_and_a_lock_mends_it_in_both() {
    let (rust, js) = (run("lost-update"), js("lost-update"));
    assert_eq!(timed_lines(&rust), timed_lines(&js));
    assert_eq!(lines(&js)[2], "without a lock: 7 seats are free");
    assert_eq!(lines(&js)[5], "with a lock: 5 seats are free");
    let payments = |trace| -> Vec<_> {
        let spans: Vec<(u64, u64)> = sleeps(trace);
        spans.into_iter().filter(|(from, to)| to - from == 30).collect()
    };
    assert_eq!(payments(&rust), payments(&js));
    assert_eq!(payments(&js), [(0, 30), (10, 40), (40, 70), (70, 100)], "overlapping, and not");
    for (later, free) in [(29, 7), (31, 5)] {
        let line = format!("without a lock: {free} seats are free");
        assert!(lines(&run_with("lost-update", "later_ms", later)).contains(&line.as_str()));
        assert!(lines(&js_with("lost-update", "later_ms", later)).contains(&line.as_str()));
    }
}

/// At which milliseconds of its own the ticks of this name came.
fn ticks(trace: &trace::Trace, name: &str) -> Vec<u64> {
    let ms = |line: &str| line.strip_prefix(name)?.strip_suffix(" ms")?.parse().ok();
    lines(trace).into_iter().filter_map(ms).collect()
}

#[test]
fn interval_ticks_at_once_in_rust_and_after_one_period_in_javascript() {
    let (rust, js) = (run("interval"), js("interval"));
    for name in ["burst: ", "delay: ", "skip: "] {
        assert_eq!(ticks(&rust, name)[..2], [0, 25], "{name}: it is asked for its next tick");
    }
    assert_eq!(ticks(&js, "awaits: "), [10, 20, 30, 40], "whatever is awaited meanwhile");
    assert_eq!(ticks(&js, "works: "), [10, 35, 45, 55], "one late tick, and a period from it");
    let from_first = |ticks: Vec<u64>| -> Vec<_> { ticks.iter().map(|at| at - ticks[0]).collect() };
    assert_eq!(from_first(ticks(&js, "works: ")), from_first(ticks(&rust, "delay: ")));
}

#[test]
fn interval_overlaps_with_what_a_tick_awaits_in_javascript_alone() {
    let js = js("interval");
    let busy = sleeps(&js).into_iter().find(|(from, to)| to - from == 25);
    let (from, to) = busy.expect("the first tick is busy for 25 ms");
    let within = |at: &&u64| (from + 1..to).contains(*at);
    assert_eq!(ticks(&js, "awaits: ").iter().filter(within).count(), 2);
    let rust = run("interval");
    let busy = sleeps(&rust).into_iter().find(|(from, to)| to - from == 25);
    let (from, to) = busy.expect("the first tick is busy for 25 ms");
    let within = |(at, _): &(u64, &str)| (from + 1..to).contains(at);
    assert_eq!(timed_lines(&rust).into_iter().filter(within).count(), 0);
}

/// How late each heartbeat of one part of the run is.
fn late(trace: &trace::Trace, part: usize) -> Vec<u64> {
    let lines = lines(trace);
    let part = lines.split(|line| line.starts_with("and now")).nth(part).unwrap_or_default();
    let ms = |line: &&str| line.strip_prefix("heartbeat: ")?.strip_suffix(" ms late")?.parse().ok();
    part.iter().filter_map(ms).collect()
}

#[test]
fn cpu_hog_needs_a_task_of_its_own_in_javascript_where_rust_yields() {
    let (rust, js) = (run("cpu-hog"), js("cpu-hog"));
    assert_eq!(late(&rust, 0), [35, 0]);
    assert_eq!(late(&js, 0), [35, 0], "nothing interrupts either");
    assert_eq!(late(&rust, 1), [5, 5], "`yield_now`");
    assert_eq!(late(&js, 1), [35, 0], "`await null` helps nobody");
    assert_eq!(late(&js, 2), [5, 5], "a macrotask does");
    let done = |turn: usize| {
        let lines = turns_of_lines(&js);
        lines.into_iter().filter(|(_, line)| *line == "render: done").nth(turn)
    };
    let main = turns_of_lines(&js)[2..].iter().find(|(_, line)| line.starts_with("and")).copied();
    assert_eq!(done(1).map(|(turn, _)| turn), main.map(|(turn, _)| turn), "one turn, all tiles");
}

#[test]
fn callbacks_ask_for_the_same_and_javascript_needs_no_loop_of_its_own() {
    let (rust, js) = (run("callbacks"), js("callbacks"));
    let asked = |trace| -> Vec<_> {
        ops(trace).into_iter().map(|op| (op.kind, op.label, op.from_ms, op.to_ms)).collect()
    };
    let without_bytes = |ops: Vec<(OpKind, String, u64, u64)>| -> Vec<_> {
        let is_write = |kind| kind == OpKind::Write;
        let label = |kind, label| if is_write(kind) { String::new() } else { label };
        ops.into_iter().map(|(kind, text, from, to)| (kind, label(kind, text), from, to)).collect()
    };
    assert_eq!(without_bytes(asked(&rust)), without_bytes(asked(&js)));
    assert_eq!(main_ended(&js), 0, "the host's own loop calls back");
    assert_eq!((end_ms(&rust), end_ms(&js)), (60, 60));
    assert!(lines(&js).contains(&"cake.test: connection refused"), "by a callback of its own");
    let last = lines(&rust).last().copied();
    assert_eq!(last, Some("main: nothing is left to wait for"), "main runs the loop");
}
