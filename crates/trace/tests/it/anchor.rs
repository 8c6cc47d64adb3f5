//! Anchors name places that a link can hold.

use crate::support::{random::random, samples};
use trace::{Anchor, AnchorError};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn every_events_anchor_is_found_again_at_its_own_index() {
    for trace in samples::all().into_iter().chain((0..100).map(|seed| random(seed, 60))) {
        for index in 0..trace.events.len() {
            let anchor = trace.anchor(index).expect("every event has an anchor");
            assert_eq!(trace.find(anchor), Ok(index), "{anchor}");
            let read: Anchor = anchor.to_string().parse().expect("it reads back");
            assert_eq!(read, anchor);
        }
        assert_eq!(trace.anchor(trace.events.len()), None);
    }
}

#[test]
fn anchors_read_as_they_are_said() {
    let trace = samples::lazy();
    let names: Vec<_> =
        (0..4).map(|index| trace.anchor(index).expect("it is there").to_string()).collect();
    assert_eq!(names, ["t0.0+1", "t0.1.start", "t0.1+1", "t0.1+2"]);
    let find = |text: &str| trace.find(text.parse::<Anchor>().expect("it has the form"));
    let ended =
        trace.events.iter().position(|event| matches!(event.kind, trace::EventKind::PollEnded(..)));
    assert_eq!(find("t0.1.end").ok(), ended);
}

#[test]
fn an_anchor_survives_changes_in_other_lanes() {
    let trace = samples::two_tasks();
    let mut changed = trace.clone();
    let other = changed.task(trace::TaskId(1)).lane;
    changed.events.retain(|event| event.lane != other);
    let lane = changed.task(trace::TaskId(0)).lane;
    for (index, event) in trace.events.iter().enumerate().filter(|(_, event)| event.lane == lane) {
        let anchor = trace.anchor(index).expect("it is there");
        let found = changed.find(anchor).expect("it is still there");
        assert_eq!(changed.events[found], *event);
    }
}

#[test]
fn garbage_is_refused_with_a_sentence() {
    for garbage in [
        "",
        ".",
        "t",
        "t0",
        "t0.",
        "t0.1",
        "t0.1.",
        "t0.1.middle",
        "t0.-1.end",
        "t0.+1.end",
        "t0.1+",
        "t0.1+-2",
        "t0.1+ 2",
        "x0.1.end",
        "t.1.end",
        "m.1.end",
        "t0x.1.end",
        "é.1.end",
        "t99999999999.1.end",
        "t0.1.end.end",
        "r0.1.end",
        "js1.1.end",
        "T0.1.end",
        "t0.99999999999.end",
        "\0",
    ] {
        let error = garbage.parse::<Anchor>().expect_err(garbage);
        assert_eq!(error, AnchorError::Form(garbage.to_owned()));
        assert!(error.to_string().contains("a step looks like"), "{error}");
    }
    let long = "t".repeat(10_000);
    assert!(long.parse::<Anchor>().expect_err("too long").to_string().len() < 200);
}

#[test]
fn a_place_that_is_not_in_this_run_is_missing() {
    let trace = samples::lazy();
    for text in
        ["t7.1.start", "t0.9.end", "t0.1+99", "js.1.start", "m0.0+1", "r.1.start", "t0.0.end"]
    {
        let anchor: Anchor = text.parse().expect("it has the form");
        let error = trace.find(anchor).expect_err(text);
        assert_eq!(error.to_string(), format!("this run has no step “{text}”"));
    }
}
