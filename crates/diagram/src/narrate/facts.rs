//! What a sentence may claim about an event, computed from the events before it.
//!
//! One fold to the event: the state, and what the state does not keep: who asked for what, whose
//! body a call ran in, how often a call was entered. Of a long trace, with its index, only what
//! concerns the lanes of the event is folded.

use crate::words::{awaited, between, call_noun, who};
use trace::{
    CallId, CallKind, CallState, Event, EventKind, Index, LaneId, LaneKind, OpId, PollResult, Rows,
    State, TaskId, ThreadEvent, Trace, WaitOn, WakeEffect,
};

/// The state before an event, and what else its sentence needs.
pub(super) struct Facts<'a> {
    pub(super) trace: &'a Trace,
    pub(super) index: usize,
    pub(super) event: Event,
    /// The state before the event.
    pub(super) before: State,
    calls: Rows<Life>,
    /// Per operation, the call that asked for it.
    askers: Rows<Option<CallId>>,
    /// Waits that are open, with the call that waits.
    waits: Vec<(CallId, WaitOn)>,
}

/// Who is asked for an operation, and ends it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    /// The runtime's: what asks goes on, or leaves the stack.
    Reactor,
    /// The operating system: what asks is a call that blocks its thread.
    System,
    /// JavaScript's.
    JavaScript,
}

/// A call so far.
#[derive(Clone, Copy, Default)]
struct Life {
    /// How often it has been entered.
    entries: u32,
    /// The event at which it last came onto the stack, and that at which it was last suspended.
    entered: usize,
    suspended: usize,
    /// The caller that it last ran in.
    parent: Option<CallId>,
}

