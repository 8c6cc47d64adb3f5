//! What is opened is closed, and time never steps back. Every trace in every test is asked.

use crate::state::{CallState, OpState, TaskPhase, WaitState};
use crate::{
    CallKind, ConnectionState, Event, EventKind, LaneId, LaneKind, Left, PollResult, State,
    ThreadEvent, ThreadPhase, Trace, WaitOn, WakeEffect,
};
use std::fmt;

/// The first thing that is wrong with a trace, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The index of the offending event, or the number of events if something is left open.
    pub event: usize,
    /// What is wrong.
    pub problem: String,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "event {}: {}", self.event, self.problem)
    }
}

impl std::error::Error for Invalid {}

impl Trace {
    /// Checks every rule that a trace keeps.
    ///
    /// # Errors
    /// The first event that breaks one, or the first thing left open at the end.
    pub fn validate(&self) -> Result<(), Invalid> {
        self.ids_exist().map_err(|(event, problem)| Invalid { event, problem })?;
        let mut state = State::start(self);
        let mut turn: Vec<bool> = vec![false; self.lanes.len()];
        let mut working: Vec<u32> = vec![0; self.lanes.len()];
        for (index, event) in self.events.iter().enumerate() {
            let invalid = |problem| Invalid { event: index, problem };
            rule(event.at >= state.at, || format!("time steps back to {}", event.at))
                .and_then(|()| self.may_follow(&state, event))
                .and_then(|()| pairs(event, &mut turn, &mut working))
                .map_err(invalid)?;
            state.apply(self, event);
        }
        self.closed(&state, &turn, &working)
            .map_err(|problem| Invalid { event: self.events.len(), problem })
    }

    /// Whether `event` may happen in this state.
    fn may_follow(&self, state: &State, event: &Event) -> Result<(), String> {
        rule(!state.ended, || "something happens after the end of the run".to_owned())?;
        match event.kind {
            EventKind::TaskSpawned(task) => {
                rule(state.tasks[task.index()].phase == TaskPhase::Unborn, || {
                    format!("{task} is spawned twice")
                })
            }
            EventKind::PollStarted(task) => {
                let alone = state.polling.is_none() || self.has_threads();
                rule(alone, || format!("{task} is polled inside a poll"))?;
                rule(state.ready.contains(&task), || {
                    format!("{task} is polled and nobody asked for it")
                })?;
                self.on_its_lane(event, LaneKind::Task(task))
            }
            EventKind::PollEnded(task, _) => {
                let stack = &state.stacks[event.lane.index()];
                let phase = state.tasks[task.index()].phase;
                let polled = matches!(phase, TaskPhase::Polling | TaskPhase::PollingWoken);
                rule(polled, || format!("{task} was not being polled"))?;
                rule(stack.is_empty(), || format!("the poll of {task} leaves calls on its stack"))
            }
            EventKind::TaskEnded(task, _) => rule(
                !matches!(
                    state.tasks[task.index()].phase,
                    TaskPhase::Unborn
                        | TaskPhase::Polling
                        | TaskPhase::PollingWoken
                        | TaskPhase::Ended(_)
                ),
                || format!("{task} ends, which it cannot do now"),
            ),
            EventKind::Woken(task, _, effect) => {
                let fits = match state.tasks[task.index()].phase {
                    TaskPhase::Pending => effect == WakeEffect::Queued,
                    TaskPhase::Polling => effect == WakeEffect::WhilePolling,
                    TaskPhase::Queued | TaskPhase::PollingWoken => {
                        effect == WakeEffect::AlreadyQueued
                    }
                    TaskPhase::Unborn | TaskPhase::Finished | TaskPhase::Ended(_) => false,
                };
                rule(fits, || format!("the wake of {task} does not fit its state"))
            }
            EventKind::CallCreated(call) => rule(
                state.calls[call.index()] == CallState::Unborn
                    && self.call(call).kind != CallKind::Sync,
                || format!("{call} is created, which it cannot be now"),
            ),
            EventKind::CallEntered(call) => {
                let javascript = self.lane(event.lane).kind == LaneKind::JavaScript;
                let fresh = match self.call(call).kind {
                    // An async function runs at its call: nothing need be made before.
                    _ if javascript => matches!(
                        state.calls[call.index()],
                        CallState::Unborn | CallState::Created | CallState::Suspended(_)
                    ),
                    CallKind::Sync => state.calls[call.index()] == CallState::Unborn,
                    CallKind::Async | CallKind::Block => matches!(
                        state.calls[call.index()],
                        CallState::Created | CallState::Suspended(_)
                    ),
                };
                rule(fresh, || format!("{call} is entered, which it cannot be now"))?;
                let ready = self.call(call).again.map(|ready| state.calls[ready.index()]);
                rule(matches!(ready, None | Some(CallState::Returned)), || {
                    format!("{call} comes again after a call that is not over")
                })
            }
            EventKind::CallLeft(call, left) => {
                let top = state.stacks[event.lane.index()].last();
                rule(top == Some(&call), || format!("{call} is left and is not atop its stack"))?;
                let sync = self.call(call).kind == CallKind::Sync;
                rule(!sync || left.is_done(), || {
                    format!("{call} is a sync call and cannot be suspended")
                })?;
                rule(sync || !matches!(left, Left::Ready | Left::Pending), || {
                    format!("{call} is an async call: its polls answer for it")
                })?;
                let javascript = self.lane(event.lane).kind == LaneKind::JavaScript;
                let its_own = matches!(left, Left::Awaits(_) | Left::Follows(_) | Left::Threw);
                rule(javascript || !its_own, || format!("{call} is left as JavaScript's calls are"))
            }
            EventKind::CallDropped(call) => rule(
                matches!(state.calls[call.index()], CallState::Created | CallState::Suspended(_)),
                || format!("{call} is dropped, which it cannot be now"),
            ),
            EventKind::OpStarted(op) => {
                rule(state.ops[op.index()] == OpState::Unborn, || format!("{op} is started twice"))
            }
            EventKind::OpEnded(op, _) => {
                rule(matches!(state.ops[op.index()], OpState::Pending(_)), || {
                    format!("{op} ends and was not under way")
                })
            }
            EventKind::WaitEnded(wait) => {
                rule(state.waits[wait.index()] == WaitState::Open, || {
                    format!("{wait} ends and was not open")
                })
            }
            EventKind::MessageReceived(channel) => {
                rule(state.channels[channel.index()] > 0, || {
                    format!("a message is received and none is in {channel}")
                })
            }
            EventKind::WaitStarted(wait) => {
                rule(state.waits[wait.index()] == WaitState::Unborn, || {
                    format!("{wait} is started twice")
                })
            }
            EventKind::Thread(what) => self.thread_may(state, event.lane, what),
            EventKind::Connection(id, what) => {
                self.connection_may(state.connections[id.index()], id, what)
            }
            EventKind::ScopeOpened(_)
            | EventKind::ScopeEntered(_)
            | EventKind::ScopeLeft(_)
            | EventKind::ScopeClosed(_) => self.scope_may_follow(state, event),
            _ => Ok(()),
        }
    }

