//! What each poll, turn, call, operation and wait of a run was, from its first event to its last.
//!
//! One row each, and all numbers in virtual time: the details of a thing, the comparison of two
//! runs and the account in words are all said from these rows. They stand apart from the scene,
//! which knows the same as shapes. It leaves out all words, and of a long run all lanes but a few.

mod fold;

use trace::{
    CallId, Index, Instant, LaneId, OpEnd, OpId, PollResult, Promised, Rows, TaskId, Trace, WaitId,
};

/// The rows, of a whole run or of some of its lanes.
pub(crate) struct Ledger {
    /// Polls and turns, in the order in which they began.
    pub(crate) rounds: Vec<Round>,
    pub(crate) tasks: Rows<TaskRow>,
    pub(crate) calls: Rows<CallRow>,
    pub(crate) ops: Rows<OpRow>,
    pub(crate) waits: Rows<WaitRow>,
    pub(crate) threads: Rows<ThreadRow>,
    /// Work, and waiting on the stack, in the order in which it began.
    pub(crate) stretches: Vec<Stretch>,
    /// Wakes that brought no poll.
    pub(crate) idle_wakes: Vec<usize>,
    /// Messages: by which event each was sent and received.
    pub(crate) messages: Vec<(Option<usize>, Option<usize>)>,
}

/// From one event to another; none at the end if it never came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) from: usize,
    pub(crate) to: Option<usize>,
}

/// A poll or a turn.
#[derive(Clone, Debug)]
pub(crate) struct Round {
    pub(crate) lane: LaneId,
    /// Of a poll: whose.
    pub(crate) task: Option<TaskId>,
    /// The how-manieth of its lane, from 1.
    pub(crate) number: usize,
    pub(crate) reach: Reach,
    pub(crate) answer: Option<PollResult>,
    /// The event that brought it: a spawn, a wake, the end of an operation.
    pub(crate) brought: Option<usize>,
    /// Nanoseconds in which it computed, and in which it was blocked.
    pub(crate) work: u64,
    pub(crate) blocked: u64,
}

/// A task.
#[derive(Clone, Debug, Default)]
pub(crate) struct TaskRow {
    pub(crate) spawned: Option<usize>,
    /// The call that spawned it, and the poll or turn in which it did.
    pub(crate) spawner: Option<CallId>,
    pub(crate) ended: Option<usize>,
    /// Its polls, among the rounds.
    pub(crate) rounds: Vec<usize>,
}

/// A call between coming onto the stack and leaving it.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) reach: Reach,
    /// The poll or turn in which it ran.
    pub(crate) round: Option<usize>,
    /// In whose body it ran.
    pub(crate) parent: Option<CallId>,
    /// If it left unfinished, what was under way in it then, and whether it awaits just that.
    pub(crate) held: Vec<Held>,
    pub(crate) sure: bool,
}

/// What was under way in a call that left the stack unfinished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    Call(CallId),
    Op(OpId),
    Wait(WaitId),
    /// What an `await` of JavaScript was given.
    Promise(Promised),
}

/// A call.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallRow {
    /// Where it first ran; where it was made, if it never did.
    pub(crate) lane: Option<LaneId>,
    pub(crate) created: Option<usize>,
    /// The call that made it.
    pub(crate) maker: Option<CallId>,
    pub(crate) pieces: Vec<Piece>,
    /// The event with which it was over.
    pub(crate) over: Option<usize>,
    /// Nanoseconds in which it computed itself.
    pub(crate) work: u64,
    /// Nanoseconds in which it was on a stack that was blocked.
    pub(crate) blocked: u64,
}

/// An operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpRow {
    pub(crate) started: Option<usize>,
    pub(crate) ended: Option<usize>,
    pub(crate) end: Option<OpEnd>,
    pub(crate) asker: Option<CallId>,
    /// The turn that its end brought.
    pub(crate) turn: Option<usize>,
}

/// A wait.
#[derive(Clone, Debug, Default)]
pub(crate) struct WaitRow {
    pub(crate) lane: Option<LaneId>,
    pub(crate) call: Option<CallId>,
    pub(crate) began: Option<usize>,
    pub(crate) ended: Option<usize>,
}

/// A thread.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ThreadRow {
    pub(crate) spawned: Option<usize>,
    pub(crate) started: Option<usize>,
    pub(crate) ended: Option<usize>,
}

/// A stretch of work, of waiting on the stack, or without a core.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub(crate) lane: LaneId,
    pub(crate) reach: Reach,
}

impl Ledger {
    /// Of a whole run: as long as one pass over it.
    pub(crate) fn whole(trace: &Trace) -> Ledger {
        fold::fold(trace, &mut (0..trace.events.len()), false)
    }

    /// Of some lanes: of a long run, at the cost of what has happened on them.
    pub(crate) fn of(trace: &Trace, index: Option<&Index>, lanes: &[LaneId]) -> Ledger {
        let Some(index) = index else { return Ledger::whole(trace) };
        let mut own: Vec<u32> = Vec::new();
        for (place, lane) in lanes.iter().enumerate() {
            if !lanes[..place].contains(lane) {
                own.extend(index.events_of(*lane));
            }
        }
        own.sort_unstable();
        fold::fold(trace, &mut own.iter().map(|event| *event as usize), true)
    }

    /// The poll of a task, by its number.
    pub(crate) fn poll(&self, task: TaskId, number: u32) -> Option<usize> {
        let rounds = &self.tasks[task.index()].rounds;
        rounds.get((number as usize).checked_sub(1)?).copied()
    }

    /// The turn of this number.
    pub(crate) fn turn(&self, number: u32) -> Option<usize> {
        let is = |round: &Round| round.task.is_none() && round.number == number as usize;
        self.rounds.iter().position(is)
    }
}

impl Reach {
    pub(crate) fn open(from: usize) -> Reach {
        Reach { from, to: None }
    }

    /// When it ended; the end of the run if it never did.
    pub(crate) fn end(self, trace: &Trace) -> Instant {
        self.to.map_or_else(|| trace.end(), |to| trace.events[to].at)
    }

    /// How long it lasted, in nanoseconds.
    pub(crate) fn long(self, trace: &Trace) -> u64 {
        self.end(trace).0.saturating_sub(trace.events[self.from].at.0)
    }
}

impl CallRow {
    /// From its first event to its last; none if it never was.
    pub(crate) fn life(&self) -> Option<Reach> {
        let entered = self.pieces.first().map(|piece| piece.reach.from);
        let from = self.created.or(entered)?;
        Some(Reach { from, to: self.over })
    }

    /// Nanoseconds on the stack.
    pub(crate) fn on_stack(&self, trace: &Trace) -> u64 {
        self.pieces.iter().map(|piece| piece.reach.long(trace)).sum()
    }

    /// How long it ran, and how long it waited, off the stack or blocked on it: together as long
    /// as it lived.
    pub(crate) fn busy_and_waiting(&self, trace: &Trace) -> (u64, u64) {
        let life = self.life().map_or(0, |life| life.long(trace));
        let busy = self.on_stack(trace).saturating_sub(self.blocked).min(life);
        (busy, life - busy)
    }
}
