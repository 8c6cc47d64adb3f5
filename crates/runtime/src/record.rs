//! The record of a run while it grows: the trace's builder, and who is acting at the moment.

use reactor::OpKey;
use trace::{
    CallId, CallKind, Cause, EventKind, Instant, LaneId, LaneKind, Left, OpEnd, OpId, OpKind,
    Outcome, Recipe, SourceSpan, TaskId, Trace, TraceBuilder, WaitId, WaitOn, WakeEffect,
};

/// Appends to a trace, and knows what every event must say: when, and on whose lane.
pub(crate) struct Record {
    pub(crate) builder: TraceBuilder,
    pub(crate) now: Instant,
    pub(crate) lane: LaneId,
    /// The task that is being polled, or that has just ended and wakes those who await it.
    pub(crate) acting: Option<TaskId>,
    /// The operation whose end wakes somebody right now.
    waking: Option<OpId>,
    /// The calls on the acting lane's stack, and where each awaits.
    stack: Vec<(CallId, Option<SourceSpan>)>,
    /// The trace's number of each of the reactor's operations.
    ops: Vec<OpId>,
    /// The lane that a run's first task was given before it was spawned.
    root: Option<TaskId>,
    pub(crate) polls: u64,
}

impl Record {
    pub(crate) fn new(recipe: Recipe) -> Record {
        Record {
            builder: TraceBuilder::new(recipe),
            now: Instant::START,
            lane: TraceBuilder::REACTOR,
            acting: None,
            waking: None,
            stack: Vec::new(),
            ops: Vec::new(),
            root: None,
            polls: 0,
        }
    }

    pub(crate) fn events(&self) -> usize {
        self.builder.so_far().events.len()
    }

    pub(crate) fn event(&mut self, span: Option<SourceSpan>, kind: EventKind) {
        self.event_on(self.lane, span, kind);
    }

    pub(crate) fn event_on(&mut self, lane: LaneId, span: Option<SourceSpan>, kind: EventKind) {
        self.builder.push(self.now, lane, span, kind);
    }

    pub(crate) fn log(&mut self, text: &str, span: Option<SourceSpan>) {
        let text = self.builder.name(text);
        self.event(span, EventKind::Logged(text));
    }

    /// A lane to act on that is no task's.
    pub(crate) fn open_lane(&mut self, kind: LaneKind, name: &str) {
        self.lane = self.builder.lane(kind, name);
    }

    // Tasks

    /// Gives the first task its lane, so that what creates its future is recorded there.
    pub(crate) fn open_root(&mut self, name: &str) {
        let task = self.builder.task(name);
        self.lane = self.builder.so_far().task(task).lane;
        self.root = Some(task);
    }

    /// A task is spawned by the acting lane. It is named after the call that was created last, if
    /// nothing has happened since: `spawn(serve(stream))` spawns `serve`.
    pub(crate) fn spawned(&mut self, span: Option<SourceSpan>) {
        let task = self.root.take().unwrap_or_else(|| {
            let trace = self.builder.so_far();
            let name = match trace.events.last().map(|event| event.kind) {
                Some(EventKind::CallCreated(call)) => trace.call_name(call).to_owned(),
                _ => "task".to_owned(),
            };
            self.builder.task(&name)
        });
        self.event(span, EventKind::TaskSpawned(task));
    }

    /// The lane acts from here on, until another one does.
    pub(crate) fn act(&mut self, task: TaskId) {
        self.acting = Some(task);
        self.lane = self.builder.so_far().task(task).lane;
    }

    pub(crate) fn woken(&mut self, task: TaskId, effect: WakeEffect) {
        let cause = match (self.waking, self.acting) {
            (Some(op), _) => Cause::Op(op),
            (None, Some(acting)) if acting == task => Cause::Itself,
            (None, Some(acting)) => Cause::Task(acting),
            (None, None) => Cause::Outside,
        };
        self.event(None, EventKind::Woken(task, cause, effect));
    }

    // Calls

