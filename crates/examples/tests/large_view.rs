//! The picture of a long run: few boxes, and everything counted.

use diagram::{Axis, AxisKind, Look, Scene, Timeline, View, Window, is_long};
use trace::{EventKind, Recipe, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn run(id: &str, tasks: i64) -> Trace {
    let recipe = Recipe { knobs: vec![("tasks".to_owned(), tasks)], ..Recipe::of(id) };
    examples::find(id).expect("it is in the catalogue").run(&recipe)
}

const AXES: [AxisKind; 2] = [AxisKind::Story, AxisKind::Time];

fn look(axis: AxisKind) -> Look {
    Look { axis, width: 900.0, ..Look::default() }
}

fn whole(trace: &Trace, scene: &Scene, axis: AxisKind) -> (Timeline, View) {
    let timeline = Timeline::new(&[trace]);
    let window = Some(Axis::new(&timeline, &look(axis)).all());
    let look = Look { window, ..look(axis) };
    let view = View::new(&[trace], std::slice::from_ref(scene), &timeline, &look);
    (timeline, view)
}

#[test]
fn a_long_run_is_drawn_with_few_boxes_and_every_poll_is_counted() {
    let trace = run("hundred-thousand", 3_000);
    assert!(is_long(&trace));
    let scene = Scene::new(&trace);
    let shown: Vec<_> = scene.shown().collect();
    let polls = trace.events.iter();
    let polls = polls.filter(|event| matches!(event.kind, EventKind::PollStarted(_)));
    let hidden = polls.filter(|event| !shown.contains(&event.lane)).count();
    for axis in AXES {
        let (_, view) = whole(&trace, &scene, axis);
        assert!(view.boxes.len() <= View::MOST_BOXES, "{}", view.boxes.len());
        let crowd = view.boxes.iter().filter(|shape| shape.is_crowd);
        assert_eq!(crowd.map(|shape| shape.count).sum::<usize>(), hidden);
        let entered =
            trace.events.iter().filter(|event| matches!(event.kind, EventKind::CallEntered(_)));
        let entered = entered.filter(|event| shown.contains(&event.lane)).count();
        let own = view.boxes.iter().filter(|shape| !shape.is_crowd);
        let polls = trace.events.iter().filter(|event| {
            matches!(event.kind, EventKind::PollStarted(_)) && shown.contains(&event.lane)
        });
        assert_eq!(own.map(|shape| shape.count).sum::<usize>(), entered + polls.count());
    }
}

#[test]
fn whoever_looks_closer_finds_each_poll_of_a_crowd() {
    let trace = run("hundred-thousand", 3_000);
    let scene = Scene::new(&trace);
    let shown: Vec<_> = scene.shown().collect();
    let timeline = Timeline::new(&[&trace]);
    let hidden = trace.events.iter().enumerate().filter(|(_, event)| {
        matches!(event.kind, EventKind::PollStarted(_)) && !shown.contains(&event.lane)
    });
    for axis in AXES {
        for (event, poll) in hidden.clone().step_by(431) {
            let position = timeline.position(0, event) as f64;
            let window = Some(Window { from: position - 4.0, to: position + 8.0 });
            let look = Look { window, ..look(axis) };
            let view = View::new(&[&trace], std::slice::from_ref(&scene), &timeline, &look);
            let found = view.boxes.iter().find(|shape| shape.reach.from_event() == event);
            let found = found.unwrap_or_else(|| panic!("{event} {axis:?}"));
            assert_eq!((found.count, found.lane), (1, poll.lane), "{axis:?}");
        }
    }
}

#[test]
fn the_cursor_of_a_long_run_moves_from_left_to_right_and_never_back() {
    let trace = run("hundred-thousand", 2_000);
    let scene = Scene::new(&trace);
    for axis in AXES {
        let (timeline, view) = whole(&trace, &scene, axis);
        let places: Vec<_> =
            (0..=timeline.steps()).map(|position| view.x(&timeline, position)).collect();
        assert!(places.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(places[0] >= view.gutter && places[timeline.steps()] <= view.width);
        assert!(places[timeline.steps()] - places[0] > 600.0);
    }
}

#[test]
fn shapes_of_a_long_run_lie_inside_the_picture() {
    let trace = run("hundred-thousand", 2_000);
    let scene = Scene::new(&trace);
    for axis in AXES {
        let (timeline, view) = whole(&trace, &scene, axis);
        let inside = |x: f64, y: f64, width: f64, height: f64| {
            x >= 0.0 && y >= 0.0 && x + width <= view.width + 5.0 && y + height <= view.height + 1.0
        };
        assert!(view.boxes.iter().all(|b| inside(b.x, b.y, b.width, b.height)));
        assert!(view.boxes.iter().all(|b| b.from <= b.to && b.to <= timeline.steps()));
        assert!(view.ticks.len() > 2 && view.ticks.windows(2).all(|two| two[0].x < two[1].x));
    }
}
