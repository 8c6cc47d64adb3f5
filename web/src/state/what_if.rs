//! What if an operation ended at another instant: which ones have been moved, and which ones can be
//! at a position; and what moving does to the recipe.

use super::{Action, Language, Model};
use crate::link::MOST;
use crate::link::moved::{LIVE, write};
use diagram::Thing;
use trace::{Actor, EventKind, Instant, LaneKind, OpEnd, OpId, OpName, OpSpan, Recipe, Trace};

/// How many operations are offered at a step, besides those that were moved.
const OFFERED: usize = 6;

/// What there is to move, and what was moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIfs {
    /// Those that were moved, and those that are under way or have just ended; in one order.
    pub rows: Vec<Movable>,
    /// How many more are under way.
    pub more: usize,
    /// How many were moved.
    pub moved: usize,
}

/// An operation that was moved, or can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movable {
    /// Its name.
    pub op: OpName,
    /// What it is and whose, for people; none if this run has no such operation.
    pub label: Option<String>,
    /// What is so, in a sentence.
    pub says: String,
    /// Whether it was moved.
    pub is_moved: bool,
    /// A step sooner, unless it ends at its beginning.
    pub sooner: Option<Instant>,
    /// A step later.
    pub later: Option<Instant>,
    /// How much that is: `2 ms`.
    pub step: String,
}

impl WhatIfs {
    /// What there is at the model's position. None where nothing can ever be moved.
    pub fn of(model: &Model) -> Option<WhatIfs> {
        let traces = model.run.traces();
        let movable = |trace: &&Trace| trace.ops.iter().any(|op| op.kind.is_movable());
        let moved = model.run.recipe.what_ifs.len();
        if model.is_live() || moved == 0 && !traces.iter().any(movable) {
            return None;
        }
        let mut names: Vec<OpName> = model.run.recipe.what_ifs.iter().map(|it| it.0).collect();
        let mut more = 0;
        for (which, trace) in traces.iter().enumerate() {
            // Of a long run no state is made at each step.
            let here = if model.run.long.is_some() {
                Vec::new()
            } else {
                at_hand(trace, model.run.timeline.cursor(model.position, which))
            };
            more += here.len().saturating_sub(OFFERED);
            let here = here.into_iter().take(OFFERED).filter_map(|op| trace.op_name(op));
            names.extend(here);
        }
        names.sort_unstable();
        names.dedup();
        let rows = names.into_iter().map(|name| row(model, name)).collect();
        Some(WhatIfs { rows, more, moved })
    }
}

/// The operations that have just ended, and those that are under way, as far as they can be moved.
fn at_hand(trace: &Trace, cursor: usize) -> Vec<OpId> {
    let state = trace.state_at(cursor);
    let now = trace.instant_at(cursor);
    let ended = trace.events[..cursor].iter().rev().take_while(|event| event.at == now);
    let ended = ended.filter_map(|event| match event.kind {
        EventKind::OpEnded(op, _) => Some(op),
        _ => None,
    });
    let mut all: Vec<_> = if cursor == 0 { Vec::new() } else { ended.collect() };
    all.extend(state.pending_ops());
    all.retain(|op| trace.op(*op).kind.is_movable() && trace.op_name(*op).is_some());
    all
}

fn row(model: &Model, name: OpName) -> Movable {
    let wished = model.run.recipe.what_ifs.iter().find(|(other, _)| *other == name);
    let wished = wished.map(|(_, at)| *at);
    let found = model.trace_of(name).and_then(|trace| {
        let op = trace.find_op(name)?;
        Some((trace, op, trace.op_span(op)?))
    });
    let Some((trace, op, span)) = found else {
        let trace = model.trace_of(name);
        let says = trace.and_then(|trace| trace.why_not_at(name, wished.unwrap_or_default()));
        let missing = || format!("{name} is JavaScript’s, which has not run.");
        let (says, step) = (says.unwrap_or_else(missing), String::new());
        return Movable {
            op: name,
            label: None,
            says,
            is_moved: true,
            sooner: None,
            later: None,
            step,
        };
    };
    let label = label(trace, op);
    let at = wished.unwrap_or(span.end);
    let step = step_of(at.0.saturating_sub(span.start.0));
    let sooner = Instant(at.0.saturating_sub(step).max(span.start.0));
    let later = Instant(at.0.saturating_add(step));
    let fixed = !trace.op(op).kind.is_movable();
    let unmet = wished.and_then(|at| trace.why_not_at(name, at));
    Movable {
        op: name,
        says: unmet.unwrap_or_else(|| says(model, trace, op, span, wished.is_some())),
        label: Some(label),
        is_moved: wished.is_some(),
        sooner: Some(sooner).filter(|sooner| *sooner != at && !fixed),
        later: Some(later).filter(|later| *later != at && !fixed),
        step: Instant(step).words(),
    }
}

