//! A run of more events than can be drawn or folded at each step: what there is to see in it.
//!
//! It stands apart from [`Facts::at`] because nothing here may cost as much as the run is long: a
//! few lanes are asked about, and the index's sums say what all others do.

use super::task::row_of;
use super::{Facts, Language, Line, Row, RowState, Run, Sentence, Side};
use diagram::{Account, Scene, Timeline, grouped, narrate_near, opening};
use std::fmt::Debug;
use std::rc::Rc;
use trace::{Index, LaneId, State, Tally, Trace};

/// How many tasks of the run queue are named.
const NAMED: usize = 8;

/// What a long run has besides its scene. A trait, because a page whose runs are short does
/// not carry what stands behind it: see [`crate::parts`].
pub trait Long: Debug {
    /// What there is to see at a position.
    fn facts(&self, run: &Run, position: usize) -> Facts;

    /// What is so at a cursor on a few lanes.
    fn state(&self, trace: &Trace, lanes: &[LaneId], cursor: usize) -> State;

    /// Where to find what in the trace.
    fn index(&self) -> &Index;

    /// The run in a few numbers: all of it in words would fill books.
    fn account(&self, trace: &Trace) -> Account;
}

#[derive(Debug)]
struct Indexed {
    /// What is so at a cursor.
    index: Index,
    /// The lanes that have a row of their own.
    shown: Vec<LaneId>,
}

/// A long run laid out.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Its steps.
    pub timeline: Rc<Timeline>,
    /// Where everything stands.
    pub scene: Scene,
    /// The rest.
    pub long: Rc<dyn Long>,
}

impl Laid {
    /// The last step of laying out.
    pub(crate) fn with(timeline: Timeline, scene: Scene, index: Index) -> Laid {
        let long = Rc::new(Indexed { index, shown: scene.shown().collect() });
        Laid { timeline: Rc::new(timeline), scene, long }
    }
}

impl Long for Indexed {
    fn facts(&self, run: &Run, position: usize) -> Facts {
        let (trace, language) = (&*run.rust, Language::Rust);
        let cursor = run.timeline.cursor(position, 0);
        let lanes = self.lanes(trace, cursor);
        let state = self.index.state_at(trace, &lanes, cursor);
        let tally = self.index.tally_at(cursor);
        let text = match run.event(position, language) {
            _ if position == 0 => opening(trace),
            Some((event, _)) => narrate_near(trace, &self.index, event),
            None => String::new(),
        };
        let ended = state.ended.then(|| Sentence { language, text: trace.outcome.sentence(trace) });
        let rows: Vec<Row> =
            { lanes.iter() }.filter_map(|lane| row_of(trace, &state, *lane, cursor)).collect();
        let unpolled = tally.unpolled as usize;
        Facts {
            sentences: vec![Sentence { language, text }],
            outcomes: ended.into_iter().collect(),
            sides: vec![Side {
                language,
                room: self.index.lines().len(),
                lines: self.lines(run, position),
                marks: run.marks(language, position, &state),
            }],
            others: Some(others(tally, &rows)),
            rows,
            ready: self.queue(trace, cursor, tally),
            unpolled: if unpolled > 0 { vec![grouped(unpolled)] } else { vec![] },
            known: None,
        }
    }

    fn state(&self, trace: &Trace, lanes: &[LaneId], cursor: usize) -> State {
        self.index.state_at(trace, lanes, cursor)
    }

    fn index(&self) -> &Index {
        &self.index
    }

    fn account(&self, trace: &Trace) -> Account {
        Account::in_numbers(trace, &self.index)
    }
}

impl Indexed {
    /// The lanes of which something is said: what is drawn, and whoever has just done something.
    fn lanes(&self, trace: &Trace, cursor: usize) -> Vec<LaneId> {
        let mut listed = self.shown.clone();
        let before = &trace.events[..cursor];
        let last = before.last().map(|event| trace.home(event));
        let is_shown = |lane: &LaneId| self.shown.contains(lane);
        listed.extend(last.filter(|lane| !is_shown(lane)));
        listed
    }

    fn lines(&self, run: &Run, position: usize) -> Vec<Line> {
        let printed = self.index.lines().iter().map(|event| {
            let event = *event as usize;
            let (at, after) = (run.rust.events[event].at, run.timeline.position(0, event));
            let text = match run.rust.events[event].kind {
                trace::EventKind::Logged(text) => run.rust.name(text),
                _ => "",
            };
            Line { at: at.words(), text: text.to_owned(), position: after, now: after == position }
        });
        printed.take_while(|line| line.position <= position).collect()
    }

    fn queue(&self, trace: &Trace, cursor: usize, tally: Tally) -> Vec<String> {
        let front = self.index.queue_at(trace, cursor, NAMED);
        let mut names: Vec<_> = front.iter().map(|task| trace.task_label(*task)).collect();
        let more = (tally.queued as usize).saturating_sub(names.len());
        if more > 0 {
            names.push(format!("… and {} more", grouped(more)));
        }
        names
    }
}

/// What those do who are not listed.
fn others(mut tally: Tally, listed: &[Row]) -> String {
    for row in listed.iter().filter(|row| row.polls.is_some()) {
        let count = match row.state {
            RowState::Unborn => &mut tally.unborn,
            RowState::Queued => &mut tally.queued,
            RowState::Running => &mut tally.running,
            RowState::Waiting => &mut tally.waiting,
            RowState::Done => &mut tally.done,
            RowState::Cut => &mut tally.cut,
        };
        *count = count.saturating_sub(1);
    }
    let counts = [
        (tally.unborn, "not spawned"),
        (tally.queued, "queued"),
        (tally.running, "being polled"),
        (tally.waiting, "pending"),
        (tally.done, "completed"),
        (tally.cut, "dropped"),
    ];
    let all: u32 = counts.iter().map(|(count, _)| count).sum();
    let some = counts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> =
        some.map(|(count, word)| format!("{} {word}", grouped(*count as usize))).collect();
    format!("{} more: {}", grouped(all as usize), words.join(", "))
}
