//! How a link names a place: lane, ordinal and phase, never an event's index.
//!
//! `t3.2.end` is the end of the second poll of task 3; `t0.1+4` the fourth event after the start
//! of its first poll; `r.0+2` the second event on the reactor's row; `js.3.end` the end of
//! JavaScript's third turn. An anchor survives changes of the run in other lanes.

use crate::{EventKind, LaneId, LaneKind, TaskId, Trace};
use std::fmt;
use std::str::FromStr;

/// A place in a trace that outlives a change elsewhere in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Which row.
    pub lane: LaneKind,
    /// For several rows of one kind (threads), which of them.
    pub number: u32,
    /// Which poll or turn of that row, from 1; 0 before the first.
    pub ordinal: u32,
    /// Where in it.
    pub phase: Phase,
}

/// Where in a poll or turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// At its first event.
    Start,
    /// So many events of the row after its first.
    Step(u32),
    /// At its last event.
    End,
}

/// Why a text names no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorError {
    /// It is not of the form `row.ordinal.start`, `row.ordinal.end` or `row.ordinal+steps`.
    Form(String),
    /// The trace holds no such place.
    Missing(String),
}

impl fmt::Display for AnchorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnchorError::Form(text) => {
                write!(f, "“{text}” names no step; a step looks like t0.2.end or t0.1+4")
            }
            AnchorError::Missing(text) => write!(f, "this run has no step “{text}”"),
        }
    }
}

impl std::error::Error for AnchorError {}

impl Trace {
    /// The anchor of the event at `index`.
    pub fn anchor(&self, index: usize) -> Option<Anchor> {
        let event = self.events.get(index)?;
        let lane = self.lane(event.lane).kind;
        let (mut ordinal, mut step, mut closed) = (0, 0, false);
        let mut open = false;
        for (at, event) in self.on_lane(event.lane) {
            if opens(event.kind) {
                (ordinal, step, open) = (ordinal + 1, 0, true);
            } else {
                step += 1;
            }
            closed = open && closes(event.kind);
            if at == index {
                break;
            }
            if closed {
                open = false;
            }
        }
        let phase = match (closed, step, ordinal) {
            (true, _, _) => Phase::End,
            (false, 0, 1..) => Phase::Start,
            _ => Phase::Step(step),
        };
        Some(Anchor { lane, number: self.lane_number(event.lane), ordinal, phase })
    }

    /// The index of the event that an anchor names.
    ///
    /// # Errors
    /// [`AnchorError::Missing`] if this trace has no such place.
    pub fn find(&self, anchor: Anchor) -> Result<usize, AnchorError> {
        let missing = || AnchorError::Missing(anchor.to_string());
        let lane = (0..self.lanes.len() as u32)
            .map(LaneId)
            .filter(|id| self.lane(*id).kind == anchor.lane)
            .nth(anchor.number as usize)
            .ok_or_else(missing)?;
        let (mut ordinal, mut step, mut open) = (0, 0, false);
        for (index, event) in self.on_lane(lane) {
            if opens(event.kind) {
                (ordinal, step, open) = (ordinal + 1, 0, true);
            } else {
                step += 1;
            }
            let closed = open && closes(event.kind);
            let here = ordinal == anchor.ordinal
                && match anchor.phase {
                    Phase::Start => step == 0,
                    Phase::Step(wanted) => step == wanted,
                    Phase::End => closed,
                };
            if here {
                return Ok(index);
            }
            open &= !closed;
        }
        Err(missing())
    }

    fn on_lane(&self, lane: LaneId) -> impl Iterator<Item = (usize, &crate::Event)> {
        self.events.iter().enumerate().filter(move |(_, event)| event.lane == lane)
    }

    /// How many rows of the same kind come before this one.
    fn lane_number(&self, id: LaneId) -> u32 {
        let kind = self.lane(id).kind;
        self.lanes[..id.index()].iter().filter(|lane| lane.kind == kind).count() as u32
    }
}

fn opens(kind: EventKind) -> bool {
    matches!(kind, EventKind::PollStarted(_) | EventKind::TurnStarted)
}

fn closes(kind: EventKind) -> bool {
    matches!(kind, EventKind::PollEnded(..) | EventKind::TurnEnded)
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lane {
            LaneKind::Reactor => f.write_str("r")?,
            LaneKind::JavaScript => f.write_str("js")?,
            LaneKind::Task(TaskId(number)) => write!(f, "t{number}")?,
            LaneKind::Thread => write!(f, "m{}", self.number)?,
        }
        match self.phase {
            Phase::Start => write!(f, ".{}.start", self.ordinal),
            Phase::Step(step) => write!(f, ".{}+{step}", self.ordinal),
            Phase::End => write!(f, ".{}.end", self.ordinal),
        }
    }
}

impl FromStr for Anchor {
    type Err = AnchorError;

    fn from_str(text: &str) -> Result<Anchor, AnchorError> {
        parse(text).ok_or_else(|| AnchorError::Form(text.chars().take(60).collect()))
    }
}

fn parse(text: &str) -> Option<Anchor> {
    let (row, rest) = text.split_once('.')?;
    let digits = |text: &str| {
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if plain { text.parse::<u32>().ok() } else { None }
    };
    let (lane, number) = match row {
        "r" => (LaneKind::Reactor, 0),
        "js" => (LaneKind::JavaScript, 0),
        _ if row.starts_with('t') => (LaneKind::Task(TaskId(digits(&row[1..])?)), 0),
        _ if row.starts_with('m') => (LaneKind::Thread, digits(&row[1..])?),
        _ => return None,
    };
    let (ordinal, phase) = match rest.split_once('.') {
        Some((ordinal, "start")) => (digits(ordinal)?, Phase::Start),
        Some((ordinal, "end")) => (digits(ordinal)?, Phase::End),
        Some(_) => return None,
        None => {
            let (ordinal, step) = rest.split_once('+')?;
            (digits(ordinal)?, Phase::Step(digits(step)?))
        }
    };
    Some(Anchor { lane, number, ordinal, phase })
}