/// What an operation is, and whose: `the sleep of 40 ms, of task 2 (look_it_up)`.
fn label(trace: &Trace, op: OpId) -> String {
    let lane = trace.op(op).lane;
    let whose = match trace.lane(lane).kind {
        LaneKind::Task(task) => trace.task_label(task),
        LaneKind::Thread => trace.thread_label(lane),
        _ => "JavaScript".to_owned(),
    };
    format!("{}, of {whose}", trace.op_label(op))
}

fn says(model: &Model, trace: &Trace, op: OpId, span: OpSpan, is_moved: bool) -> String {
    let mut label = label(trace, op);
    label[..1].make_ascii_uppercase();
    let (end, ends) =
        (span.end.words(), if span.how == OpEnd::Cancelled { "is given up" } else { "ends" });
    let natural = || {
        let (name, unmoved) = (trace.op_name(op)?, model.run.unmoved()?);
        let was = unmoved.op_span(unmoved.find_op(name)?)?;
        let was_at = was.end.words();
        Some(match was.how {
            OpEnd::Cancelled => format!(", and not given up at {was_at}"),
            _ => format!(" instead of {was_at}"),
        })
    };
    let natural = if is_moved && !trace.is_javascript() { natural() } else { None };
    let natural = natural.unwrap_or_else(|| if is_moved { ", moved" } else { "" }.to_owned());
    format!("{label}, {ends} at {end}{natural}.")
}

/// How far a press moves an end that comes so long after its beginning: about a tenth of that, a
/// round number, and at least a millisecond.
fn step_of(nanos: u64) -> u64 {
    const MS: u64 = 1_000_000;
    let mut step = MS;
    for (one, next) in [(1, 2), (2, 5), (5, 10)].iter().cycle().take(60) {
        let larger = step.saturating_mul(*next) / one;
        if larger > nanos / 10 {
            break;
        }
        step = larger;
    }
    step
}

impl Action {
    /// An operation shall end at this instant; before its beginning means at its beginning, and
    /// none means where it does by itself.
    pub fn end_at(op: OpName, to: Option<Instant>) -> Action {
        Action::Late(Box::new(move |model| model.move_op(op, to)))
    }

    /// Every operation shall end where it does by itself.
    pub fn reset_what_ifs() -> Action {
        Action::Late(Box::new(|model| {
            model.ask(Recipe { what_ifs: Vec::new(), ..model.recipe().clone() });
        }))
    }
}

impl Model {
    /// The trace in which an operation of this name would be.
    fn trace_of(&self, name: OpName) -> Option<&Trace> {
        let twin = name.actor == Actor::JavaScript && self.run.example.has_twin;
        self.run.trace(if twin { Language::JavaScript } else { Language::Rust })
    }

    /// Moves the end of the operation that was picked in the picture, as far as a press does.
    pub fn nudge(&mut self, later: bool) {
        let op =
            self.picked.and_then(|picked| match self.run.thing(picked.language, picked.from)? {
                Thing::Op(op) => self.run.trace(picked.language)?.op_name(op),
                _ => None,
            });
        let Some(op) = op else {
            let sentence = "Nothing was moved: pick an operation first, by its bar in the diagram.";
            return self.notice = Some(sentence.to_owned());
        };
        let row = row(self, op);
        if let Some(to) = if later { row.later } else { row.sooner } {
            self.move_op(op, Some(to));
        }
    }

    /// Asks for a run in which an operation ends elsewhere. Where that cannot be, or if a link can
    /// not carry it, nothing changes but the notice.
    pub(crate) fn move_op(&mut self, op: OpName, to: Option<Instant>) {
        let found = self.trace_of(op).and_then(|trace| {
            let id = trace.find_op(op)?;
            Some((trace.op(id).kind.why_fixed(), trace.op_label(id), trace.op_span(id)?))
        });
        let to = match (to, found) {
            (None, _) => None,
            (Some(_), _) if self.is_live() => return self.notice = Some(LIVE.to_owned()),
            (Some(_), None) => {
                let sentence = format!("Nothing was moved: this run has no operation {op}.");
                return self.notice = Some(sentence);
            }
            (Some(_), Some((Some(why), label, _))) => {
                return self.notice = Some(format!("Nothing was moved: {label}; {why}."));
            }
            // It is there already.
            (Some(to), Some((None, _, span))) if to == span.end => return,
            (Some(to), Some((None, _, span))) => Some(to.max(span.start)),
        };
        let recipe = self.recipe().clone().with_what_if(op, to);
        let (before, link) = (self.link(), self.link().with("if", write(&recipe)));
        let length = link.to_string().len();
        if length > MOST && length > before.to_string().len() {
            self.notice = Some(format!(
                "Nothing was moved: with it the link to this page would be {length} characters \
                 long, and no more than {MOST} are sure to survive in mails and chats. Reset \
                 something first."
            ));
            return;
        }
        self.ask(recipe);
    }
}
