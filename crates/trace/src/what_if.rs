//! What if an operation ended at another instant? How it is named, so that it is found again in
//! another run, what of it can be moved, and what became of what a recipe asked for.
//!
//! A name is a row and how-manieth operation of that row it is: `t0.1`, `js.3`. Only what happened
//! before decides it, so that a run in which something ends elsewhere still has every name up to
//! there. Tasks and threads are counted on the first thread alone: what other threads start comes
//! in an order that nobody knows while they run, and has no name.

use crate::{
    Event, EventKind, Instant, LaneId, LaneKind, OpEnd, OpId, OpKind, Recipe, ThreadEvent, Trace,
};
use std::fmt;
use std::str::FromStr;

/// Who asks for operations, as their names say it. Written as an [`Anchor`](crate::Anchor)'s row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// `t3`: the how-manieth task that was spawned on the first thread.
    Task(u32),
    /// `m1`: the main thread, and the threads that were spawned on the first one.
    Thread(u32),
    /// `js`: JavaScript.
    JavaScript,
}

/// How an operation is named: `t0.1` is the second one that task 0 asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpName {
    /// Who asked for it.
    pub actor: Actor,
    /// The how-manieth of that row, from 0.
    pub ordinal: u32,
}

/// A text names no operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoOpName;

impl fmt::Display for NoOpName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an operation is named by its row and its place there, from 0: t0.1, m0.2, js.3",
        )
    }
}

impl std::error::Error for NoOpName {}

impl fmt::Display for OpName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.actor {
            Actor::Task(number) => write!(f, "t{number}.{}", self.ordinal),
            Actor::Thread(number) => write!(f, "m{number}.{}", self.ordinal),
            Actor::JavaScript => write!(f, "js.{}", self.ordinal),
        }
    }
}

impl FromStr for OpName {
    type Err = NoOpName;

    fn from_str(text: &str) -> Result<OpName, NoOpName> {
        let digits = |text: &str| {
            // No sign, and no zero in front: each name has one form.
            let plain = text.bytes().all(|byte| byte.is_ascii_digit());
            let short = text == "0" || !text.starts_with('0');
            if plain && short { text.parse().ok() } else { None }
        };
        let parse = || {
            let (row, ordinal) = text.split_once('.')?;
            let actor = match (row, row.get(1..)?) {
                ("js", _) => Actor::JavaScript,
                (_, number) if row.starts_with('t') => Actor::Task(digits(number)?),
                (_, number) if row.starts_with('m') => Actor::Thread(digits(number)?),
                _ => return None,
            };
            Some(OpName { actor, ordinal: digits(ordinal)? })
        };
        parse().ok_or(NoOpName)
    }
}

impl OpKind {
    /// Why the end of such an operation cannot be moved, if it cannot: half a sentence.
    pub fn why_fixed(self) -> Option<&'static str> {
        match self {
            OpKind::Write => Some("writing hands the bytes over and ends at once"),
            OpKind::Promise => Some("what ends a Promise from outside goes on by itself"),
            OpKind::Sleep
            | OpKind::Lookup
            | OpKind::Connect
            | OpKind::Accept
            | OpKind::Read
            | OpKind::Fetch => None,
        }
    }

    /// Whether the end of such an operation can be moved.
    pub fn is_movable(self) -> bool {
        self.why_fixed().is_none()
    }
}

/// The names of a trace's rows, as far as they ask for operations; found event by event, so that
/// a trace that grows is followed at the cost of what is new.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    seen: usize,
    rows: Vec<Row>,
    tasks: u32,
    threads: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    actor: Option<Actor>,
    /// A thread that was spawned, or a task on one: what it starts has no name.
    is_elsewhere: bool,
}

impl Actors {
    /// Takes in the events that are new.
    pub fn follow(&mut self, trace: &Trace) {
        self.rows.resize(trace.lanes.len(), Row::default());
        for event in &trace.events[self.seen..] {
            self.event(trace, event);
        }
        self.seen = trace.events.len();
    }

    fn event(&mut self, trace: &Trace, event: &Event) {
        let here = event.lane.index();
        let is_main = trace.lane(event.lane).kind == LaneKind::Thread
            && self.rows[here].actor.is_none()
            && !self.rows[here].is_elsewhere;
        if is_main {
            self.rows[here].actor = Some(Actor::Thread(self.threads));
            self.threads += 1;
        }
        let is_elsewhere = self.rows[here].is_elsewhere;
        let (row, actor, count) = match event.kind {
            EventKind::TaskSpawned(task) => {
                (trace.task(task).lane, Actor::Task(self.tasks), &mut self.tasks)
            }
            EventKind::Thread(ThreadEvent::Spawned(lane, _)) => {
                (lane, Actor::Thread(self.threads), &mut self.threads)
            }
            _ => return,
        };
        let is_thread = matches!(actor, Actor::Thread(_));
        let row = &mut self.rows[row.index()];
        row.is_elsewhere = is_elsewhere || is_thread;
        if !is_elsewhere {
            row.actor = Some(actor);
            *count += 1;
        }
    }

    /// The name of a row.
    pub fn of(&self, trace: &Trace, lane: LaneId) -> Option<Actor> {
        match trace.lane(lane).kind {
            LaneKind::JavaScript => Some(Actor::JavaScript),
            _ => self.rows.get(lane.index()).and_then(|row| row.actor),
        }
    }
}