    /// Whether something may happen to a thread.
    fn thread_may(&self, state: &State, lane: LaneId, what: ThreadEvent) -> Result<(), String> {
        let is_thread = |lane: LaneId| self.lane(lane).kind == LaneKind::Thread;
        let fits = match what {
            ThreadEvent::Spawned(new, _) => {
                is_thread(new) && state.threads[new.index()] == ThreadPhase::Unspawned
            }
            ThreadEvent::Unparked(_) => true,
            ThreadEvent::CutOff => state.threads[lane.index()].after(what).is_some(),
            _ => is_thread(lane) && state.threads[lane.index()].after(what).is_some(),
        };
        rule(fits, || format!("{what:?} cannot happen to {lane} now"))?;
        let done = what != ThreadEvent::Ended || state.stacks[lane.index()].is_empty();
        rule(done, || format!("the thread of {lane} ends and leaves calls on its stack"))
    }

    fn has_threads(&self) -> bool {
        let spawns =
            |event: &Event| matches!(event.kind, EventKind::Thread(ThreadEvent::Spawned(..)));
        let threads = self.lanes.iter().filter(|lane| lane.kind == LaneKind::Thread);
        threads.count() > 1 || self.events.iter().any(spawns)
    }

    fn on_its_lane(&self, event: &Event, kind: LaneKind) -> Result<(), String> {
        rule(self.lane(event.lane).kind == kind, || {
            format!("{:?} is recorded on lane {}", event.kind, event.lane)
        })
    }

    /// Whether nothing is left open after the last event.
    fn closed(&self, state: &State, turn: &[bool], working: &[u32]) -> Result<(), String> {
        rule(state.ended, || "the run has no end".to_owned())?;
        rule(state.polling.is_none(), || "a poll is left open".to_owned())?;
        rule(!turn.contains(&true), || "a turn is left open".to_owned())?;
        rule(working.iter().all(|open| *open == 0), || "some work is left open".to_owned())?;
        for (number, call) in state.calls.known() {
            let closed = matches!(call, CallState::Returned | CallState::Dropped);
            rule(closed, || format!("C{number} is left open: {call:?}"))?;
        }
        for (number, op) in state.ops.known() {
            let closed = matches!(op, OpState::Ended(_));
            rule(closed, || format!("O{number} is left open: {op:?}"))?;
        }
        for (number, task) in state.tasks.known() {
            let closed = matches!(task.phase, TaskPhase::Ended(_));
            rule(closed, || format!("T{number} is left open: {:?}", task.phase))?;
        }
        for (number, thread) in state.threads.known() {
            let waits = matches!(thread, ThreadPhase::Spawned | ThreadPhase::WithoutCore);
            let spawned = || {
                let number = number as u32;
                let spawns = |event: &Event| {
                    matches!(event.kind,
                    EventKind::Thread(ThreadEvent::Spawned(lane, _)) if lane.0 == number)
                };
                self.events.iter().any(spawns)
            };
            let open = waits || *thread == ThreadPhase::Running && spawned();
            rule(!open, || format!("the thread of L{number} is left open: {thread:?}"))?;
        }
        self.scopes_closed(state)?;
        for (number, connection) in state.connections.known() {
            let closed = *connection != ConnectionState::Open;
            rule(closed, || format!("K{number} is left open"))?;
        }
        for (number, wait) in state.waits.known() {
            rule(*wait == WaitState::Ended, || format!("W{number} is left open: {wait:?}"))?;
        }
        Ok(())
    }

