//! Two runs on one axis: the one on the page, and one that was pinned before something was changed.

use super::{Language, Model, Run};
use crate::link::window;
use diagram::{Compared, Timeline, compare, is_long};
use std::rc::Rc;

/// The run that another one is compared with.
#[derive(Clone)]
pub struct Beside {
    /// The pinned one.
    pub run: Rc<Run>,
    /// What differs, language by language.
    pub compared: Vec<Compared>,
}

/// Both runs as one, for drawing: the lanes of the pinned one beneath those of the other. None if
/// one of them is so long that it is not told event by event.
fn beside(run: &Rc<Run>, pinned: &Rc<Run>) -> Option<Rc<Run>> {
    let (own, other) = (run.traces(), pinned.traces());
    if own.iter().chain(&other).any(|trace| is_long(trace)) || run.twin.is_awaited() {
        return None;
    }
    let compared = compare(&other, &own);
    let all: Vec<_> = own.iter().chain(&other).copied().collect();
    let timeline = Rc::new(Timeline::new(&all));
    let scenes = run.scenes.iter().chain(&pinned.scenes).cloned().collect();
    let beside = Beside { run: Rc::clone(pinned), compared };
    Some(Rc::new(run.drawn_with(timeline, scenes, beside)))
}

impl Run {
    /// Where a position of the run on the page is in both together.
    pub fn position_beside(&self, run: &Run, position: usize) -> usize {
        if position == run.end() {
            return self.end();
        }
        let languages = [Language::Rust, Language::JavaScript];
        let at = |language: &Language| {
            let (event, _) = run.event(position, *language)?;
            Some(self.timeline.position(language.which(), event))
        };
        languages.iter().filter_map(at).max().unwrap_or(0)
    }
}

impl Model {
    /// Pins the run on the page, or lets go of the one that is pinned.
    pub fn pin(&mut self) {
        self.pinned = if self.pinned.is_some() { None } else { Some(Rc::clone(&self.run)) };
        self.lay_beside();
    }

    /// The run on the page has changed, or what answers the reader's hands has come: the pinned run
    /// is laid beside it, and the window found that a link asked for.
    pub fn run_changed(&mut self) {
        if self.pinned.is_some() {
            self.lay_beside();
        }
        if self.run.twin.is_awaited() {
            return;
        }
        match self.wanted_window.take().map(|raw| window::read(&self.run, &raw)) {
            Some(Ok(window)) => self.window = Some(window),
            Some(Err(sentence)) => self.add_notice(sentence),
            None => {}
        }
    }

    /// Lays the pinned run beside the one on the page, which has just changed.
    fn lay_beside(&mut self) {
        let pinned = self.pinned.as_ref().filter(|pinned| !Rc::ptr_eq(pinned, &self.run));
        let both = pinned.and_then(|pinned| beside(&self.run, pinned));
        if both.is_some() != self.beside.is_some() {
            self.window = None;
        }
        self.beside = both;
    }
}
