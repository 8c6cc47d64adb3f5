//! What the reader has picked in the picture, and how it is found again in another run.

use super::{Language, Run};

/// A shape, by the events at which it begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// In which language's run.
    pub language: Language,
    /// The event at which it begins.
    pub from: usize,
    /// The event at which it ends, if it does.
    pub to: Option<usize>,
}

impl Picked {
    /// The positions at which it begins and ends.
    pub fn ends(self, run: &Run) -> (usize, usize) {
        let at = |event: usize| run.timeline.position(self.language.which(), event);
        (at(self.from), self.to.map_or(run.end(), at))
    }

    /// The same shape in another run, if that has it too.
    pub fn again(self, before: &Run, run: &Run) -> Option<Picked> {
        let (old, new) = (before.trace(self.language)?, run.trace(self.language)?);
        let find = |event: usize| new.find(old.anchor(event)?).ok();
        let (language, from) = (self.language, find(self.from)?);
        Some(Picked { language, from, to: self.to.and_then(find).filter(|to| *to >= from) })
    }
}
