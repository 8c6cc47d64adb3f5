//! Stops and routes, whole and damaged.

use super::*;

fn lesson(fragment: &str) -> (Option<Lesson>, Vec<String>) {
    let mut link = Link::read(fragment).link;
    let mut problems = Vec::new();
    (read(&mut link, &mut problems), problems)
}

#[test]
fn what_is_written_is_read_again() {
    let texts = [
        "#v1&ex=lazy-future&stops=t0.1.end_t0.2.end_js.r.0+2",
        "#v1&ex=lazy-future&route=lazy-future_ask_t0.2.end~spawn~lazy-future_t0.1+4",
        "#v1&ex=spawn&route=lazy-future_ask_t0.2.end~spawn~lazy-future_t0.1+4&leg=2",
        "#v1&ex=lazy-future&route=web-engineers",
    ];
    for text in texts {
        let (lesson, problems) = lesson(text);
        let (lesson, link) = (lesson.expect("it leads somewhere"), Link::read(text).link);
        let bare = Link { rare: Vec::new(), ..link };
        assert_eq!((write(&lesson, bare).to_string(), problems), (text.to_owned(), Vec::new()));
    }
}

#[test]
fn chats_may_escape_every_sign() {
    let (lesson, problems) = lesson("#v1&route=lazy%2Dfuture%5Fask%5Ft0%2E1%2B4%7Espawn&leg=2");
    let (route, leg) = lesson.and_then(|lesson| lesson.route).expect("it is a route");
    assert_eq!((&*route.text, leg), ("lazy-future_ask_t0.1+4~spawn", 1));
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn a_route_names_its_example_and_another_example_leaves_it() {
    let mut link = Link::read("#v1&route=lazy-future~spawn&leg=2").link;
    assert!(read(&mut link, &mut Vec::new()).is_some());
    assert_eq!(link.example.as_deref(), Some("spawn"));
    assert!(lesson("#v1&ex=pin&route=lazy-future~spawn").0.is_none());
}

#[test]
fn each_bad_part_is_named_and_the_others_stay() {
    let check = |fragment: &str, named: &str, stops: usize, legs: usize| {
        let (lesson, problems) = lesson(fragment);
        let [problem] = &problems[..] else { panic!("{fragment}: {problems:?}") };
        assert!(problem.contains(named) && problem.ends_with('.'), "{problem}");
        assert!(problem.chars().count() < 220 && !problem.contains(char::is_control), "{problem}");
        let found = lesson.as_ref();
        assert_eq!(found.map_or(0, |it| it.stops.len()), stops, "{fragment}");
        let route = found.and_then(|it| it.route.as_ref());
        assert_eq!(route.map_or(0, |(route, _)| route.legs.len()), legs, "{fragment}");
    };
    check("#v1&stops=t0.1.end_here_t0.2.end", "here", 2, 0);
    check("#v1&stops=%07%FF", "stops", 0, 0);
    check("#v1&route=lazy-future~lazy-futures~spawn", "lazy-futures", 0, 2);
    check("#v1&route=lazy-future_t0.1.end_later", "later", 1, 1);
    check("#v1&route=nothing", "nothing", 0, 0);
    check("#v1&route=spawn&leg=2", "leg=2", 0, 1);
    check("#v1&route=spawn&leg=0", "leg=0", 0, 1);
    check(&format!("#v1&route={}", "spawn~".repeat(400)), "route", 0, 0);
    check(&format!("#v1&stops={}", "t0.1.end_".repeat(400)), "stops", 0, 0);
}

#[test]
fn every_ready_made_route_is_whole() {
    for (name, title, text) in ROUTES {
        let (route, problem) = whole(name);
        let route = route.expect("it is there");
        assert_eq!((route.title, problem), (Some(title), None));
        let (again, _) = whole(text.trim());
        assert_eq!(again.map(|it| it.text).as_deref(), Some(text.trim()), "{name} is canonical");
    }
}
