//! Steps that traces share.

use crate::common::{many, samples};
use diagram::Timeline;
use trace::Instant;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn every_event_has_a_step_and_order_is_kept() {
    for trace in many() {
        let timeline = Timeline::new(&[&trace]);
        let stage = timeline.cursor(0, 0);
        assert_eq!(timeline.steps(), trace.events.len() - stage, "alone, a step an event");
        for (index, event) in trace.events.iter().enumerate() {
            let position = timeline.position(0, index);
            assert_eq!(position, (index + 1).saturating_sub(stage));
            if position == 0 {
                continue;
            }
            assert_eq!(timeline.at(position), event.at);
            assert_eq!(timeline.event(position, 0), Some(index));
            assert_eq!(timeline.cursor(position, 0), index + 1);
        }
        assert_eq!(timeline.event(0, 0), None);
    }
}

#[test]
fn at_position_0_the_main_future_is_queued_and_nothing_has_been_polled() {
    let trace = samples::lazy();
    let timeline = Timeline::new(&[&trace]);
    let state = trace.state_at(timeline.cursor(0, 0));
    assert_eq!(state.ready, [trace::TaskId(0)]);
    assert!(matches!(trace.events[timeline.cursor(0, 0)].kind, trace::EventKind::PollStarted(_)));
}

#[test]
fn two_traces_go_together_instant_by_instant() {
    let (rust, twin) = (samples::lazy(), samples::javascript());
    let timeline = Timeline::new(&[&rust, &twin]);
    let staged = [timeline.cursor(0, 0), timeline.cursor(0, 1)];
    let count = |which: usize, trace: &trace::Trace, at: Instant| {
        trace.events[staged[which]..].iter().filter(|event| event.at == at).count()
    };
    let mut steps = 0;
    for at in [0, 10, 20].map(|millis| Instant(millis * 1_000_000)) {
        let busier = count(0, &rust, at).max(count(1, &twin, at));
        let here = (1..=timeline.steps()).filter(|position| timeline.at(*position) == at).count();
        assert_eq!(here, busier, "at {at} there are as many steps as the busier trace has events");
        steps += here;
    }
    assert_eq!(timeline.steps(), steps);
    // The first step makes the first event of both happen that is not of the stage.
    assert_eq!((timeline.event(1, 0), timeline.event(1, 1)), (Some(staged[0]), Some(staged[1])));
    for (which, trace) in [&rust, &twin].into_iter().enumerate() {
        assert_eq!(timeline.cursor(timeline.steps(), which), trace.events.len());
        for position in 1..=timeline.steps() {
            let (before, now) =
                (timeline.cursor(position - 1, which), timeline.cursor(position, which));
            assert!(now - before <= 1, "a step makes at most one event of a trace happen");
            assert!(timeline.at(position) >= timeline.at(position - 1));
        }
    }
}

#[test]
fn nothing_and_places_outside_are_answered() {
    let none = Timeline::new(&[]);
    assert_eq!((none.steps(), none.cursor(5, 3), none.position(0, 0)), (0, 0, 0));
    assert_eq!((none.at(9), none.event(1, 0)), (Instant::START, None));
    let trace = samples::lazy();
    let timeline = Timeline::new(&[&trace]);
    assert_eq!(timeline.cursor(usize::MAX, 0), trace.events.len());
    assert_eq!(timeline.at(usize::MAX), trace.end());
    assert_eq!(timeline.event(usize::MAX, 0), None);
    assert_eq!(timeline.position(0, usize::MAX), timeline.steps());
}
