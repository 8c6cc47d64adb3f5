//! Runs of a million events: what the index takes, and how little a view holds of it. How long that
//! takes is measured by `cargo xtask bench`; how often a view looks is tested where it looks
//! (`view/level.rs`).

use crate::common::AXES;
use crate::common::support::{Script, large};
use diagram::{Axis, AxisKind, Look, Scene, Timeline, View, Window};
use trace::{Outcome, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The index of an event takes no more than this.
const MOST_BYTES: usize = 24;

/// Lays out a trace and looks at it at every zoom, on both axes; the most shapes of a view.
fn look_everywhere(trace: &Trace) -> usize {
    let (timeline, scenes) = (Timeline::new(&[trace]), [Scene::new(trace)]);
    let mut most = 0;
    for axis in AXES {
        let look = |window| Look { axis, width: 1400.0, window, ..Look::default() };
        let line = look(None);
        let line = Axis::new(&timeline, &line);
        for factor in [1.0, 3.0, 10.0, 100.0, 1e4, 1e9] {
            for about in [0.0, 0.37, 1.0] {
                let window = line.zoom(line.all(), about * line.width(), factor);
                for window in [window, line.pan(window, 333.0)] {
                    let view = View::new(&[trace], &scenes, &timeline, &look(Some(window)));
                    let shapes = view.boxes.len() + view.threads.len() + view.ops.len();
                    assert!(shapes <= View::MOST_BOXES, "{shapes} at {window:?}, {axis:?}");
                    let others = [view.arrows.len(), view.marks.len(), view.ticks.len()];
                    assert!(others.iter().all(|count| *count <= View::MOST_BOXES), "{others:?}");
                    assert!(view.boxes.iter().all(|b| b.x.is_finite() && b.width.is_finite()));
                    most = most.max(shapes);
                }
            }
        }
    }
    most
}

fn is_small(trace: &Trace) {
    let (bytes, events) = (Scene::new(trace).bytes(), trace.events.len());
    assert!(bytes <= MOST_BYTES * events, "{bytes} bytes for {events} events");
    let bytes = Timeline::new(&[trace]).bytes();
    assert!(bytes <= MOST_BYTES * events, "{bytes} bytes of the timeline for {events} events");
}

#[test]
fn the_shapes_that_are_measured_are_valid_runs() {
    assert_eq!(large::one_lane(30).validate(), Ok(()));
    assert_eq!(large::many_lanes(30, 4).validate(), Ok(()));
}

#[test]
fn one_lane_of_a_million_events_is_small_and_drawn_with_few_shapes() {
    let trace = large::one_lane(1_000_000 / large::EVENTS_A_POLL as u64 + 1);
    assert!(trace.events.len() >= 1_000_000);
    is_small(&trace);
    assert!(look_everywhere(&trace) > 500, "and not with none");
}

#[test]
fn ten_thousand_lanes_are_small_and_drawn_with_few_shapes() {
    let trace = large::many_lanes(10_000, 3);
    is_small(&trace);
    assert!(look_everywhere(&trace) > 50);
}

#[test]
fn two_thousand_calls_deep_again_and_again() {
    let mut s = Script::new("deep");
    let lane = s.thread("main");
    for round in 0..20 {
        s.at(round);
        let calls: Vec<_> = (0..2_000).map(|_| s.enter_sync(lane, "again", 3)).collect();
        calls.into_iter().rev().for_each(|call| s.ret(lane, call));
    }
    let trace = s.finish(Outcome::Completed);
    is_small(&trace);
    assert!(look_everywhere(&trace) > 100);
}

#[test]
fn one_event_none_and_boxes_without_a_length() {
    let mut s = Script::new("none");
    let mut trace = Script::new("empty").finish(Outcome::Completed);
    look_everywhere(&trace);
    trace.events.clear();
    assert_eq!(look_everywhere(&trace), 0);
    // All at one instant: on the axis of time nothing has a length.
    let lane = s.thread("main");
    for _ in 0..5_000 {
        let call = s.enter_sync(lane, "at once", 3);
        s.ret(lane, call);
    }
    assert!(look_everywhere(&s.finish(Outcome::Completed)) > 100);
}

#[test]
fn the_ruler_and_the_labels_of_waits_do_not_grow_with_the_run() {
    for polls in [100, 20_000] {
        let trace = large::one_lane(polls);
        let timeline = Timeline::new(&[&trace]);
        for axis in [AxisKind::Story, AxisKind::Time] {
            let whole = Window { from: 0.0, to: timeline.steps() as f64 };
            let look = Look { axis, window: Some(whole), ..Look::default() };
            let view = View::new(&[&trace], &[Scene::new(&trace)], &timeline, &look);
            assert!(view.ticks.len() < 50 && view.waits.len() < 300, "{polls} {axis:?}");
        }
    }
}
