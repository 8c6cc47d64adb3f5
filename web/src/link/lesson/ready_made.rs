//! The ready-made routes: every stop is there, in order, and the teacher's page speaks of each.
//!
//! It stands apart from the other tests of routes because it runs the examples. Those that need a
//! page's own JavaScript are asked in web/e2e/routes.test.mjs.

use super::{LONGEST, ROUTES, whole};
use crate::state::Place;
use examples::Kind;

/// What a teacher says, by the route's name.
const TOLD: [(&str, &str); 1] =
    [("web-engineers", include_str!("../../../../docs/routes/web-engineers.md"))];

/// The stops that the example's run has not, or has in another order.
fn missing(id: &str, stops: &[Place]) -> Vec<String> {
    let Ok(example) = examples::find(id) else { return vec![format!("{id}: no example")] };
    if matches!(example.kind, Kind::InPage | Kind::Live) {
        return Vec::new();
    }
    let trace = example.run(&example.rehearsal());
    let mut before = None;
    let mut missing = Vec::new();
    for stop in stops {
        match trace.find(stop.anchor) {
            Ok(at) if before < Some(at) => before = Some(at),
            other => missing.push(format!("{id} {stop}: {other:?}, after {before:?}")),
        }
    }
    missing
}

fn places(texts: &[&str]) -> Vec<Place> {
    texts.iter().map(|text| text.parse().expect("the test names steps")).collect()
}

#[test]
fn every_stop_of_a_route_is_there_and_they_are_in_order() {
    for (name, _, text) in ROUTES {
        assert_eq!(text.lines().count(), 1, "{name}");
        assert!(text.len() <= LONGEST, "{name} is too long for a link");
        let (route, problem) = whole(name);
        assert_eq!(problem, None, "{name}");
        let legs = route.expect("it has a name").legs;
        let found: Vec<_> = legs.iter().flat_map(|leg| missing(&leg.example, &leg.stops)).collect();
        assert_eq!(found, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_teachers_page_says_something_of_every_stop() {
    for (name, _, text) in ROUTES {
        let found = TOLD.iter().find(|told| told.0 == name);
        let page = found.expect("each route has a page in docs/routes").1;
        let row = |line: &'static str| Some(line.strip_prefix("| `")?.split_once('`')?.0);
        let told: Vec<&str> = page.lines().filter_map(row).filter(|stop| *stop != "0").collect();
        let legs = whole(name).0.expect("it has a name").legs;
        let stops = legs.iter().flat_map(|leg| &leg.stops).map(ToString::to_string);
        assert_eq!(told, stops.collect::<Vec<_>>());
        assert!(page.contains(text.trim_end()), "and it quotes the route");
    }
}

#[test]
fn a_stop_that_is_not_there_is_found() {
    assert_eq!(missing("lazy-future", &places(&["t0.1.end", "t0.2.end"])).len(), 0);
    assert_eq!(missing("lazy-future", &places(&["t0.2.end", "t0.1.end"])).len(), 1);
    assert_eq!(missing("lazy-future", &places(&["t0.9.end", "t9.1.end"])).len(), 2);
    assert_eq!(missing("no-such-thing", &[]).len(), 1);
}
