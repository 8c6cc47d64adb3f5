//! Properties of every layout: nothing overlaps, children lie inside their parents, order is kept.

use crate::common::{AXES, many, samples, view, view_of};
use diagram::{AxisKind, BoxKind, BoxView, Look, Scene, Timeline, View};
use std::collections::BTreeMap;
use trace::{EventKind, LaneId, LaneKind, ThreadEvent};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Boxes by lane and height, from left to right.
fn by_row(view: &View) -> BTreeMap<(LaneId, i64), Vec<&BoxView>> {
    let mut rows: BTreeMap<_, Vec<&BoxView>> = BTreeMap::new();
    for shape in &view.boxes {
        rows.entry((shape.lane, (shape.y * 10.0) as i64)).or_default().push(shape);
    }
    rows.values_mut().for_each(|row| row.sort_by(|a, b| a.x.total_cmp(&b.x)));
    rows
}

/// Where the cursor stands at each position.
fn columns(view: &View, timeline: &Timeline) -> Vec<f64> {
    (0..=timeline.steps()).map(|position| view.x(timeline, position)).collect()
}

#[test]
fn boxes_of_a_row_never_overlap() {
    for trace in many() {
        for axis in AXES {
            for row in by_row(&view(&trace, axis)).values() {
                for pair in row.windows(2) {
                    assert!(pair[0].x + pair[0].width <= pair[1].x, "{:?}", trace.recipe);
                    assert!(pair[0].to < pair[1].from, "order on the axis is order in the trace");
                }
            }
        }
    }
}

#[test]
fn children_lie_inside_their_parents() {
    for trace in many() {
        for axis in AXES {
            let view = view(&trace, axis);
            for child in &view.boxes {
                let strip = matches!(child.kind, BoxKind::Poll | BoxKind::Turn);
                let thread = trace.lane(child.lane).kind == LaneKind::Thread;
                let parents = view.boxes.iter().filter(|parent| {
                    parent.lane == child.lane && parent.from < child.from && parent.to > child.to
                });
                // The nearest below it holds it in full.
                let Some(parent) = parents.min_by_key(|parent| parent.to - parent.from) else {
                    assert!(strip || thread, "{child:?} stands on nothing");
                    continue;
                };
                assert!(parent.x <= child.x, "{parent:?} {child:?}");
                assert!(parent.x + parent.width >= child.x + child.width, "{parent:?} {child:?}");
                assert!(parent.y >= child.y + child.height, "a box stands atop its caller");
            }
            for (shape, lane) in view.boxes.iter().map(|shape| {
                let lane = view.lanes.iter().find(|lane| lane.lane == shape.lane);
                (shape, lane.expect("every box has a lane"))
            }) {
                assert!(lane.y <= shape.y && shape.y + shape.height <= lane.y + lane.height);
            }
        }
    }
}

#[test]
fn every_event_has_a_place_and_columns_only_grow() {
    for trace in many() {
        for axis in AXES {
            let (view, timeline) = (view(&trace, axis), Timeline::new(&[&trace]));
            let columns = columns(&view, &timeline);
            assert!(columns.windows(2).all(|pair| pair[0] < pair[1]), "{axis:?}");
            assert!(columns.last().is_none_or(|right| *right <= view.width));
        }
    }
}

#[test]
fn every_poll_turn_entry_operation_and_line_is_drawn() {
    for trace in many() {
        let view = view(&trace, AxisKind::Story);
        let count = |wanted: fn(&EventKind) -> bool| {
            trace.events.iter().filter(|event| wanted(&event.kind)).count()
        };
        let boxes = count(|kind| {
            matches!(
                kind,
                EventKind::PollStarted(_) | EventKind::TurnStarted | EventKind::CallEntered(_)
            )
        });
        assert_eq!(view.boxes.len(), boxes);
        assert_eq!(view.ops.len(), count(|kind| matches!(kind, EventKind::OpStarted(_))));
        let lines = view.marks.iter().filter(|mark| mark.kind == diagram::MarkKind::Printed);
        assert_eq!(lines.count(), count(|kind| matches!(kind, EventKind::Logged(_))));
        assert_eq!(view.work.len(), count(|kind| matches!(kind, EventKind::WorkStarted)));
        let futures = count(|kind| matches!(kind, EventKind::CallCreated(_)));
        let dotted = view.threads.iter().filter(|t| t.kind == diagram::ThreadKind::NotStarted);
        assert_eq!(dotted.count(), futures, "laziness is always shown");
    }
}

