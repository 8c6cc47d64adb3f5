//! Absurd input stays correct: it is drawn, and nothing panics or divides by nothing.

use crate::common::support::Script;
use crate::common::{AXES, samples, view_of};
use diagram::{
    Look, Theme, Timeline, View, account, ascii, compare, inspect, narrate, opening, search, svg,
    thing_at, why,
};
use trace::{Event, EventKind, Instant, LaneId, LaneKind, Outcome, Trace, WorkerId};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn exercise(trace: &Trace) {
    for axis in AXES {
        for width in [0.0, 1.0, 360.0, 1e7, f64::INFINITY, f64::NAN, -5.0] {
            let look = Look { axis, width, row: 0.0, ruler: 0.0, min_column: 0.0, window: None };
            let view = view_of(&[trace], &look);
            assert!(view.width.is_finite() && view.height.is_finite(), "{axis:?} {width}");
            let timeline = Timeline::new(&[trace]);
            let mut positions = 0..=timeline.steps();
            assert!(positions.all(|position| view.x(&timeline, position).is_finite()));
            let boxes = view.boxes.iter().all(|shape| shape.width >= 0.0 && shape.x.is_finite());
            assert!(boxes, "{axis:?} {width}");
            assert!(view.ticks.len() < 100_000);
            let text = svg(&view, &[trace], &timeline, 0, Theme::Dark);
            assert!(roxmltree::Document::parse(&text).is_ok());
        }
    }
    let _ = (ascii(trace), account(trace), opening(trace));
    for event in [0, trace.events.len() / 2, trace.events.len(), usize::MAX] {
        assert!(narrate(trace, event).ends_with('.'));
        let thing = thing_at(trace, None, event);
        assert_eq!(thing.is_some(), event < trace.events.len());
        let _ = (thing.map(|thing| inspect(trace, None, thing)), why(trace, None, event));
    }
    let _ = (compare(&[trace], &[trace]), search(trace, "a", usize::MAX));
}

#[test]
fn no_trace_and_no_event() {
    let view = view_of(&[], &Look::default());
    assert!(view.lanes.is_empty() && view.width == 1000.0);
    assert!(
        roxmltree::Document::parse(&svg(&view, &[], &Timeline::new(&[]), 3, Theme::Light)).is_ok()
    );
    let mut trace = samples::empty();
    exercise(&trace);
    trace.events.clear();
    exercise(&trace);
    trace.lanes.clear();
    exercise(&trace);
}

#[test]
fn one_event_and_what_is_never_closed() {
    let whole = samples::two_tasks();
    for events in 0..whole.events.len() {
        // A prefix of a run is no valid trace, and still has a picture.
        let trace = Trace { events: whole.events[..events].to_vec(), ..whole.clone() };
        exercise(&trace);
    }
}

#[test]
fn instants_near_the_end_of_time() {
    let mut trace = samples::join();
    for event in &mut trace.events {
        event.at = Instant(u64::MAX - 30_000_000 + event.at.0);
    }
    exercise(&trace);
    let last = trace.events.len() - 1;
    trace.events[0].at = Instant::START;
    trace.events[last].at = Instant(u64::MAX);
    exercise(&trace);
}

#[test]
fn ten_thousand_lanes() {
    let mut s = Script::new("many");
    for _ in 0..10_000 {
        let (task, _) = s.spawn("task", None);
        s.poll(task);
        s.complete(task);
    }
    let trace = s.finish(Outcome::Completed);
    assert_eq!(trace.validate(), Ok(()));
    let view = view_of(&[&trace], &Look::default());
    assert_eq!(view.lanes.iter().map(|lane| lane.crowd.max(1)).sum::<usize>(), 10_000);
    assert_eq!(view.boxes.iter().map(|shape| shape.count).sum::<usize>(), 10_000);
    assert!(view.lanes.len() < 20 && view.boxes.len() <= View::MOST_BOXES);
}

#[test]
fn a_deep_stack_and_many_operations_at_once() {
    let mut s = Script::new("deep");
    let lane = s.thread("main");
    let calls: Vec<_> = (0..2_000).map(|_| s.enter_sync(lane, "again", 3)).collect();
    let ops: Vec<_> = (0..2_000).map(|_| s.sleep(lane, "1 ms")).collect();
    s.at(1);
    ops.into_iter().for_each(|op| s.done(op));
    calls.into_iter().rev().for_each(|call| s.ret(lane, call));
    let trace = s.finish(Outcome::Completed);
    assert_eq!(trace.validate(), Ok(()));
    let view = view_of(&[&trace], &Look::default());
    let thread = &view.lanes[0];
    assert_eq!(view.boxes.len() + thread.deeper, 2_000, "what is not shown is counted");
    assert_eq!(view.ops.len() + view.lanes[1].deeper, 2_000);
    assert!(view.height < 2_500.0);
}

#[test]
fn a_reactor_that_is_not_the_first_lane_and_events_on_it() {
    let mut trace = samples::empty();
    trace.lanes.push(trace.lanes[0]);
    trace.lanes[0].kind = LaneKind::Thread;
    trace.events.insert(
        0,
        Event {
            at: Instant::START,
            lane: LaneId(1),
            worker: WorkerId(0),
            span: None,
            kind: EventKind::WorkStarted,
        },
    );
    exercise(&trace);
}