/// An operation of a finished trace, as far as its end can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpSpan {
    /// When it was asked for: the earliest instant at which it can end. There is no latest one.
    pub start: Instant,
    /// When it ended.
    pub end: Instant,
    /// How.
    pub how: OpEnd,
}

impl Trace {
    /// By which name an operation is found again in another run; none if it has no such name.
    pub fn op_name(&self, op: OpId) -> Option<OpName> {
        let row = self.op(op);
        let actor = self.actors().of(self, row.lane)?;
        Some(OpName { actor, ordinal: row.ordinal })
    }

    /// The operation that has this name.
    pub fn find_op(&self, name: OpName) -> Option<OpId> {
        self.find_op_by(&self.actors(), name)
    }

    /// The same for every operation, at the cost of one.
    pub fn op_names(&self) -> Vec<Option<OpName>> {
        let actors = self.actors();
        let name = |row: &crate::Op| {
            Some(OpName { actor: actors.of(self, row.lane)?, ordinal: row.ordinal })
        };
        self.ops.iter().map(name).collect()
    }

    /// When an operation began and ended, and how.
    pub fn op_span(&self, op: OpId) -> Option<OpSpan> {
        let starts = |event: &&Event| event.kind == EventKind::OpStarted(op);
        let start = self.events.iter().find(starts)?.at;
        let (end, how) = self.events.iter().rev().find_map(|event| match event.kind {
            EventKind::OpEnded(ended, how) if ended == op => Some((event.at, how)),
            _ => None,
        })?;
        Some(OpSpan { start, end, how })
    }

    /// The same for every operation, at the cost of one.
    pub fn op_spans(&self) -> Vec<OpSpan> {
        let none = OpSpan { start: Instant::START, end: Instant::START, how: OpEnd::Cancelled };
        let mut spans = vec![none; self.ops.len()];
        for event in &self.events {
            match event.kind {
                EventKind::OpStarted(op) => spans[op.index()].start = event.at,
                EventKind::OpEnded(op, how) => {
                    (spans[op.index()].end, spans[op.index()].how) = (event.at, how);
                }
                _ => {}
            }
        }
        spans
    }

    /// A sentence for each what-if of the recipe that did not come about as it was asked for.
    pub fn unmet(&self) -> Vec<String> {
        let actors = self.actors();
        let what_ifs = self.recipe.what_ifs.iter().filter(|(name, _)| self.may_have(*name));
        what_ifs.filter_map(|(name, at)| self.unmet_by(&actors, *name, *at)).collect()
    }

    /// Whether an operation of this name could be in this run. What is said of JavaScript in a
    /// recipe is for its run to answer, and the rest for Rust's.
    pub fn may_have(&self, name: OpName) -> bool {
        match name.actor {
            Actor::JavaScript => self.lanes.iter().any(|lane| lane.kind == LaneKind::JavaScript),
            _ => !self.is_javascript(),
        }
    }

    /// Why an operation does not end then, in a sentence, if it does not.
    pub fn why_not_at(&self, name: OpName, at: Instant) -> Option<String> {
        self.unmet_by(&self.actors(), name, at)
    }

    fn unmet_by(&self, actors: &Actors, name: OpName, at: Instant) -> Option<String> {
        Some(format!("{}.", self.clause_of_unmet(actors, name, at)?))
    }

    fn clause_of_unmet(&self, actors: &Actors, name: OpName, at: Instant) -> Option<String> {
        let Some(op) = self.find_op_by(actors, name) else {
            return Some(format!("This run has no operation {name}, so that none was moved"));
        };
        let (label, wished) = (self.op_label(op), at.words());
        if let Some(why) = self.op(op).kind.why_fixed() {
            return Some(format!("{name}, {label}, was not moved: {why}"));
        }
        let OpSpan { start, end, how } = self.op_span(op)?;
        let begins = start.words();
        if at < start {
            return Some(format!(
                "{name}, {label}, was not moved to {wished}: it only begins at {begins}"
            ));
        }
        let ends = end.words();
        match how {
            OpEnd::Cancelled => {
                Some(format!("{name}, {label}, does not end at {wished}: it is given up at {ends}"))
            }
            _ if end == at => None,
            _ if end < at => Some(format!("{name}, {label}, ends at {ends} all the same")),
            _ => Some(format!(
                "{name}, {label}, does not end at {wished}: it ends at {ends}, as soon as \
                 something by which it can end is on its way"
            )),
        }
    }

    fn actors(&self) -> Actors {
        let mut actors = Actors::default();
        actors.follow(self);
        actors
    }

    fn find_op_by(&self, actors: &Actors, name: OpName) -> Option<OpId> {
        let mut lanes = (0..self.lanes.len() as u32).map(LaneId);
        let lane = lanes.find(|lane| actors.of(self, *lane) == Some(name.actor))?;
        let is_it = |op: &crate::Op| op.lane == lane && op.ordinal == name.ordinal;
        self.ops.iter().position(is_it).map(|op| OpId(op as u32))
    }
}

impl Recipe {
    /// The same with the end of an operation at another instant, or where it would be by itself.
    pub fn with_what_if(mut self, op: OpName, to: Option<Instant>) -> Recipe {
        let place = self.what_ifs.partition_point(|(other, _)| *other < op);
        let is_there = self.what_ifs.get(place).is_some_and(|(other, _)| *other == op);
        if is_there {
            self.what_ifs.remove(place);
        }
        if let Some(at) = to {
            self.what_ifs.insert(place, (op, at));
        }
        self
    }
}