impl<'a> Facts<'a> {
    pub(super) fn before(trace: &'a Trace, index: usize) -> Option<Facts<'a>> {
        let event = *trace.events.get(index)?;
        let calls = Rows::all(trace.calls.len(), Life::default());
        let askers = Rows::all(trace.ops.len(), None);
        let before = State::start(trace);
        let mut facts = Facts { trace, index, event, before, calls, askers, waits: Vec::new() };
        for at in 0..index {
            facts.take(at);
        }
        Some(facts)
    }

    /// The same of a long trace: from the events of the lanes that this one concerns.
    pub(super) fn near(trace: &'a Trace, known: &Index, index: usize) -> Option<Facts<'a>> {
        let event = *trace.events.get(index)?;
        let (calls, askers) = (Rows::few(Life::default()), Rows::few(None));
        let before = State::of_few();
        let mut facts = Facts { trace, index, event, before, calls, askers, waits: Vec::new() };
        let mut lanes = vec![trace.home(&event)];
        if event.lane != lanes[0] {
            lanes.push(event.lane);
        }
        for lane in &lanes {
            for at in known.events_before(*lane, index) {
                facts.take(*at as usize);
            }
        }
        facts.before = known.state_at(trace, &lanes, index);
        Some(facts)
    }

    fn take(&mut self, at: usize) {
        let event = &self.trace.events[at];
        self.learn(at, event);
        self.before.apply(self.trace, event);
    }

    fn learn(&mut self, at: usize, event: &Event) {
        let top = self.top(event.lane);
        match event.kind {
            EventKind::CallEntered(call) => {
                let life = &mut self.calls[call.index()];
                life.entries += 1;
                (life.entered, life.parent) = (at, top);
            }
            EventKind::CallLeft(call, _) => self.calls[call.index()].suspended = at,
            EventKind::OpStarted(op) => self.askers[op.index()] = top,
            EventKind::WaitStarted(wait) => {
                self.waits.extend(top.map(|call| (call, self.trace.wait(wait).on)));
            }
            EventKind::WaitEnded(wait) => {
                let on = self.trace.wait(wait).on;
                if let Some(place) = self.waits.iter().position(|open| open.1 == on) {
                    self.waits.remove(place);
                }
            }
            _ => {}
        }
    }

    /// The call atop a lane's stack.
    pub(super) fn top(&self, lane: LaneId) -> Option<CallId> {
        self.before.stacks[lane.index()].last().copied()
    }

    /// Whoever does what the event says.
    pub(super) fn who(&self) -> String {
        who(self.trace, self.top(self.event.lane), self.event.lane)
    }

    /// Whether the last poll or turn is over: what still happens is the end of the run.
    pub(super) fn is_shutdown(&self) -> bool {
        let polls =
            |event: &Event| matches!(event.kind, EventKind::PollEnded(..) | EventKind::TurnEnded);
        // An executor written by hand has no polls of ours, and may drop things on the way.
        self.event.at == self.trace.end()
            && self.before.polling.is_none()
            && !self.trace.events[self.index..].iter().any(polls)
    }

    /// Whether this wake is the doing of JavaScript that takes part in a run.
    pub(super) fn is_by_javascript(&self, wake: Option<&Event>) -> bool {
        wake.is_some_and(|wake| self.trace.lane(wake.lane).kind == LaneKind::JavaScript)
    }

    /// What queued the task that is polled from here on.
    pub(super) fn last_wake(&self, task: TaskId) -> Option<&Event> {
        let wakes = |event: &&Event| match event.kind {
            EventKind::Woken(woken, _, effect) => {
                woken == task && effect != WakeEffect::AlreadyQueued
            }
            _ => false,
        };
        self.trace.events[..self.index].iter().rfind(wakes)
    }

    /// Whether the poll of this task that is going on answers Ready.
    pub(super) fn completes(&self, task: TaskId) -> bool {
        let answer = self.trace.events[self.index..].iter().find_map(|event| match event.kind {
            EventKind::PollEnded(polled, answer) if polled == task => Some(answer),
            _ => None,
        });
        answer == Some(PollResult::Ready)
    }

    /// Whether the run ends now with calls on this lane's stack.
    pub(super) fn is_cut_off(&self) -> bool {
        let cut = EventKind::Thread(ThreadEvent::CutOff);
        let mut rest = self.trace.events[self.index..].iter();
        rest.any(|event| event.lane == self.event.lane && event.kind == cut)
            && self.event.at == self.trace.end()
    }

    /// Who is asked for the operation that starts or ends here.
    pub(super) fn asked_of(&self, op: OpId) -> Host {
        let starts = matches!(self.event.kind, EventKind::OpStarted(_));
        let asker = if starts { self.top(self.event.lane) } else { self.askers[op.index()] };
        let lane = self.trace.op(op).lane;
        let is_sync = |call: CallId| self.is_sync(call);
        // A call of the system stands in nobody's source; who waits for it does so on the stack.
        let is_foreign = |call: CallId| self.trace.call(call).defined.is_none();
        let blocks = match self.trace.lane(lane).kind {
            LaneKind::JavaScript => return Host::JavaScript,
            LaneKind::Reactor => false,
            // An executor written by hand polls futures on a thread's row.
            LaneKind::Thread => asker.is_none_or(is_sync),
            LaneKind::Task(_) => {
                asker.is_some_and(|call| is_sync(call) && is_foreign(call))
                    || self.trace.waits.iter().any(|wait| wait.on == WaitOn::Op(op))
            }
        };
        if blocks { Host::System } else { Host::Reactor }
    }

    /// Whether the wait that begins or ends here holds its whole poll up: nothing leaves the stack
    /// in the meantime, and time passes or the run ends.
    pub(super) fn is_blocked(&self) -> bool {
        let (here, lane) = (self.event, self.event.lane);
        let bounds = |event: &&Event| {
            let of_wait = match (here.kind, event.kind) {
                (EventKind::WaitStarted(wait), EventKind::WaitEnded(other))
                | (EventKind::WaitEnded(wait), EventKind::WaitStarted(other)) => wait == other,
                _ => false,
            };
            use EventKind::{CallLeft, PollEnded, PollStarted};
            let leaves = matches!(event.kind, CallLeft(..) | PollEnded(..) | PollStarted(_));
            event.lane == lane && (of_wait || leaves)
        };
        let other = match here.kind {
            EventKind::WaitStarted(_) => self.trace.events[self.index + 1..].iter().find(bounds),
            _ => self.trace.events[..self.index].iter().rfind(bounds),
        };
        other.is_some_and(|other| {
            let of_wait = matches!(other.kind, EventKind::WaitStarted(_) | EventKind::WaitEnded(_));
            of_wait && (other.at != here.at || self.is_cut_off())
        })
    }

    pub(super) fn lane_kind(&self) -> LaneKind {
        self.trace.lane(self.event.lane).kind
    }

    pub(super) fn call(&self, call: CallId) -> String {
        call_noun(self.trace, call)
    }

    /// What a call that is about to be suspended was held up by: calls in its body that were
    /// suspended since it was entered; without any, what it has asked for itself and not got.
    /// And whether that is one thing and nothing else can be meant.
    pub(super) fn held_up_by(&self, call: CallId) -> (Vec<String>, bool) {
        let mut inner = Vec::new();
        for (number, life) in self.calls.known() {
            let id = CallId(number as u32);
            if life.parent == Some(call)
                && matches!(self.before.calls[id.index()], CallState::Suspended(_))
                && life.suspended > self.calls[call.index()].entered
            {
                inner.push(id);
            }
        }
        let mut names: Vec<_> = inner.iter().map(|inner| self.call(*inner)).collect();
        let mut beside = false;
        for op in self.before.pending_ops() {
            if !inner.is_empty() {
                // An operation that this call, or an ordinary function below it, asked for may be
                // awaited beside the inner call; the trace cannot tell.
                beside |= self.asked_below(op, call, &inner);
            } else if self.askers[op.index()] == Some(call) {
                names.push(self.trace.op_label(op));
            }
        }
        if let [first, rest @ ..] = &inner[..] {
            return (names, rest.is_empty() && !beside && self.ran(*first));
        }
        for (waiting, on) in &self.waits {
            // A blocking call has asked for what it waits for: one thing, not two.
            if *waiting == call && !matches!(on, WaitOn::Op(_)) {
                names.push(awaited(self.trace, *on));
            }
        }
        let sure = names.len() == 1;
        (names, sure)
    }

    /// Whether an operation was asked for in a call's body, and not in one of these inner calls.
    fn asked_below(&self, op: OpId, call: CallId, inner: &[CallId]) -> bool {
        let mut asker = self.askers[op.index()];
        // A caller was there before what it calls, so this ends; the bound is for broken traces.
        for _ in 0..self.trace.calls.len() {
            match asker {
                Some(found) if found == call => return true,
                Some(found) if inner.contains(&found) => return false,
                Some(found) => asker = self.calls[found.index()].parent,
                None => return false,
            }
        }
        false
    }

    /// Whether a call's body ever ran.
    pub(super) fn ran(&self, call: CallId) -> bool {
        self.calls[call.index()].entries > 0
    }

    pub(super) fn is_javascript(&self) -> bool {
        self.lane_kind() == LaneKind::JavaScript
    }

    pub(super) fn is_sync(&self, call: CallId) -> bool {
        self.trace.call(call).kind == CallKind::Sync
    }

    /// How long the work that begins or ends here takes.
    pub(super) fn work(&self) -> Option<String> {
        let lane = self.event.lane;
        let here = |event: &&Event| event.lane == lane;
        let other = if matches!(self.event.kind, EventKind::WorkStarted) {
            let after = &self.trace.events[self.index + 1..];
            after.iter().filter(here).find(|event| matches!(event.kind, EventKind::WorkEnded))?
        } else {
            let before = &self.trace.events[..self.index];
            before
                .iter()
                .filter(here)
                .rfind(|event| matches!(event.kind, EventKind::WorkStarted))?
        };
        let (from, to) = (other.at.min(self.event.at), other.at.max(self.event.at));
        Some(between(from, to))
    }

    /// The operation of this lane that ended last since its last turn.
    pub(super) fn brought_by(&self) -> Option<OpId> {
        let lane = self.event.lane;
        for event in self.trace.events[..self.index].iter().rev() {
            match event.kind {
                EventKind::TurnEnded if event.lane == lane => break,
                EventKind::OpEnded(op, _) if self.trace.op(op).lane == lane => return Some(op),
                _ => {}
            }
        }
        None
    }
}
