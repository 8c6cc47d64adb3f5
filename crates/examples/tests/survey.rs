//! The picture of a long run: few boxes, and every poll counted.

use diagram::{AxisKind, Look, Survey, Timeline, View};
use trace::{EventKind, Index, Recipe, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn run(id: &str, tasks: i64) -> Trace {
    let recipe = Recipe { knobs: vec![("tasks".to_owned(), tasks)], ..Recipe::of(id) };
    examples::find(id).expect("it is in the catalogue").run(&recipe)
}

fn views(trace: &Trace) -> (Survey, Timeline, [View; 2]) {
    let (index, timeline) = (Index::new(trace), Timeline::new(&[trace]));
    let survey = Survey::new(trace, &index, &timeline);
    let view = |axis| {
        let look = Look { axis, width: 900.0, ..Look::default() };
        View::of_survey(trace, &index, &survey, &timeline, &look)
    };
    let views = [AxisKind::Story, AxisKind::Time].map(view);
    (survey, timeline, views)
}

/// The number with which a title begins.
fn first_number(title: &str) -> usize {
    let digits = title.chars().take_while(|c| c.is_ascii_digit() || *c == '\u{a0}');
    digits.filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
}

#[test]
fn a_long_run_is_drawn_with_few_boxes_and_every_poll_is_counted() {
    let trace = run("hundred-thousand", 3_000);
    assert!(Survey::is_needed(&trace));
    let (survey, _, views) = views(&trace);
    assert_eq!(survey.hidden() + survey.shown().len(), trace.lanes.len());
    let polls = |event: &&trace::Event| matches!(event.kind, EventKind::PollStarted(_));
    let of_shown = |event: &&trace::Event| survey.shown().contains(&event.lane);
    let (all, shown) = (
        trace.events.iter().filter(polls).count(),
        trace.events.iter().filter(polls).filter(of_shown).count(),
    );
    for view in views {
        assert!(view.boxes.len() <= Survey::MOST_BOXES, "{}", view.boxes.len());
        let hidden = |lane| !survey.shown().contains(lane);
        let crowd = view.boxes.iter().filter(|b| hidden(&b.lane));
        let counted: usize = crowd.map(|b| first_number(&b.title)).sum();
        assert_eq!(counted, all - shown);
    }
}

#[test]
fn the_cursor_of_a_long_run_moves_from_left_to_right_and_never_back() {
    let trace = run("hundred-thousand", 2_000);
    let (_, timeline, views) = views(&trace);
    for view in views {
        let places: Vec<_> = (0..=timeline.steps()).map(|position| view.x(position)).collect();
        assert!(places.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(places[0] >= view.gutter && places[timeline.steps()] <= view.width);
        assert!(places[timeline.steps()] - places[0] > 600.0);
    }
}

#[test]
fn shapes_of_a_long_run_lie_inside_the_picture() {
    let trace = run("hundred-thousand", 2_000);
    let (_, timeline, views) = views(&trace);
    for view in views {
        let inside = |x: f64, y: f64, width: f64, height: f64| {
            x >= 0.0 && y >= 0.0 && x + width <= view.width + 1.0 && y + height <= view.height + 1.0
        };
        assert!(view.boxes.iter().all(|b| inside(b.x, b.y, b.width, b.height)));
        assert!(view.boxes.iter().all(|b| b.from <= b.to && b.to <= timeline.steps()));
        assert!(view.ticks.len() > 2 && view.ticks.windows(2).all(|two| two[0].x < two[1].x));
    }
}
