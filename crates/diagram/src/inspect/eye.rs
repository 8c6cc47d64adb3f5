//! A trace being looked at: what the details of every kind of thing are made with.

use super::{Cause, CauseKind, Details, Times};
use crate::ledger::{CallRow, Held, Ledger, Reach};
use crate::narrate::{narrate, narrate_near};
use crate::words::{awaited, call_noun, lane_label, line, promise};
use trace::{
    Awaited, CallId, Event, EventKind, Index, Instant, LaneId, LaneKind, TaskId, ThreadEvent,
    Trace, WaitOn,
};

/// A trace, and of a long one its index.
pub(super) struct Eye<'a> {
    pub(super) trace: &'a Trace,
    pub(super) index: Option<&'a Index>,
}

impl<'a> Eye<'a> {
    pub(super) fn new(trace: &'a Trace, index: Option<&'a Index>) -> Eye<'a> {
        Eye { trace, index }
    }

    pub(super) fn event(&self, index: usize) -> &Event {
        &self.trace.events[index]
    }

    pub(super) fn ledger(&self, lanes: &[LaneId]) -> Ledger {
        Ledger::of(self.trace, self.index, lanes)
    }

    /// The sentence about an event.
    pub(super) fn says(&self, event: usize) -> String {
        match self.index {
            Some(index) => narrate_near(self.trace, index, event),
            None => narrate(self.trace, event),
        }
    }

    /// When an event happened.
    pub(super) fn at(&self, event: usize) -> String {
        self.event(event).at.words()
    }

    /// When something ended, if it did.
    pub(super) fn ended(&self, event: Option<usize>) -> String {
        event.map_or_else(|| "never".to_owned(), |event| self.at(event))
    }

    /// Whether an event happens on a lane, or to whoever is at home there.
    fn is_own(&self, lane: LaneId, at: usize) -> bool {
        let event = self.event(at);
        event.lane == lane || self.trace.home(event) == lane
    }

    /// The last event before this one that is a lane's own and of which something holds.
    pub(super) fn back(
        &self,
        lane: LaneId,
        before: usize,
        holds: &dyn Fn(&Event) -> bool,
    ) -> Option<usize> {
        let fits = |at: &usize| self.is_own(lane, *at) && holds(self.event(*at));
        match self.index {
            Some(index) => {
                let own = index.events_before(lane, before);
                own.iter().rev().map(|at| *at as usize).find(fits)
            }
            None => (0..before.min(self.trace.events.len())).rev().find(fits),
        }
    }

    /// The first event from here on that is a lane's own and of which something holds.
    pub(super) fn ahead(
        &self,
        lane: LaneId,
        from: usize,
        holds: &dyn Fn(&Event) -> bool,
    ) -> Option<usize> {
        let fits = |at: &usize| self.is_own(lane, *at) && holds(self.event(*at));
        match self.index {
            Some(index) => {
                let own = index.events_of(lane);
                let later = &own[own.partition_point(|at| (*at as usize) < from)..];
                later.iter().map(|at| *at as usize).find(fits)
            }
            None => (from..self.trace.events.len()).find(fits),
        }
    }

    /// The calls on a lane's stack before an event, outermost first, each with the event at which
    /// it came there last.
    pub(super) fn stack(&self, lane: LaneId, before: usize) -> Vec<(CallId, usize)> {
        let mut stack = Vec::new();
        let mut take = |at: usize| {
            let event = self.event(at);
            match event.kind {
                EventKind::CallEntered(call) if event.lane == lane => stack.push((call, at)),
                EventKind::CallLeft(..) if event.lane == lane => drop(stack.pop()),
                EventKind::Thread(ThreadEvent::CutOff) if event.lane == lane => stack.clear(),
                _ => {}
            }
        };
        match self.index {
            Some(index) => {
                index.events_before(lane, before).iter().for_each(|at| take(*at as usize));
            }
            None => (0..before.min(self.trace.events.len())).for_each(take),
        }
        stack
    }

    /// The poll or turn that is under way on a lane when an event happens.
    pub(super) fn round_of(&self, event: usize) -> Option<usize> {
        let lane = self.event(event).lane;
        let bounds = |event: &Event| opens(event) || closes(event);
        let bound = self.back(lane, event, &|event| event.lane == lane && bounds(event))?;
        opens(self.event(bound)).then_some(bound)
    }

    /// Whoever does what an event says: the call atop the stack and its lane, or the lane alone.
    pub(super) fn doer(&self, event: usize) -> String {
        let lane = self.event(event).lane;
        match self.stack(lane, event).last() {
            Some((call, _)) if self.trace.lane(lane).kind == LaneKind::JavaScript => {
                call_noun(self.trace, *call)
            }
            Some((call, _)) => {
                [call_noun(self.trace, *call), lane_label(self.trace, lane)].join(" in ")
            }
            None => lane_label(self.trace, lane),
        }
    }

    /// The call's last entry before an event.
    pub(super) fn entry(row: &CallRow, before: usize) -> Option<usize> {
        let pieces = row.pieces.iter().rev().map(|piece| piece.reach.from);
        pieces.into_iter().find(|from| *from <= before)
    }

    /// What was under way in a call, as an object of a sentence.
    pub(super) fn held(&self, held: Held) -> String {
        match held {
            Held::Call(call) => call_noun(self.trace, call),
            Held::Op(op) => self.trace.op_label(op),
            Held::Wait(wait) => awaited(self.trace, self.trace.wait(wait).on),
            Held::Promise(promised) => promise(self.trace, promised.get()),
        }
    }

    /// The beginning of what is awaited at an event: of a call in the same body, its last entry.
    /// None if it is nothing that has events.
    pub(super) fn beginning(&self, ledger: &Ledger, held: Held, at: usize) -> Option<usize> {
        let life = |call: CallId| ledger.calls[call.index()].life().map(|life| life.from);
        match held {
            Held::Call(call) => Eye::entry(&ledger.calls[call.index()], at),
            Held::Op(op) => ledger.ops[op.index()].started,
            Held::Wait(wait) => {
                let row = &ledger.waits[wait.index()];
                self.awaited_from(self.trace.wait(wait).on).or(row.began)
            }
            Held::Promise(promised) => match promised.get() {
                Awaited::Op(op) => ledger.ops[op.index()].started,
                Awaited::Call(call) => life(call),
                Awaited::Value | Awaited::Next | Awaited::Unobservable => None,
            },
        }
    }

    /// The first event of what a wait is for.
    pub(super) fn awaited_from(&self, on: WaitOn) -> Option<usize> {
        let first = |lane: LaneId, is: &dyn Fn(EventKind) -> bool| {
            self.ahead(lane, 0, &|event| is(event.kind))
        };
        match on {
            WaitOn::Op(op) => {
                first(self.trace.op(op).lane, &|kind| kind == EventKind::OpStarted(op))
            }
            WaitOn::Task(task) => {
                first(self.trace.task(task).lane, &|kind| kind == EventKind::TaskSpawned(task))
            }
            WaitOn::Thread(lane) => first(lane, &|kind| match kind {
                EventKind::Thread(ThreadEvent::Spawned(new, _)) => new == lane,
                _ => false,
            }),
            WaitOn::Named(_) => None,
        }
    }

    pub(super) fn cause(&self, kind: CauseKind, from: usize, to: usize) -> Cause {
        Cause { kind, from, to, sentence: self.says(to) }
    }

    /// From whoever has a lane do something to the event: its call atop the stack, or its round.
    pub(super) fn by(&self, kind: CauseKind, event: usize) -> Option<Cause> {
        let lane = self.event(event).lane;
        let entered = self.stack(lane, event).last().map(|(_, entered)| *entered);
        let from = entered.or_else(|| self.round_of(event))?;
        Some(self.cause(kind, from, event))
    }

    /// The lane of a task.
    pub(super) fn lane(&self, task: TaskId) -> LaneId {
        self.trace.task(task).lane
    }

    /// In which line of the source something happened, if that is known.
    pub(super) fn line(&self, details: &mut Details, event: usize) {
        if let Some(line) = line(self.trace, self.event(event).span) {
            details.fact("Line", line.to_string(), Some(event));
        }
    }

    /// From when to when, how long, how much of it running and how much waiting.
    pub(super) fn times(&self, details: &mut Details, reach: Reach, busy: u64) {
        let long = reach.long(self.trace);
        let busy = busy.min(long);
        let times = Times { from: reach.from, to: reach.to, busy, waiting: long - busy };
        details.times = Some(times);
        details.fact("Busy", Instant(busy).words(), None);
        details.fact("Waiting", Instant(times.waiting).words(), None);
    }
}

pub(super) fn opens(event: &Event) -> bool {
    matches!(event.kind, EventKind::PollStarted(_) | EventKind::TurnStarted)
}

pub(super) fn closes(event: &Event) -> bool {
    matches!(event.kind, EventKind::PollEnded(..) | EventKind::TurnEnded)
}

/// Whether the run was over in the middle of what this lane did.
pub(super) fn is_cut(event: &Event) -> bool {
    event.kind == EventKind::Thread(ThreadEvent::CutOff)
}
