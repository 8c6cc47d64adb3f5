//! What there is to see at a position: derived from the traces each time, kept nowhere.

use super::{Known, Language, Marks, Model, Row, Run, task};
use trace::{CallState, State, Trace};

/// All that the page says about a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The sentences about this step: one for each language in which something happened.
    pub sentences: Vec<Sentence>,
    /// How the run ended, one sentence for each language whose run has ended here.
    pub outcomes: Vec<Sentence>,
    /// One for each language that has run: output and marked lines.
    pub sides: Vec<Side>,
    /// Tasks, threads and JavaScript's event loop.
    pub rows: Vec<Row>,
    /// Of a long run: what all those do who have no row; a sentence.
    pub others: Option<String>,
    /// The run queue, front first.
    pub ready: Vec<String>,
    /// Futures that exist and of which nothing has run: nobody has polled them.
    pub unpolled: Vec<String>,
    /// What is known of JavaScript's Promises, if it has run.
    pub known: Option<Known>,
}

/// A sentence about a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// In whose run.
    pub language: Language,
    /// Complete, with its full stop.
    pub text: String,
}

/// What a language's run has brought forth so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Which.
    pub language: Language,
    /// The lines that it will have printed at its end: room is kept for so many.
    pub room: usize,
    /// The lines printed so far.
    pub lines: Vec<Line>,
    /// The marked lines of its source.
    pub marks: Marks,
}

/// A printed line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// When, for people.
    pub at: String,
    /// What.
    pub text: String,
    /// The position right after it was printed.
    pub position: usize,
    /// Whether it was printed in this very step.
    pub now: bool,
}

impl Facts {
    /// What there is to see now.
    pub fn of(model: &Model) -> Facts {
        let facts = Facts::at(&model.run, model.position);
        let known =
            model.run.trace(Language::JavaScript).zip(model.hands).map(|(twin, hands)| {
                (hands.known)(twin, model.run.timeline.cursor(model.position, 1))
            });
        let mut facts = Facts { known, ..facts };
        if let Some(guide) = model.guide {
            (guide.catch_up)(model, &mut facts);
        }
        facts
    }

    /// What there is to see at a position of a run.
    pub fn at(run: &Run, position: usize) -> Facts {
        if let Some(long) = &run.long {
            return long.facts(run, position);
        }
        let traces = run.traces();
        let cursor = |which| run.timeline.cursor(position, which);
        let states: Vec<State> =
            (0..).zip(&traces).map(|(which, trace)| trace.state_at(cursor(which))).collect();
        let pairs = || (0..).map(Language::of).zip(traces.iter().copied().zip(&states));
        let all = |list: fn(&Trace, &State) -> Vec<String>| -> Vec<String> {
            pairs().flat_map(|(_, (trace, state))| list(trace, state)).collect()
        };
        Facts {
            sentences: sentences(run, position),
            outcomes: pairs()
                .filter(|(_, (_, state))| state.ended)
                .map(|(language, (trace, _))| Sentence {
                    language,
                    text: trace.outcome.sentence(trace),
                })
                .collect(),
            sides: pairs()
                .map(|(language, (trace, state))| Side {
                    language,
                    room: trace.log().count(),
                    lines: lines(run, trace, language, position),
                    marks: run.marks(language, position, state),
                })
                .collect(),
            rows: task::rows(run, position, &states),
            others: None,
            ready: all(|trace, state| state.ready.iter().map(|id| trace.task_label(*id)).collect()),
            unpolled: all(unpolled),
            known: None,
        }
    }

    /// What a language's run has brought forth, if it has run.
    pub fn side(&self, language: Language) -> Option<&Side> {
        self.sides.iter().find(|side| side.language == language)
    }
}

fn sentences(run: &Run, position: usize) -> Vec<Sentence> {
    let about = |(language, trace): (Language, &Trace)| {
        let text = if position == 0 {
            diagram::opening(trace)
        } else {
            let (index, _) = run.event(position, language)?;
            diagram::narrate(trace, index)
        };
        (!text.is_empty()).then_some(Sentence { language, text })
    };
    (0..).map(Language::of).zip(run.traces()).filter_map(about).collect()
}

fn lines(run: &Run, trace: &Trace, language: Language, position: usize) -> Vec<Line> {
    trace
        .log()
        .map(|(index, event, text)| {
            let after = run.timeline.position(language.which(), index);
            let at = event.at.words();
            Line { at, text: text.to_owned(), position: after, now: after == position }
        })
        .take_while(|line| line.position <= position)
        .collect()
}

fn unpolled(trace: &Trace, state: &State) -> Vec<String> {
    let created = state.futures(trace).filter(|(_, state)| *state == CallState::Created);
    created.map(|(call, _)| diagram::call_noun(trace, call)).collect()
}
