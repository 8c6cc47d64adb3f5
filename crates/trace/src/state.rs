//! What is so at a cursor: a fold over the events before it.

use crate::{
    CallId, CallKind, Cause, ConnectionState, Ended, Event, EventKind, Instant, LaneId, OpEnd,
    OpId, PollResult, Rows, ScopeId, SpanId, TaskId, ThreadEvent, ThreadPhase, Trace, WaitId,
    WaitOn, WakeEffect,
};
use std::collections::VecDeque;

/// What is so after a number of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The instant of the last event so far.
    pub at: Instant,
    /// Per task.
    pub tasks: Rows<TaskState>,
    /// The run queue, front first.
    pub ready: VecDeque<TaskId>,
    /// Per lane, the calls on its stack, outermost first.
    pub stacks: Rows<Vec<CallId>>,
    /// Per lane, what it has asked for and not got yet.
    pub awaited: Rows<Vec<WaitOn>>,
    /// Per call.
    pub calls: Rows<CallState>,
    /// Per operation.
    pub ops: Rows<OpState>,
    /// Per wait.
    pub waits: Rows<WaitState>,
    /// Per lane; of those that are threads, where each stands.
    pub threads: Rows<ThreadPhase>,
    /// Per channel, how many messages are in it: sent and not received.
    pub channels: Rows<u32>,
    /// Per span of the program's own tracing.
    pub scopes: Rows<ScopeState>,
    /// Per connection into which the reader types.
    pub connections: Rows<ConnectionState>,
    /// The spans that are entered, innermost last, each with the thread that entered it.
    pub entered: Vec<(LaneId, ScopeId)>,
    /// The task being polled, if any; of several threads, the one whose poll began last.
    pub polling: Option<TaskId>,
    /// How many lines have been printed.
    pub lines: usize,
    /// Whether the run is over.
    pub ended: bool,
}

/// A task at a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskState {
    /// Where it stands.
    pub phase: TaskPhase,
    /// How often it has been polled, counting the poll under way.
    pub polls: u32,
    /// Who asked for its next or present poll, if not its spawning.
    pub woken_by: Option<Cause>,
}

impl TaskState {
    const UNBORN: TaskState = TaskState { phase: TaskPhase::Unborn, polls: 0, woken_by: None };
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskPhase {
    /// Not spawned yet.
    Unborn,
    /// On the run queue.
    Queued,
    /// Being polled.
    Polling,
    /// Being polled, and woken meanwhile: it will be queued again.
    PollingWoken,
    /// Its last poll answered `Pending`, and nobody has woken it since.
    Pending,
    /// Its last poll answered `Ready`; its future is about to be dropped.
    Finished,
    /// Over.
    Ended(Ended),
}

/// A call at a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallState {
    /// Not called yet.
    Unborn,
    /// Its future exists; nothing of its body has run.
    Created,
    /// On the stack.
    Active,
    /// Off the stack, pending at this suspension point.
    Suspended(Option<SpanId>),
    /// Done.
    Returned,
    /// Dropped unfinished.
    Dropped,
}

/// An operation at a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpState {
    /// Not asked for yet.
    Unborn,
    /// Under way since this instant.
    Pending(Instant),
    /// Over.
    Ended(OpEnd),
}

/// A wait at a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitState {
    /// Not begun yet.
    Unborn,
    /// Under way.
    Open,
    /// Over.
    Ended,
}

/// A span of the program's own tracing at a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeState {
    /// Not opened yet.
    Unborn,
    /// Somebody holds it.
    Open,
    /// Nobody holds it any more.
    Closed,
}

impl State {
    /// Before the first event.
    pub fn start(trace: &Trace) -> State {
        let lanes = trace.lanes.len();
        State {
            tasks: Rows::all(trace.tasks.len(), TaskState::UNBORN),
            stacks: Rows::all(lanes, Vec::new()),
            awaited: Rows::all(lanes, Vec::new()),
            calls: Rows::all(trace.calls.len(), CallState::Unborn),
            ops: Rows::all(trace.ops.len(), OpState::Unborn),
            waits: Rows::all(trace.waits.len(), WaitState::Unborn),
            threads: Rows::all(lanes, ThreadPhase::Unspawned),
            channels: Rows::all(trace.channels.len(), 0),
            scopes: Rows::all(trace.scopes.len(), ScopeState::Unborn),
            connections: Rows::all(trace.connections.len(), ConnectionState::Unborn),
            ..State::of_few()
        }
    }

