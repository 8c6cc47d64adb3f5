//! Looking closer: what was picked, what was looked for by name, and from one to the next.
//!
//! It comes with the words (see [`crate::parts`]); the model keeps only what the reader chose.

use super::{Action, Language, Model, Picked, Run};
use diagram::{Details, Thing, What, inspect, next, search, thing_at};
use trace::Index;

/// What the reader looks for by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// As it was typed.
    pub text: String,
    /// Language and first event of what was found, in order of time.
    pub hits: Vec<(Language, usize)>,
    /// How many there are; more than are listed, if there are very many.
    pub count: usize,
}

/// A step from one thing to the next, or to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Of what.
    pub to: HopTo,
    /// Towards the end.
    pub forward: bool,
}

impl Hop {
    /// The hop, as something that is done.
    pub fn action(self) -> Action {
        Action::Late(Box::new(move |model| model.hop(self)))
    }
}

/// To what the reader hops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HopTo {
    /// To what was looked for by name.
    Hit,
    /// To a poll, a wake or an operation of the task that was picked.
    Lane(What),
}

/// The last things looked for are as long as this, in characters.
const MOST: usize = 200;

impl Run {
    fn index(&self) -> Option<&Index> {
        self.long.as_ref().map(|long| long.index())
    }

    /// What an event belongs to.
    pub fn thing(&self, language: Language, event: usize) -> Option<Thing> {
        thing_at(self.trace(language)?, self.index(), event)
    }

    /// Everything worth saying of what was picked.
    pub fn details(&self, picked: Picked) -> Option<Details> {
        let thing = self.thing(picked.language, picked.from)?;
        Some(inspect(self.trace(picked.language)?, self.index(), thing))
    }

    /// The thing that an event belongs to, as if it had been picked in the picture.
    pub fn pick(&self, language: Language, event: usize) -> Picked {
        let plain = Picked { language, from: event, to: None };
        let times = self.details(plain).and_then(|details| details.times);
        Picked { to: times.and_then(|times| times.to).filter(|to| *to >= event), ..plain }
    }
}

impl Model {
    /// Looks for things by name, in every language.
    pub fn seek(&mut self, text: &str) {
        let text: String = text.chars().take(MOST).collect();
        let mut sought = Sought { text, ..Sought::default() };
        let mut hits = Vec::new();
        for language in [Language::Rust, Language::JavaScript] {
            let Some(trace) = self.run.trace(language) else { continue };
            let found = search(trace, &sought.text, 0);
            sought.count += found.count;
            let position = |event| self.run.timeline.position(language.which(), event);
            hits.extend(found.hits.iter().map(|hit| (position(hit.event), language, hit.event)));
        }
        hits.sort_by_key(|(position, language, _)| (*position, language.which()));
        sought.hits = hits.into_iter().map(|(_, language, event)| (language, event)).collect();
        self.sought = (!sought.text.is_empty()).then(|| sought.into());
    }

    /// Picks the next thing of some kind, or the one before; stays if there is none.
    pub fn hop(&mut self, hop: Hop) {
        let found = match hop.to {
            HopTo::Hit => self.next_hit(hop.forward),
            HopTo::Lane(what) => self.next_of_lane(what, hop.forward),
        };
        let Some((language, event)) = found else { return };
        let picked = self.run.pick(language, event);
        self.picked = Some(picked);
        self.go(picked.ends(&self.run).0);
    }

    fn next_hit(&self, forward: bool) -> Option<(Language, usize)> {
        let sought = self.sought.as_ref()?;
        let place = |hit: &(Language, usize)| {
            (self.run.timeline.position(hit.0.which(), hit.1), hit.0.which())
        };
        let here = match self.picked {
            Some(picked) => place(&(picked.language, picked.from)),
            None if forward => (self.position, 0),
            None => (self.position + 1, 0),
        };
        let on_one = |hit: &&(Language, usize)| {
            self.picked.is_some_and(|picked| (picked.language, picked.from) == **hit)
        };
        let mut hits = sought.hits.iter();
        let found = match forward {
            true => hits.find(|hit| place(hit) >= here && !on_one(hit)),
            false => hits.rfind(|hit| place(hit) < here),
        };
        // After the last comes the first.
        let around = if forward { sought.hits.first() } else { sought.hits.last() };
        found.or(around).copied()
    }

    fn next_of_lane(&self, what: What, forward: bool) -> Option<(Language, usize)> {
        let picked = self.picked?;
        let trace = self.run.trace(picked.language)?;
        let lane = trace.home(trace.events.get(picked.from)?);
        let event = next(trace, self.run.index(), lane, picked.from, what, forward)?;
        Some((picked.language, event))
    }
}
