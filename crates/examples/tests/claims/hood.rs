//! Chapter 3: what its traces must show.

use super::seen::{lines, run};
use trace::{EventKind, Instant};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn countdown_alone_takes_n_plus_one_polls() {
    let trace = run("countdown-future");
    let split = lines(&trace).iter().position(|line| line.starts_with("alone")).expect("printed");
    assert_eq!(lines(&trace)[..split], ["naive: 3", "naive: 2", "naive: 1", "naive: 0"]);
    let (event, at, _) = trace.log().nth(split).map(|(i, e, t)| (i, e.at, t)).expect("printed");
    assert_eq!(at, Instant(30_000_000));
    let polls = |kind: &EventKind| matches!(kind, EventKind::PollStarted(_));
    assert_eq!(trace.events[..event].iter().filter(|e| polls(&e.kind)).count(), 4);
}

#[test]
fn countdown_beside_faster_siblings_ends_early_unless_it_checks_its_deadline() {
    let trace = run("countdown-future");
    let at = |text| {
        let mut log = trace.log().filter(|(_, _, line)| *line == text).map(|(_, e, _)| e.at);
        (log.next().expect(text), log.last())
    };
    let (alone, beside) = at("naive: 0");
    assert_eq!(alone, Instant(30_000_000));
    assert_eq!(beside, Some(Instant(40_000_000)), "10 ms after the start at 30, not 30");
    assert_eq!(at("careful: 0").0, Instant(60_000_000), "three ticks, whoever else is awake");
}
