//! What leads the reader: stops in a run (only these steps), and a route through several examples.
//! Links carry both: see [`crate::link::lesson`]. What moves along them comes with the guide.

use super::{Facts, Model, Place, Sentence, Visit};
use crate::link::{Link, Read, lesson};
use std::rc::Rc;

/// Where the reader is led.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The steps at which somebody who teaches wants to stop: as the link has them, and as soon as
    /// the run is known, those that it has, each once, in order of time.
    pub stops: Vec<Place>,
    /// Where the present run has them: the start, then each stop once, in order of time.
    pub positions: Vec<usize>,
    /// The examples that follow each other, if there are several, and which of them this is, from
    /// 0.
    pub route: Option<(Rc<Route>, usize)>,
    /// Whether the reader comes back from the next example, and so begins at the end of this one.
    pub from_behind: bool,
}

/// A list of examples, each with its stops.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// As a link says it: its name if it is ready-made, else all of it.
    pub text: String,
    /// Its title, if it is ready-made.
    pub title: Option<&'static str>,
    /// The examples.
    pub legs: Vec<Leg>,
}

/// One example of a route.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// Which example.
    pub example: String,
    /// Whether the reader predicts first.
    pub asks: bool,
    /// Only these steps; all of them if there are none here.
    pub stops: Vec<Place>,
}

impl Lesson {
    /// Stops in one run.
    pub fn of_stops(stops: Vec<Place>) -> Lesson {
        Lesson { stops, positions: vec![0], route: None, from_behind: false }
    }

    /// One example of a route, which has that many.
    pub fn of_leg(route: Rc<Route>, leg: usize) -> Lesson {
        let stops = Lesson::of_stops(route.legs[leg].stops.clone());
        Lesson { route: Some((route, leg)), ..stops }
    }

    /// Whether the route asks for a prediction here; nothing where there is no route.
    pub fn asks(&self) -> Option<bool> {
        self.route.as_ref().map(|(route, leg)| route.legs[*leg].asks)
    }
}

impl Model {
    /// The route, and which example of it is so many after this one, if there is one.
    pub fn leg(&self, by: isize) -> Option<(&Route, usize)> {
        let (route, leg) = self.lesson.as_ref()?.route.as_ref()?;
        let next = leg.checked_add_signed(by).filter(|next| *next < route.legs.len())?;
        Some((route, next))
    }

    /// Whether a stop may still be found in the twin's run.
    pub fn awaits_stops(&self) -> bool {
        let is_found = |lesson: &Rc<Lesson>| lesson.positions.len() > lesson.stops.len();
        self.run.twin.is_awaited() && !self.lesson.as_ref().is_none_or(is_found)
    }

    /// Whether the reader follows a route.
    pub fn is_on_route(&self) -> bool {
        self.lesson.as_ref().is_some_and(|lesson| lesson.route.is_some())
    }

    /// Which step this is, and how many there are after the start: stops, if there are any. Who has
    /// wandered off is at the stop before.
    pub fn steps(&self) -> (usize, usize) {
        match &self.lesson {
            Some(lesson) if lesson.positions.len() > 1 => {
                let before = lesson.positions.partition_point(|stop| *stop <= self.position);
                (before.saturating_sub(1), lesson.positions.len() - 1)
            }
            _ => (self.position, self.run.end()),
        }
    }

    /// The position of a step that is counted so.
    pub fn position_of(&self, step: usize) -> usize {
        match &self.lesson {
            Some(lesson) if lesson.positions.len() > 1 => {
                lesson.positions[step.min(lesson.positions.len() - 1)]
            }
            _ => step,
        }
    }
}

/// What the guide does with a lesson.
impl Model {
    /// So many steps on, or back. Beyond either end of the run the next example of the route
    /// begins, or the one before.
    pub fn step_led(&mut self, by: isize) {
        let (step, last) = self.steps();
        let is_beside = self.position != self.position_of(step);
        // Who has wandered off goes back to the stop before, not to the one before that.
        let from = step.saturating_add(usize::from(is_beside && by < 0));
        let over = (by == 1 && step == last) || (by == -1 && from == 0);
        if over && self.turn_to(by) {
            return;
        }
        self.position = self.position_of(from.saturating_add_signed(by).min(last));
    }

    /// Goes to the next example of the route, or to the one before; false if there is none.
    pub fn turn_to(&mut self, by: isize) -> bool {
        let Some((route, next)) = self.leg(by) else { return false };
        let example = Some(route.legs[next].example.clone());
        let link = Link { example, axis: self.axis, ..Link::default() };
        let link = lesson::write_leg(route, next, link);
        let read = Read { link, problems: Vec::new() };
        self.visit = Some(Rc::new(Visit { read, from_behind: by < 0 }));
        true
    }

    /// Where only stops are steps, a step is all that has happened since the stop before: of each
    /// language the last, and every line.
    pub fn catch_up(&self, facts: &mut Facts) {
        let stops = self.lesson.as_ref().map_or(&[][..], |lesson| &lesson.positions);
        let before = stops.partition_point(|stop| *stop < self.position);
        let since = match before.checked_sub(1) {
            Some(before) if stops.len() > 1 => stops[before],
            _ => return,
        };
        for side in &mut facts.sides {
            for line in &mut side.lines {
                line.now = line.position > since;
            }
            let language = side.language;
            if facts.sentences.iter().any(|said| said.language == language) {
                continue;
            }
            let Some(trace) = self.run.trace(language) else { continue };
            let said = (since + 1..self.position).rev().find_map(|position| {
                let (event, _) = self.run.event(position, language)?;
                Some(diagram::narrate(trace, event)).filter(|text| !text.is_empty())
            });
            facts.sentences.extend(said.map(|text| Sentence { language, text }));
        }
    }

    /// The run has changed: finds the stops in it. Those that it does not have are named once, as
    /// soon as it cannot be that the twin has them.
    pub fn find_stops(&mut self) {
        let Some(lesson) = &self.lesson else { return };
        let mut missing = Vec::new();
        let mut stops = Vec::new();
        for stop in &lesson.stops {
            match self.run.find(*stop) {
                Ok(position) => stops.push((position, *stop)),
                Err(_) => missing.push(stop.to_string()),
            }
        }
        stops.sort_by_key(|(position, _)| *position);
        stops.dedup_by_key(|(position, _)| *position);
        let positions = [0].into_iter().chain(stops.iter().map(|(position, _)| *position));
        let positions = positions.collect();
        let (from_behind, waits) = (lesson.from_behind, self.run.twin.is_awaited());
        let mut found = Lesson { positions, from_behind: false, ..(**lesson).clone() };
        if waits {
            found.from_behind = from_behind;
        } else {
            found.stops = stops.into_iter().map(|(_, stop)| stop).collect();
        }
        if !waits && !missing.is_empty() {
            self.add_notice(format!(
                "The link stops at “{}”, which this run does not have; it goes on without.",
                missing.join("”, “")
            ));
        }
        self.lesson = Some(Rc::new(found));
        if from_behind {
            self.position = self.position_of(self.steps().1);
        }
    }
}