#[test]
fn operations_under_way_together_stand_in_rows_of_their_own() {
    for trace in many() {
        let view = view(&trace, AxisKind::Story);
        for (at, one) in view.ops.iter().enumerate() {
            for other in &view.ops[at + 1..] {
                let apart = one.x + one.width <= other.x || other.x + other.width <= one.x;
                assert!(apart || (one.y - other.y).abs() >= one.height, "{one:?} {other:?}");
            }
        }
    }
}

#[test]
fn the_reactor_is_last_and_arrows_end_at_the_start_of_a_box() {
    for trace in many() {
        let view = view(&trace, AxisKind::Story);
        let reactors: Vec<_> =
            view.lanes.iter().map(|lane| lane.kind == LaneKind::Reactor).collect();
        assert!(!reactors.iter().rev().skip(1).any(|reactor| *reactor));
        let timeline = Timeline::new(&[&trace]);
        for arrow in &view.arrows {
            let event = timeline.event(arrow.to, 0).map(|event| trace.events[event].kind);
            let (left, right) = (view.x(&timeline, arrow.to - 1), view.x(&timeline, arrow.to));
            if let Some(EventKind::Thread(ThreadEvent::Started) | EventKind::WaitEnded(_)) = event {
                // A thread begins, or goes on, and has no strip of polls.
                assert!(left <= arrow.x2 && arrow.x2 <= right);
                continue;
            }
            let brought = view.boxes.iter().find(|shape| {
                shape.from == arrow.to && matches!(shape.kind, BoxKind::Poll | BoxKind::Turn)
            });
            let brought = brought.expect("an arrow leads to a poll or a turn");
            assert!(brought.x <= arrow.x2 && arrow.x2 <= brought.x + brought.width);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_view_and_scenes_know_no_window() {
    for trace in many().take(20) {
        let timeline = Timeline::new(&[&trace]);
        let scene = Scene::new(&trace);
        let before = scene.clone();
        let scenes = [scene];
        let wide = Look { width: 3000.0, ..Look::default() };
        let once = View::new(&[&trace], &scenes, &timeline, &Look::default());
        let _ = View::new(&[&trace], &scenes, &timeline, &wide);
        assert_eq!(View::new(&[&trace], &scenes, &timeline, &Look::default()), once);
        assert_eq!(scenes[0], before);
    }
}

#[test]
fn a_view_is_as_wide_as_wanted_and_grows_only_to_keep_its_columns() {
    let trace = samples::lazy();
    for width in [360.0, 1000.0, 1920.0] {
        let view = view_of(&[&trace], &Look { width, ..Look::default() });
        assert!(view.width >= width);
        if width > 900.0 {
            assert!((view.width - width).abs() < 0.01);
        }
        let columns = columns(&view, &Timeline::new(&[&trace]));
        let wide = columns.windows(2).all(|pair| pair[1] - pair[0] >= 16.0 - 0.01);
        assert!(wide, "columns keep their least width");
        let view = view_of(&[&trace], &Look { width, axis: AxisKind::Time, ..Look::default() });
        assert!((view.width - width).abs() < 0.01, "the time axis fits any width");
    }
}

#[test]
fn ticks_and_breaks_leave_room_for_their_labels() {
    for trace in many() {
        for axis in AXES {
            let view = view(&trace, axis);
            for pair in view.ticks.windows(2) {
                let label = pair[0].label.chars().count() as f64 * 6.4;
                assert!(pair[0].x + label <= pair[1].x);
            }
            for wait in &view.waits {
                assert!(wait.label.chars().count() as f64 * 6.4 <= wait.width);
            }
            assert_eq!(axis == AxisKind::Time, view.waits.is_empty() && axis == AxisKind::Time);
        }
    }
}

#[test]
fn two_languages_share_one_axis_lanes_of_the_first_above() {
    let (rust, twin) = (samples::lazy(), samples::javascript());
    let view = view_of(&[&rust, &twin], &Look::default());
    let order: Vec<_> = view.lanes.iter().map(|lane| (lane.trace, lane.kind)).collect();
    assert!(order.is_sorted_by_key(|(trace, _)| *trace));
    assert_eq!(order.len(), 4, "{order:?}");
    let first = |which: usize, kind: BoxKind| {
        view.boxes.iter().find(|shape| shape.trace == which && shape.kind == kind).expect("drawn").x
    };
    assert!(first(0, BoxKind::Async) > first(0, BoxKind::Poll));
    assert!(first(1, BoxKind::Async) > first(1, BoxKind::Turn));
}
