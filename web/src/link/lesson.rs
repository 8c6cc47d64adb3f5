//! What a link says of a lesson: `stops=t0.1.end_t0.2.end`, only these steps; and
//! `route=lazy-future_ask_t0.2.end~spawn&leg=2`, examples in order, each with its stops and, if it
//! says `ask`, its prediction first; or the name of a route that is ready-made. It stands apart
//! because it comes only with a link that says so.

use super::{Link, percent, short};
use crate::contents;
use crate::state::{Leg, Lesson, Place, Route};
use std::rc::Rc;

/// The routes that are ready-made: name, title, text. Lessons for them are in `docs/routes`.
pub const ROUTES: [(&str, &str, &str); 1] = [(
    "web-engineers",
    "Async Rust for web engineers, in 45 minutes",
    include_str!("../routes/web-engineers.txt"),
)];

/// A longer lesson would not leave a link within its 2 000 characters.
const LONGEST: usize = 1_500;

/// Reads the lesson of a link, if it has one; a sentence for each part that cannot be used. A link
/// that names a route and no example gets the example of its leg.
pub fn read(link: &mut Link, problems: &mut Vec<String>) -> Option<Lesson> {
    let route = link.all("route").last().map(str::to_owned);
    if let Some(raw) = route {
        let (route, problem) = whole(&raw);
        problems.extend(problem);
        let route = route.filter(|route| !route.legs.is_empty())?;
        let leg = leg(link, &route, problems);
        let here = &route.legs[leg];
        // Whoever names another example has left the route.
        if link.example.get_or_insert_with(|| here.example.clone()) != &here.example {
            return None;
        }
        return Some(Lesson::of_leg(Rc::new(route), leg));
    }
    let raw = link.all("stops").last()?;
    if raw.len() > LONGEST {
        problems.push(too_long("stops"));
        return None;
    }
    let text = percent::decode(raw).unwrap_or_default();
    let (stops, bad) = stops(text.split('_'));
    if let Some(bad) = bad {
        problems.push(format!(
            "In the link, “stops=…” holds “{}”, which names no step (one looks like “t0.2.end”); \
             it was left out.",
            short(&bad)
        ));
    }
    (!stops.is_empty()).then(|| Lesson::of_stops(stops))
}

/// A lesson, for a link.
pub fn write(lesson: &Lesson, link: Link) -> Link {
    let Some((route, leg)) = &lesson.route else {
        let stops: Vec<_> = lesson.stops.iter().map(ToString::to_string).collect();
        return if stops.is_empty() { link } else { link.with("stops", vec![stops.join("_")]) };
    };
    write_leg(route, *leg, link)
}

/// One example of a route, for its link.
pub fn write_leg(route: &Route, leg: usize, link: Link) -> Link {
    let link = link.with("route", vec![route.text.clone()]);
    if leg == 0 { link } else { link.with("leg", vec![(leg + 1).to_string()]) }
}

fn too_long(key: &str) -> String {
    format!("In the link, “{key}=…” is longer than {LONGEST} characters, so it was left out.")
}

/// Which leg a link names, from 0.
fn leg(link: &Link, route: &Route, problems: &mut Vec<String>) -> usize {
    let Some(raw) = link.all("leg").last() else { return 0 };
    let number = raw.parse::<usize>().ok().filter(|leg| (1..=route.legs.len()).contains(leg));
    if number.is_none() {
        problems.push(format!(
            "In the link, “leg={}” is no part of this route, which has {}; it begins at the first.",
            short(raw),
            route.legs.len()
        ));
    }
    number.map_or(0, |leg| leg - 1)
}

/// The route that a text names or is, and a sentence if something in it cannot be used.
pub fn whole(raw: &str) -> (Option<Route>, Option<String>) {
    if let Some((name, title, text)) = ROUTES.iter().find(|route| route.0 == raw) {
        let (legs, problem) = legs(text.trim());
        return (Some(Route { text: (*name).to_owned(), title: Some(title), legs }), problem);
    }
    if raw.len() > LONGEST {
        return (None, Some(too_long("route")));
    }
    let text = percent::decode(raw).unwrap_or_default();
    let (legs, problem) = legs(&text);
    let text = legs.iter().map(text_of).collect::<Vec<_>>().join("~");
    (Some(Route { text, title: None, legs }), problem)
}

fn text_of(leg: &Leg) -> String {
    let asks = leg.asks.then(|| "ask".to_owned());
    let stops = leg.stops.iter().map(ToString::to_string);
    let words = [leg.example.clone()].into_iter().chain(asks).chain(stops);
    words.collect::<Vec<_>>().join("_")
}

fn legs(text: &str) -> (Vec<Leg>, Option<String>) {
    let (mut legs, mut problem) = (Vec::new(), None);
    for item in text.split('~') {
        let mut words = item.split('_').peekable();
        let example = words.next().unwrap_or_default();
        if !contents::ids().any(|id| id == example) {
            problem.get_or_insert_with(|| {
                format!(
                    "In the link, the route goes by “{}”, which is no example; that part was left \
                     out.",
                    short(example)
                )
            });
            continue;
        }
        let asks = words.next_if_eq(&"ask").is_some();
        let (stops, bad) = stops(words);
        if let Some(bad) = bad {
            problem.get_or_insert_with(|| {
                format!(
                    "In the link, the route stops in “{example}” at “{}”, which names no step (one \
                     looks like “t0.2.end”); that stop was left out.",
                    short(&bad)
                )
            });
        }
        legs.push(Leg { example: example.to_owned(), asks, stops });
    }
    (legs, problem)
}

/// The stops, and the first text that is none. The start is always one.
fn stops<'a>(words: impl Iterator<Item = &'a str>) -> (Vec<Place>, Option<String>) {
    let (mut stops, mut bad) = (Vec::new(), None);
    for word in words.filter(|word| *word != "0") {
        match word.parse() {
            Ok(stop) if stops.contains(&stop) => {}
            Ok(stop) => stops.push(stop),
            Err(_) => bad = bad.or(Some(word.to_owned())),
        }
    }
    (stops, bad)
}

#[cfg(test)]
mod ready_made;
#[cfg(test)]
mod tests;
