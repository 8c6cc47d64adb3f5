//! The record of a run while it grows: the trace's builder, and who is acting at the moment.

mod standpoint;
mod wished;

use crate::merge::Mark;
use crate::run::Limits;
use reactor::{News, OpKey};
pub(crate) use standpoint::Standpoint;
use trace::{
    Budget, CallId, CallKind, Cause, Closing, ConnectionEvent, ConnectionId, EventKind, Instant,
    LaneId, LaneKind, Left, OpEnd, OpId, OpKind, Outcome, Recipe, SourceSpan, TaskId, Trace,
    TraceBuilder, WaitId, WaitOn, WakeEffect,
};
use wished::Wished;

/// Appends to a trace, and knows what every event must say: when, and on whose lane.
pub(crate) struct Record {
    pub(crate) builder: TraceBuilder,
    /// The thread that acts.
    at: Standpoint,
    /// The operation whose end wakes somebody right now, or the thread that does.
    waking: Option<Cause>,
    /// The trace's number of each of the reactor's operations; none for a part of a fetch.
    ops: Vec<Option<OpId>>,
    /// The lane that a run's first task was given before it was spawned.
    root: Option<TaskId>,
    pub(crate) polls: u64,
    /// What a thread may spend, where nobody else looks after that.
    pub(crate) limits: Option<Limits>,
    /// Per event, what its place among those of other threads depends on.
    pub(crate) marks: Vec<Mark>,
    /// How the run has ended, if it has and its closures have not.
    stopped: Option<Outcome>,
    /// The same, once a thread other than the first has passed the end of what a run may spend.
    late: Option<Outcome>,
    /// How to end a run that has had, or may have had, more than one clock. A pointer, set by who
    /// needs it: a page that runs a task alone does not carry the merging of threads.
    pub(crate) merging: Option<fn(Record, Outcome) -> Trace>,
    /// How many locks, and how many of tokio's `Notify`, have been made.
    pub(crate) locks: u32,
    pub(crate) notifies: u32,
    /// Which operations shall end at another instant, if any.
    wished: Option<Box<Wished>>,
}

impl Record {
    pub(crate) fn new(recipe: Recipe) -> Record {
        Record {
            wished: Wished::of(&recipe),
            builder: TraceBuilder::new(recipe),
            at: Standpoint::default(),
            waking: None,
            ops: Vec::new(),
            root: None,
            polls: 0,
            limits: None,
            marks: Vec::new(),
            stopped: None,
            late: None,
            merging: None,
            locks: 0,
            notifies: 0,
        }
    }

    pub(crate) fn events(&self) -> usize {
        self.builder.so_far().events.len()
    }

    pub(crate) fn event(&mut self, span: Option<SourceSpan>, kind: EventKind) {
        self.event_on(self.lane, span, kind);
    }

    pub(crate) fn event_on(&mut self, lane: LaneId, span: Option<SourceSpan>, kind: EventKind) {
        if !self.is_silent() {
            self.builder.push_on(self.at.worker, self.at.now, lane, span, kind);
            self.marks.push(Mark { thread: self.at.number, after: self.at.after.take() });
        }
        if let Some(limits) = self.limits.filter(|_| self.at.bounded)
            && self.events() as u64 >= limits.events
        {
            self.stop(Outcome::BudgetSpent(Budget::Events(limits.events)));
        }
    }

    /// The acting thread's clock stands here.
    pub(crate) fn pass_to(&mut self, now: Instant) {
        if !self.is_silent() {
            self.at.now = now;
        }
        if let Some(limits) = self.limits.filter(|limits| now.0 > limits.time)
            && self.at.bounded
        {
            self.time_is_up(limits);
        }
    }

