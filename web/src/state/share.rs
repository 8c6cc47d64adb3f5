//! What somebody has chosen who shares the run on the page.

use super::{Action, Model, Place};
use crate::guide::options::Options;
use crate::guide::share::Kind;
use std::rc::Rc;

/// The choices of the dialog "Share".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    /// What is copied.
    pub kind: Kind,
    /// How the run is shown.
    pub options: Options,
    /// Whether it opens at its start, and not at the step on the page.
    pub from_start: bool,
    /// The only steps, if there are any.
    pub stops: Vec<Place>,
    /// Where the preview is.
    pub preview: Option<Place>,
    /// The picture in words, once they are there.
    pub alt: Option<Rc<str>>,
    /// What became of copying.
    pub said: &'static str,
}

/// Changes the choices.
pub fn sharing(change: impl FnOnce(&mut Share) + 'static) -> Action {
    Action::Late(Box::new(move |model| {
        if let Some(share) = &mut model.share {
            let share = Rc::make_mut(share);
            // What was said of another code is over.
            share.said = "";
            change(share);
        }
    }))
}

impl Model {
    /// Opens the dialog. A route is shared as it is; stops can be chosen.
    pub fn open_share(&mut self) {
        let stops = match &self.lesson {
            Some(lesson) if lesson.route.is_none() => lesson.stops.clone(),
            _ => Vec::new(),
        };
        self.playing = false;
        // What fits into a slide.
        let panes = vec!["narration", "controls", "diagram"];
        let options = Options { panes, ..Options::default() };
        self.share = Some(Rc::new(Share { stops, options, ..Share::default() }));
    }

    /// The fragment that is shared.
    pub fn shared_fragment(&self, share: &Share) -> String {
        let mut link = self.link();
        // Whoever stops begins at the start.
        if share.from_start || !share.stops.is_empty() {
            link.place = None;
        }
        let has_route = self.lesson.as_ref().is_some_and(|lesson| lesson.route.is_some());
        if !has_route {
            let stops: Vec<_> = share.stops.iter().map(ToString::to_string).collect();
            let raw = if stops.is_empty() { Vec::new() } else { vec![stops.join("_")] };
            link = link.with("stops", raw);
        }
        link.to_string()
    }
}