    /// Before the first event, for whoever takes in the events of a few lanes only: the others
    /// cost nothing, and stay as they are now. [`crate::Index::state_at`] makes such states.
    pub fn of_few() -> State {
        State {
            at: Instant::START,
            tasks: Rows::few(TaskState::UNBORN),
            ready: VecDeque::new(),
            stacks: Rows::few(Vec::new()),
            awaited: Rows::few(Vec::new()),
            calls: Rows::few(CallState::Unborn),
            ops: Rows::few(OpState::Unborn),
            waits: Rows::few(WaitState::Unborn),
            threads: Rows::few(ThreadPhase::Unspawned),
            channels: Rows::few(0),
            scopes: Rows::few(ScopeState::Unborn),
            connections: Rows::few(ConnectionState::Unborn),
            entered: Vec::new(),
            polling: None,
            lines: 0,
            ended: false,
        }
    }

    /// Takes in the next event. `trace` must be the one whose tables the event points into, and
    /// valid ([`Trace::validate`]).
    pub fn apply(&mut self, trace: &Trace, event: &Event) {
        self.at = event.at;
        match event.kind {
            EventKind::TaskSpawned(task) => self.queue(task, None),
            EventKind::PollStarted(task) => self.start_poll(task),
            EventKind::PollEnded(task, result) => self.end_poll(task, result),
            EventKind::TaskEnded(task, how) => {
                if self.tasks[task.index()].phase == TaskPhase::Queued {
                    self.unqueue(task);
                }
                self.tasks[task.index()].phase = TaskPhase::Ended(how);
            }
            EventKind::Woken(task, cause, WakeEffect::Queued) => self.queue(task, Some(cause)),
            EventKind::Woken(task, cause, WakeEffect::WhilePolling) => {
                let state = &mut self.tasks[task.index()];
                (state.phase, state.woken_by) = (TaskPhase::PollingWoken, Some(cause));
            }
            EventKind::CallCreated(call) => self.calls[call.index()] = CallState::Created,
            EventKind::CallEntered(call) => {
                self.calls[call.index()] = CallState::Active;
                self.stacks[event.lane.index()].push(call);
            }
            EventKind::CallLeft(call, left) => {
                self.stacks[event.lane.index()].pop();
                self.calls[call.index()] = match left {
                    left if left.is_done() => CallState::Returned,
                    _ => CallState::Suspended(event.span),
                };
            }
            EventKind::CallDropped(call) => self.calls[call.index()] = CallState::Dropped,
            EventKind::OpStarted(op) => {
                self.ops[op.index()] = OpState::Pending(event.at);
                self.awaited[trace.op(op).lane.index()].push(WaitOn::Op(op));
            }
            EventKind::OpEnded(op, how) => {
                self.ops[op.index()] = OpState::Ended(how);
                self.awaited[trace.op(op).lane.index()].retain(|on| *on != WaitOn::Op(op));
            }
            EventKind::WaitStarted(wait) => self.start_wait(event.lane, wait, trace.wait(wait).on),
            EventKind::WaitEnded(wait) => self.end_wait(event.lane, wait, trace.wait(wait).on),
            EventKind::Thread(what) => self.thread(event.lane, what),
            EventKind::MessageSent(channel) => self.channels[channel.index()] += 1,
            EventKind::MessageReceived(channel) => {
                let inside = &mut self.channels[channel.index()];
                *inside = inside.saturating_sub(1);
            }
            EventKind::ScopeOpened(scope) => self.scopes[scope.index()] = ScopeState::Open,
            EventKind::ScopeEntered(scope) => {
                self.entered.push((trace.thread_of(event.lane), scope));
            }
            EventKind::ScopeLeft(scope) => {
                let entry = (trace.thread_of(event.lane), scope);
                if let Some(place) = self.entered.iter().rposition(|other| *other == entry) {
                    self.entered.remove(place);
                }
            }
            EventKind::ScopeClosed(scope) => self.scopes[scope.index()] = ScopeState::Closed,
            EventKind::Connection(connection, what) => {
                let state = &mut self.connections[connection.index()];
                *state = state.after(what);
            }
            EventKind::Logged(_) => self.lines += 1,
            EventKind::RunEnded => self.ended = true,
            EventKind::Woken(..)
            | EventKind::WorkStarted
            | EventKind::WorkEnded
            | EventKind::TurnStarted
            | EventKind::TurnEnded => {}
        }
    }