    /// Something happened to a client that the reader is.
    pub(crate) fn hear(&mut self, news: News) {
        let News { at, seat, mut what, bytes } = news;
        // A twin has no terminals.
        if self.builder.so_far().connections.len() <= seat as usize {
            return;
        }
        if let ConnectionEvent::Received(id) = &mut what {
            *id = self.builder.bytes(bytes);
        }
        let by_program = what == ConnectionEvent::Closed(Closing::ByProgram);
        let lane = if by_program { self.lane } else { TraceBuilder::REACTOR };
        // It may have happened before a thread that has only now come to this connection looked.
        let now = std::mem::replace(&mut self.at.now, at);
        self.event_on(lane, None, EventKind::Connection(ConnectionId(seat), what));
        self.at.now = now;
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
    pub(crate) fn spawned(&mut self, span: Option<SourceSpan>) -> TaskId {
        let task = self.root.take().unwrap_or_else(|| {
            let trace = self.builder.so_far();
            let name = match trace.events.last().map(|event| event.kind) {
                Some(EventKind::CallCreated(call)) => trace.call_name(call).to_owned(),
                _ => "task".to_owned(),
            };
            self.builder.task(&name)
        });
        self.event(span, EventKind::TaskSpawned(task));
        task
    }

    /// The task acts from here on, until another one does.
    pub(crate) fn act(&mut self, task: TaskId) {
        self.acting = Some(task);
        self.stand_on(task);
    }

    /// What happens from here on happens on this task's lane.
    pub(crate) fn stand_on(&mut self, task: TaskId) {
        self.lane = self.builder.so_far().task(task).lane;
    }

    pub(crate) fn woken(&mut self, task: TaskId, effect: WakeEffect) {
        let cause = match (self.waking, self.acting) {
            (Some(cause), _) => cause,
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
        let span = awaits.or_else(|| Some(head(self.call_name(call), self.defined(call)?)));
        self.event(span, EventKind::CallEntered(call));
        self.first.get_or_insert(call);
        self.stack.push((call, awaits));
        self.lane
    }

    /// Takes a call off the stack; says where it awaits if it was left pending.
    pub(crate) fn leave(&mut self, call: CallId, left: Left) -> Option<SourceSpan> {
        let awaits = self.stack.pop().and_then(|(_, awaits)| awaits);
        let span = match left {
            Left::Suspended => awaits,
            _ => self.defined(call).map(tail),
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

    fn call_name(&self, call: CallId) -> &str {
        self.builder.so_far().call_name(call)
    }

    pub(crate) fn defined(&self, call: CallId) -> Option<SourceSpan> {
        let trace = self.builder.so_far();
        trace.call(call).defined.map(|span| trace.span(span))
    }

    // Operations and waits

    /// The acting lane asks for an operation; the reactor knows it as `key`, if as one at all.
    pub(crate) fn start_op(
        &mut self,
        key: Option<OpKey>,
        kind: OpKind,
        label: &str,
        span: Option<SourceSpan>,
    ) -> OpId {
        let op = self.builder.op(kind, self.lane, label);
        if let Some(key) = key {
            self.ops.resize(self.ops.len().max(key.0 as usize + 1), None);
            self.ops[key.0 as usize] = Some(op);
        }
        self.event(span, EventKind::OpStarted(op));
        op
    }

    /// The outside world ends an operation; until `woken_all`, wakes are its doing.
    pub(crate) fn outside_ends(&mut self, key: OpKey, end: OpEnd) {
        if let Some(op) = self.ops.get(key.0 as usize).copied().flatten() {
            self.event_on(TraceBuilder::REACTOR, None, EventKind::OpEnded(op, end));
            self.waking = Some(Cause::Op(op));
        }
    }

    /// Until `woken_all`, wakes are the doing of this.
    pub(crate) fn blame(&mut self, cause: Cause) {
        self.waking = Some(cause);
    }

    pub(crate) fn woken_all(&mut self) {
        self.waking = None;
    }

    /// The outside world ends a fetch, of which the reactor knows the parts alone.
    pub(crate) fn fetch_ends(&mut self, op: OpId, failure: Option<&String>) {
        let end = failure.map_or(OpEnd::Done, |words| self.failed(words));
        self.event_on(TraceBuilder::REACTOR, None, EventKind::OpEnded(op, end));
    }

    /// An operation ends on the lane that asked for it: at once, or by being cancelled.
    pub(crate) fn end_op(&mut self, op: OpId, end: OpEnd) {
        let lane = self.builder.so_far().op(op).lane;
        self.event_on(lane, None, EventKind::OpEnded(op, end));
    }

    pub(crate) fn failed(&mut self, failure: impl std::fmt::Display) -> OpEnd {
        OpEnd::Failed(self.builder.name(&failure.to_string()))
    }

    pub(crate) fn start_wait(&mut self, on: WaitOn, span: Option<SourceSpan>) -> (WaitId, LaneId) {
        let wait = self.builder.wait(on);
        self.event(span, EventKind::WaitStarted(wait));
        (wait, self.lane)
    }
}

/// Where a call is entered: the name at the head of its definition.
pub(crate) fn head(name: &str, defined: SourceSpan) -> SourceSpan {
    let own = name.rsplit_once(':').map_or(name, |(_, own)| own);
    // `async block` begins with the one word `async`.
    let word = own.split(' ').next().unwrap_or(own);
    let end_column = defined.column + word.chars().count() as u32;
    SourceSpan { end_line: defined.line, end_column, ..defined }
}

/// Where a call has returned: the brace that closes its definition.
pub(crate) fn tail(defined: SourceSpan) -> SourceSpan {
    let column = defined.end_column.saturating_sub(1).max(1);
    SourceSpan { line: defined.end_line, column, ..defined }
}