    pub(crate) fn create_call(
        &mut self,
        name: &str,
        kind: CallKind,
        defined: SourceSpan,
    ) -> (CallId, LaneId) {
        (self.builder.call(name, kind, Some(defined)), self.lane)
    }

    /// A call that is no line of the example: a system call, or the runtime's own.
    pub(crate) fn enter_foreign(&mut self, name: &str, span: Option<SourceSpan>) -> CallId {
        let call = self.builder.call(name, CallKind::Sync, None);
        self.event(span, EventKind::CallEntered(call));
        self.stack.push((call, span));
        call
    }

    pub(crate) fn leave_foreign(&mut self, call: CallId, span: Option<SourceSpan>) {
        self.stack.pop();
        self.event(span, EventKind::CallLeft(call, Left::Returned));
    }

    pub(crate) fn enter(&mut self, call: CallId, awaits: Option<SourceSpan>) -> LaneId {
        let span = awaits.or(self.defined(call));
        self.event(span, EventKind::CallEntered(call));
        self.stack.push((call, awaits));
        self.lane
    }

    /// Takes a call off the stack; says where it awaits if it was left pending.
    pub(crate) fn leave(&mut self, call: CallId, left: Left) -> Option<SourceSpan> {
        let awaits = self.stack.pop().and_then(|(_, awaits)| awaits);
        let span = match left {
            Left::Suspended => awaits,
            Left::Returned => self.defined(call),
        };
        self.event(span, EventKind::CallLeft(call, left));
        awaits
    }

    /// The innermost call on the stack awaits here from now on.
    pub(crate) fn awaits_at(&mut self, span: SourceSpan) {
        if let Some((_, awaits)) = self.stack.last_mut() {
            *awaits = Some(span);
        }
    }

    /// Where the innermost call on the stack awaits.
    pub(crate) fn awaits(&self) -> Option<SourceSpan> {
        self.stack.last().and_then(|(_, awaits)| *awaits)
    }

    fn defined(&self, call: CallId) -> Option<SourceSpan> {
        let trace = self.builder.so_far();
        trace.call(call).defined.map(|span| trace.span(span))
    }

    // Operations and waits

    /// The acting lane asks for an operation; the reactor knows it as `key`.
    pub(crate) fn start_op(
        &mut self,
        key: OpKey,
        kind: OpKind,
        label: &str,
        span: Option<SourceSpan>,
    ) -> OpId {
        debug_assert_eq!(key.0 as usize, self.ops.len(), "every operation is recorded");
        let op = self.builder.op(kind, self.lane, label);
        self.ops.push(op);
        self.event(span, EventKind::OpStarted(op));
        op
    }

    pub(crate) fn op(&self, key: OpKey) -> OpId {
        self.ops[key.0 as usize]
    }

    /// The outside world ends an operation; until `woken_all`, wakes are its doing.
    pub(crate) fn outside_ends(&mut self, op: OpId, end: OpEnd) {
        self.event_on(TraceBuilder::REACTOR, None, EventKind::OpEnded(op, end));
        self.waking = Some(op);
    }

    pub(crate) fn woken_all(&mut self) {
        self.waking = None;
    }

    /// An operation ends on the lane that asked for it: at once, or by being cancelled.
    pub(crate) fn end_op(&mut self, op: OpId, end: OpEnd) {
        let lane = self.builder.so_far().op(op).lane;
        self.event_on(lane, None, EventKind::OpEnded(op, end));
    }

    pub(crate) fn failed(&mut self, failure: reactor::Failure) -> OpEnd {
        OpEnd::Failed(self.builder.name(&failure.to_string()))
    }

    pub(crate) fn start_wait(&mut self, on: WaitOn, span: Option<SourceSpan>) -> (WaitId, LaneId) {
        let wait = self.builder.wait(on);
        self.event(span, EventKind::WaitStarted(wait));
        (wait, self.lane)
    }

    pub(crate) fn finish(self, outcome: Outcome) -> Trace {
        self.builder.finish(self.now, outcome)
    }
}
