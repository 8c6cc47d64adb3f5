//! What the reader has picked in the picture, and how it is found again in another run.

use super::{Language, Run};
use trace::Anchor;

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

/// The same as a link would name it: it outlives changes elsewhere in the run.
pub(super) struct Anchored {
    language: Language,
    from: Anchor,
    to: Option<Anchor>,
}

impl Picked {
    /// The positions at which it begins and ends.
    pub fn ends(self, run: &Run) -> (usize, usize) {
        let at = |event: usize| run.timeline.position(self.language.which(), event);
        (at(self.from), self.to.map_or(run.end(), at))
    }

    pub(super) fn anchored(self, run: &Run) -> Option<Anchored> {
        let trace = run.trace(self.language)?;
        let to = self.to.and_then(|to| trace.anchor(to));
        Some(Anchored { language: self.language, from: trace.anchor(self.from)?, to })
    }
}

impl Anchored {
    pub(super) fn found(self, run: &Run) -> Option<Picked> {
        let trace = run.trace(self.language)?;
        let to = self.to.and_then(|to| trace.find(to).ok());
        let (language, from) = (self.language, trace.find(self.from).ok()?);
        Some(Picked { language, from, to: to.filter(|to| *to >= from) })
    }
}
