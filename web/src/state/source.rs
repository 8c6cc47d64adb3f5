//! Which lines of the source are marked at a position, and which can be gone to.

use super::{Language, Run};
use trace::{CallState, SourceSpan, State};

/// Why a line is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A suspended call waits here.
    Waiting,
    /// The last event that points at the source pointed here, but it is not this step's.
    Recent,
    /// This step's event points here.
    Here,
}

/// The marked lines of one source: few, in no order, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks(Vec<(u32, Mark)>);

impl Marks {
    /// How a line is marked.
    pub fn get(&self, line: u32) -> Option<Mark> {
        self.0.iter().find(|(marked, _)| *marked == line).map(|(_, mark)| *mark)
    }

    /// The line with the strongest mark.
    pub fn strongest(&self) -> Option<u32> {
        self.0.iter().max_by_key(|(_, mark)| *mark).map(|(line, _)| *line)
    }

    /// Marks a line, unless it has a stronger mark.
    fn add(&mut self, line: u32, mark: Mark) {
        match self.0.iter_mut().find(|(marked, _)| *marked == line) {
            Some((_, before)) => *before = mark.max(*before),
            None => self.0.push((line, mark)),
        }
    }
}

impl Run {
    /// The marked lines of a language's source at a position.
    pub fn marks(&self, language: Language, position: usize, state: &State) -> Marks {
        let Some(trace) = self.trace(language) else { return Marks::default() };
        let mut marks = Marks::default();
        for (_, call) in state.calls.known() {
            if let CallState::Suspended(Some(span)) = call {
                marks.add(trace.span(*span).line, Mark::Waiting);
            }
        }
        let this = self.event(position, language);
        if let Some(span) = this.and_then(|(_, event)| trace.event_span(event)) {
            marks.add(span.line, Mark::Here);
        } else if !state.ended {
            let cursor = self.timeline.cursor(position, language.which());
            let last = trace.events[..cursor].iter().rev().find_map(|e| trace.event_span(e));
            if let Some(span) = last {
                marks.add(span.line, Mark::Recent);
            }
        }
        marks
    }

    pub(super) fn lines_with_steps(&self, language: Language) -> Vec<u32> {
        let mut lines = Vec::new();
        for (_, span) in self.places(language) {
            if !lines.contains(&span.line) {
                lines.push(span.line);
            }
        }
        lines
    }

    /// The steps of a language that point at the source, and where. What stands at position 0
    /// already was no step.
    fn places(&self, language: Language) -> impl Iterator<Item = (usize, SourceSpan)> {
        let which = language.which();
        let stage = self.timeline.cursor(0, which);
        let events = self.trace(language).into_iter().flat_map(move |trace| {
            let spans = trace.events.iter().map(|event| trace.event_span(event));
            spans.enumerate().skip(stage)
        });
        events.filter_map(move |(index, span)| Some((self.timeline.position(which, index), span?)))
    }

    /// The position after the next event on `line`, seen from `position`; else after the first.
    pub fn position_on_line(
        &self,
        language: Language,
        line: u32,
        position: usize,
    ) -> Option<usize> {
        let on_line = self.places(language).filter(|(_, span)| span.line == line);
        let mut positions = on_line.map(|(position, _)| position);
        let first = positions.next()?;
        if first > position {
            return Some(first);
        }
        Some(positions.find(|next| *next > position).unwrap_or(first))
    }
}