    /// Whether every number points at a row of its table.
    fn ids_exist(&self) -> Result<(), (usize, String)> {
        for (index, event) in self.events.iter().enumerate() {
            let known = event.lane.index() < self.lanes.len()
                && event.span.is_none_or(|span| span.index() < self.spans.len())
                && self.subject_exists(event.kind);
            rule(known, || format!("{:?} points outside the tables", event.kind))
                .map_err(|problem| (index, problem))?;
        }
        let name = |id: crate::NameId| id.index() < self.names.len();
        let lane = |id: LaneId| id.index() < self.lanes.len();
        let tables = self.lanes.iter().all(|row| name(row.name))
            && self.tasks.iter().all(|row| name(row.name) && lane(row.lane))
            && self.calls.iter().all(|row| name(row.name))
            && self
                .calls
                .iter()
                .all(|row| row.again.is_none_or(|id| id.index() < self.calls.len()))
            && self.ops.iter().all(|row| name(row.label) && lane(row.lane))
            && self.waits.iter().all(|row| match row.on {
                WaitOn::Op(op) => op.index() < self.ops.len(),
                WaitOn::Task(task) => task.index() < self.tasks.len(),
                WaitOn::Thread(id) => lane(id),
                WaitOn::Named(id) => name(id),
            })
            && self.channels.iter().all(|row| name(row.message))
            && self.connections.iter().all(|row| name(row.name))
            && self.scopes_exist();
        rule(tables, || "a table points outside another".to_owned()).map_err(|problem| (0, problem))
    }

    fn subject_exists(&self, kind: EventKind) -> bool {
        match kind {
            EventKind::TaskSpawned(task)
            | EventKind::PollStarted(task)
            | EventKind::PollEnded(task, PollResult::Ready | PollResult::Pending)
            | EventKind::TaskEnded(task, _)
            | EventKind::Woken(task, _, _) => task.index() < self.tasks.len(),
            EventKind::CallCreated(call)
            | EventKind::CallEntered(call)
            | EventKind::CallDropped(call) => call.index() < self.calls.len(),
            EventKind::CallLeft(call, left) => {
                let known = match left {
                    Left::Awaits(of) | Left::Follows(of) => self.promise_exists(of.get()),
                    _ => true,
                };
                known && call.index() < self.calls.len()
            }
            EventKind::OpStarted(op) | EventKind::OpEnded(op, _) => op.index() < self.ops.len(),
            EventKind::WaitStarted(wait) | EventKind::WaitEnded(wait) => {
                wait.index() < self.waits.len()
            }
            EventKind::Thread(ThreadEvent::Spawned(lane, _) | ThreadEvent::Unparked(lane)) => {
                lane.index() < self.lanes.len()
            }
            EventKind::MessageSent(channel) | EventKind::MessageReceived(channel) => {
                channel.index() < self.channels.len()
            }
            EventKind::ScopeOpened(scope)
            | EventKind::ScopeEntered(scope)
            | EventKind::ScopeLeft(scope)
            | EventKind::ScopeClosed(scope) => scope.index() < self.scopes.len(),
            EventKind::Connection(id, what) => self.connection_exists(id, what),
            EventKind::Logged(name) => name.index() < self.names.len(),
            _ => true,
        }
    }
}

/// Turns and work open and close by turns on their lane.
fn pairs(event: &Event, turn: &mut [bool], working: &mut [u32]) -> Result<(), String> {
    let lane = event.lane.index();
    match event.kind {
        EventKind::TurnStarted | EventKind::TurnEnded => {
            let starts = event.kind == EventKind::TurnStarted;
            rule(turn[lane] != starts, || "a turn opens inside a turn, or closes none".to_owned())?;
            turn[lane] = starts;
        }
        EventKind::Thread(ThreadEvent::CutOff) => working[lane] = 0,
        EventKind::WorkStarted => working[lane] += 1,
        EventKind::WorkEnded => {
            rule(working[lane] > 0, || "work ends that was not begun".to_owned())?;
            working[lane] -= 1;
        }
        _ => {}
    }
    Ok(())
}

pub(crate) fn rule(holds: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem()) }
}