    /// What a lane has asked for and not got yet.
    pub fn awaited(&self, lane: LaneId) -> &[WaitOn] {
        &self.awaited[lane.index()]
    }

    /// The span of the program's own tracing within which a lane acts: the one that its thread has
    /// entered last and not left.
    pub fn scope(&self, trace: &Trace, lane: LaneId) -> Option<ScopeId> {
        let thread = trace.thread_of(lane);
        self.entered.iter().rev().find(|(other, _)| *other == thread).map(|(_, scope)| *scope)
    }

    /// The same as soon as this span is left: the one around it, if there is one.
    pub fn scope_around(&self, trace: &Trace, lane: LaneId, left: ScopeId) -> Option<ScopeId> {
        let thread = trace.thread_of(lane);
        let entered = self.entered.iter().rev().filter(|(other, _)| *other == thread);
        // A span may have been entered twice: it is left once.
        let mut is_left = false;
        entered.map(|(_, scope)| *scope).find(|scope| {
            let is_it = !is_left && *scope == left;
            is_left |= is_it;
            !is_it
        })
    }

    /// The operations under way.
    pub fn pending_ops(&self) -> impl Iterator<Item = OpId> {
        self.ops.known().filter_map(|(number, op)| match op {
            OpState::Pending(_) => Some(OpId(number as u32)),
            _ => None,
        })
    }

    /// The async calls that are off the stack and not done, in order of creation.
    pub fn futures<'a>(&'a self, trace: &'a Trace) -> impl Iterator<Item = (CallId, CallState)> {
        self.calls.known().filter_map(|(number, state)| {
            let off_stack = matches!(state, CallState::Created | CallState::Suspended(_));
            let call = CallId(number as u32);
            (off_stack && trace.call(call).kind != CallKind::Sync).then_some((call, *state))
        })
    }

    fn queue(&mut self, task: TaskId, by: Option<Cause>) {
        self.ready.push_back(task);
        let state = &mut self.tasks[task.index()];
        (state.phase, state.woken_by) = (TaskPhase::Queued, by);
    }

    /// Nearly always the first: whoever is polled has waited for longest.
    fn unqueue(&mut self, task: TaskId) {
        if let Some(place) = self.ready.iter().position(|queued| *queued == task) {
            self.ready.remove(place);
        }
    }

    fn start_wait(&mut self, lane: LaneId, wait: WaitId, on: WaitOn) {
        self.waits[wait.index()] = WaitState::Open;
        let awaited = &mut self.awaited[lane.index()];
        // A thread that blocks on an operation has asked for it before: it waits for one thing.
        if !(matches!(on, WaitOn::Op(_)) && awaited.contains(&on)) {
            awaited.push(on);
        }
    }

    fn end_wait(&mut self, lane: LaneId, wait: WaitId, on: WaitOn) {
        self.waits[wait.index()] = WaitState::Ended;
        let awaited = &mut self.awaited[lane.index()];
        // The end of an operation may have come first, and has then taken this away.
        if let Some(place) = awaited.iter().position(|other| *other == on) {
            awaited.remove(place);
        }
    }

    fn thread(&mut self, lane: LaneId, what: ThreadEvent) {
        match what {
            ThreadEvent::Spawned(new, _) => self.threads[new.index()] = ThreadPhase::Spawned,
            ThreadEvent::CutOff => {
                for call in std::mem::take(&mut self.stacks[lane.index()]) {
                    self.calls[call.index()] = CallState::Dropped;
                }
            }
            _ => {}
        }
        if let Some(after) = self.threads[lane.index()].after(what) {
            self.threads[lane.index()] = after;
        }
    }

    fn start_poll(&mut self, task: TaskId) {
        self.unqueue(task);
        self.polling = Some(task);
        let state = &mut self.tasks[task.index()];
        state.phase = TaskPhase::Polling;
        state.polls += 1;
    }

    fn end_poll(&mut self, task: TaskId, result: PollResult) {
        self.polling = self.polling.filter(|polling| *polling != task);
        let state = &mut self.tasks[task.index()];
        state.phase = match (result, state.phase) {
            (PollResult::Ready, _) => TaskPhase::Finished,
            (PollResult::Pending, TaskPhase::PollingWoken) => {
                self.ready.push_back(task);
                TaskPhase::Queued
            }
            (PollResult::Pending, _) => TaskPhase::Pending,
        };
    }
}
