//! What-ifs: at which instant an operation shall end that is about to be asked for.
//!
//! It stands apart because most recipes have none, and a run by such a one pays for nothing here.

use super::Record;
use trace::{Actors, Instant, OpName, Recipe, TraceBuilder};

pub(super) struct Wished {
    /// Of one that is named twice, the last counts.
    ends: Vec<(OpName, Instant)>,
    actors: Actors,
}

impl Wished {
    pub(super) fn of(recipe: &Recipe) -> Option<Box<Wished>> {
        if recipe.what_ifs.is_empty() {
            return None;
        }
        let ends = recipe.what_ifs.clone();
        Some(Box::new(Wished { ends, actors: Actors::default() }))
    }

    fn next(&mut self, builder: &TraceBuilder, lane: trace::LaneId) -> Option<Instant> {
        let trace = builder.so_far();
        self.actors.follow(trace);
        let (actor, ordinal) = (self.actors.of(trace, lane)?, builder.next_ordinal(lane));
        let name = OpName { actor, ordinal };
        let found = self.ends.iter().rev().find(|(other, _)| *other == name);
        found.map(|(_, at)| *at)
    }
}

impl Record {
    /// When the operation shall end that the acting lane asks for next, if the recipe says so.
    pub(crate) fn wished(&mut self) -> Option<Instant> {
        let lane = self.lane;
        self.wished.as_mut()?.next(&self.builder, lane)
    }
}
