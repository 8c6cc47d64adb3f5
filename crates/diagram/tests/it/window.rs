//! Looking closer: what a window shows, and that moving it changes nothing but what is seen.

use crate::common::{AXES, many, random};
use diagram::{Axis, AxisKind, Fold, Folds, Look, Scene, Shape, Timeline, View, Window};
use std::collections::BTreeMap;
use trace::{LaneId, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn look(axis: AxisKind, window: Option<Window>) -> Look {
    Look { axis, width: 900.0, window, ..Look::default() }
}

/// Windows that a reader comes to by zooming and panning.
fn windows(axis: &Axis<'_>) -> Vec<Window> {
    let mut windows = vec![axis.all(), axis.natural(0), axis.natural(usize::MAX / 2)];
    for (about, factor) in [(100.0, 3.0), (650.0, 40.0), (0.0, 1e9), (300.0, 0.01)] {
        let closer = axis.zoom(axis.all(), about, factor);
        windows.extend([closer, axis.pan(closer, 130.0), axis.pan(closer, -1e9)]);
    }
    windows
}

fn view(trace: &Trace, timeline: &Timeline, scene: &Scene, look: &Look) -> View {
    View::new(&[trace], std::slice::from_ref(scene), timeline, look)
}

#[test]
fn nothing_overlaps_in_any_window_and_order_on_the_axis_is_order_in_the_trace() {
    for trace in many() {
        let (timeline, scene) = (Timeline::new(&[&trace]), Scene::new(&trace));
        for kind in AXES {
            let axis = Axis::new(&timeline, &look(kind, None));
            for window in windows(&axis) {
                let view = view(&trace, &timeline, &scene, &look(kind, Some(window)));
                let mut rows: BTreeMap<(LaneId, i64), Vec<_>> = BTreeMap::new();
                for shape in &view.boxes {
                    rows.entry((shape.lane, (shape.y * 10.0) as i64)).or_default().push(shape);
                }
                for pair in rows.values().flat_map(|row| row.windows(2)) {
                    assert!(pair[0].x + pair[0].width <= pair[1].x + 1e-6, "{window:?} {kind:?}");
                    assert!(pair[0].to < pair[1].from);
                }
                let places: Vec<_> =
                    (0..=timeline.steps()).map(|position| view.x(&timeline, position)).collect();
                assert!(places.windows(2).all(|two| two[0] < two[1]), "{window:?} {kind:?}");
                for tick in view.ticks.windows(2) {
                    let label = tick[0].label.chars().count() as f64 * 6.4;
                    assert!(tick[0].x + label <= tick[1].x, "{window:?} {kind:?}");
                }
            }
        }
    }
}

#[test]
fn whatever_is_too_narrow_is_counted_and_found_by_looking_closer() {
    for seed in 0..100 {
        let trace = random(seed, 400);
        let (timeline, scene) = (Timeline::new(&[&trace]), Scene::new(&trace));
        for kind in AXES {
            let narrow = Look { width: 250.0, min_column: 0.1, ..look(kind, None) };
            let axis = Axis::new(&timeline, &narrow);
            let all = Look { window: Some(axis.all()), ..narrow };
            let whole = view(&trace, &timeline, &scene, &all);
            let wide = view(&trace, &timeline, &scene, &look(AxisKind::Story, None));
            let count: usize = whole.boxes.iter().map(|shape| shape.count).sum();
            assert_eq!(count, wide.boxes.len(), "{kind:?} {seed}");
            for wanted in wide.boxes.iter().step_by(7) {
                let event = wanted.reach.from_event();
                let window = axis.around(wanted.from, wanted.to);
                let close = Look { window: Some(window), ..narrow };
                let close = view(&trace, &timeline, &scene, &close);
                let is_there = |shape: &&diagram::BoxView| shape.reach.from_event() == event;
                let found = close.boxes.iter().find(is_there);
                let found = found.unwrap_or_else(|| panic!("{event} of {seed}, {kind:?}"));
                let (from, to) = (close.gutter - 5.0, close.width + 5.0);
                assert!(found.x >= from && found.x + found.width <= to);
                // What was picked in the picture before is picked in this one too.
                assert!(matches!(close.of_event(0, event), Some(Shape::Box(_))));
            }
        }
    }
}

#[test]
fn zooming_in_and_out_comes_back_and_a_step_aside_comes_back() {
    for trace in many().step_by(3) {
        let (timeline, scene) = (Timeline::new(&[&trace]), Scene::new(&trace));
        for kind in AXES {
            let axis = Axis::new(&timeline, &look(kind, None));
            let from = axis.zoom(axis.all(), 350.0, 2.0);
            for about in [0.0, 120.0, 333.3, 700.0] {
                for factor in [1.1, 1.5, 4.0] {
                    let there = axis.zoom(from, about, factor);
                    let back = axis.zoom(there, about, 1.0 / factor);
                    let seen = |window: Window| {
                        let view = view(&trace, &timeline, &scene, &look(kind, Some(window)));
                        let x = |position| view.x(&timeline, position);
                        (0..=timeline.steps()).map(x).collect::<Vec<_>>()
                    };
                    let apart = seen(back).into_iter().zip(seen(from)).map(|(a, b)| (a - b).abs());
                    let near = apart.fold(0.0, f64::max);
                    // Where a limit is reached there is no way back by the same factor.
                    let limited = (there.to - there.from) > (from.to - from.from) / factor * 1.5;
                    assert!(near < 0.05 || limited, "{kind:?} {about} {factor} {from:?} {back:?}");
                }
            }
            let aside = axis.pan(from, 50.0);
            let back = axis.pan(aside, -50.0);
            let at_an_end = aside.to >= axis.all().to - 1e-9;
            assert!((back.from - from.from).abs() < 1e-3 || at_an_end, "{kind:?}");
        }
    }
}

#[test]
fn a_window_means_the_same_at_any_width_and_stays_within_the_run() {
    for trace in many().step_by(5) {
        let timeline = Timeline::new(&[&trace]);
        for kind in AXES {
            for width in [360.0, 1000.0, 2500.0] {
                let axis = Axis::new(&timeline, &Look { width, ..look(kind, None) });
                for window in windows(&axis) {
                    let all = axis.all();
                    assert!(all.from <= window.from && window.from <= window.to);
                    assert!(window.to <= all.to && window.to.is_finite(), "{window:?}");
                }
                let position = timeline.steps() / 2;
                let close = axis.zoom(axis.all(), 0.0, 5.0);
                let followed = axis.follow(close, position);
                let place = position as f64;
                assert!(followed.from <= place && place <= followed.to, "{followed:?} {place}");
                let (from, to) = axis.shares(followed);
                assert!((0.0..=1.0).contains(&from) && from <= to && to <= 1.0);
                let natural = axis.natural(position);
                assert!(natural.from <= place && place <= natural.to);
            }
        }
    }
}

#[test]
fn whatever_a_hand_can_ask_for_is_answered() {
    let trace = random(4, 60);
    let timeline = Timeline::new(&[&trace]);
    let scene = Scene::new(&trace);
    let odd = [0.0, -1.0, 1e300, -1e300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e-300];
    for kind in AXES {
        let axis = Axis::new(&timeline, &look(kind, None));
        let mut window = axis.all();
        for one in odd {
            for other in odd {
                let absurd = Window { from: one, to: other };
                let shown = view(&trace, &timeline, &scene, &look(kind, Some(absurd)));
                assert!(shown.window.from <= shown.window.to, "{absurd:?}");
                assert!(shown.boxes.iter().all(|b| b.x.is_finite() && b.width.is_finite()));
                window = axis.zoom(axis.pan(window, one), other, one);
                window = axis.centre(window, other);
                assert!(window.from.is_finite() && window.to.is_finite());
                let _ = (axis.place_at(window, one), shown.hit(one, other));
            }
        }
    }
}

#[test]
fn lanes_can_be_folded_hidden_and_moved() {
    let trace = random(7, 200);
    let (timeline, scene) = (Timeline::new(&[&trace]), Scene::new(&trace));
    let look = look(AxisKind::Story, None);
    let shown = |folds: &Folds| {
        View::folded(&[&trace], std::slice::from_ref(&scene), &timeline, &look, folds)
    };
    let open = shown(&Folds::default());
    let ids: Vec<_> = open.lanes.iter().map(|lane| lane.lane).collect();
    let (first, second) = (ids[0], ids[1]);
    let with = |fold| Folds::default().with(0, first, Some(fold));
    let hidden = shown(&with(Fold::Hidden));
    assert_eq!(hidden.lanes.len() + 1, open.lanes.len());
    assert!(hidden.boxes.iter().all(|shape| shape.lane != first));
    let folded = shown(&with(Fold::Strip));
    assert!(folded.lanes[0].height < open.lanes[0].height && folded.lanes[0].deeper > 0);
    let moved = Folds::default().moved(0, &trace, &scene, second, true);
    let order: Vec<_> = shown(&moved).lanes.iter().map(|lane| lane.lane).collect();
    assert_eq!((order[0], order[1]), (second, first));
    assert_eq!(shown(&Folds::default().without([0])).lanes.len(), 0);
}
