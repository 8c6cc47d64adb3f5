//! The trace: events ordered by (instant, sequence), and the tables that they point into.

use crate::{
    Call, CallId, Channel, ChannelId, Connection, Event, EventKind, Instant, Lane, LaneId,
    LaneKind, NameId, Op, OpId, OpKind, Outcome, Recipe, Scope, ScopeId, SourceSpan, SpanId, State,
    Task, TaskId, Wait, WaitId, WaitOn,
};

/// The finished, inert record of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What was run.
    pub recipe: Recipe,
    /// How it ended.
    pub outcome: Outcome,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Interned strings.
    pub names: Vec<String>,
    /// Rows of the diagram, in order of appearance; row 0 is the reactor.
    pub lanes: Vec<Lane>,
    /// Tasks, in order of spawning.
    pub tasks: Vec<Task>,
    /// Calls, in order of creation (async) or entry (sync).
    pub calls: Vec<Call>,
    /// Operations, in the order in which they were asked for.
    pub ops: Vec<Op>,
    /// Waits, in order of their start.
    pub waits: Vec<Wait>,
    /// Channels, in order of creation.
    pub channels: Vec<Channel>,
    /// Spans of the program's own tracing, in the order in which they were opened.
    pub scopes: Vec<Scope>,
    /// The clients into whose terminals the reader types, in the order of the world's clients.
    pub connections: Vec<Connection>,
    /// What such clients have received, in order.
    pub bytes: Vec<Vec<u8>>,
    /// Places in the source.
    pub spans: Vec<SourceSpan>,
}

impl Trace {
    /// The instant of the last event.
    pub fn end(&self) -> Instant {
        self.events.last().map_or(Instant::START, |event| event.at)
    }

    /// An interned string.
    pub fn name(&self, id: NameId) -> &str {
        &self.names[id.index()]
    }

    /// A row.
    pub fn lane(&self, id: LaneId) -> &Lane {
        &self.lanes[id.index()]
    }

    /// A task.
    pub fn task(&self, id: TaskId) -> &Task {
        &self.tasks[id.index()]
    }

    /// A call.
    pub fn call(&self, id: CallId) -> &Call {
        &self.calls[id.index()]
    }

    /// A call's function name.
    pub fn call_name(&self, id: CallId) -> &str {
        self.name(self.call(id).name)
    }

    /// An operation.
    pub fn op(&self, id: OpId) -> &Op {
        &self.ops[id.index()]
    }

    /// A wait.
    pub fn wait(&self, id: WaitId) -> &Wait {
        &self.waits[id.index()]
    }

    /// A channel.
    pub fn channel(&self, id: ChannelId) -> &Channel {
        &self.channels[id.index()]
    }

    /// A span of the program's own tracing.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    /// A place in the source.
    pub fn span(&self, id: SpanId) -> SourceSpan {
        self.spans[id.index()]
    }

    /// The place that an event points at, if it has one.
    pub fn event_span(&self, event: &Event) -> Option<SourceSpan> {
        event.span.map(|id| self.span(id))
    }

    /// What is so after the first `cursor` events; a cursor past the end means the end.
    pub fn state_at(&self, cursor: usize) -> State {
        let mut state = State::start(self);
        for event in &self.events[..cursor.min(self.events.len())] {
            state.apply(self, event);
        }
        state
    }

    /// The printed lines in order: when, on which lane, what; and the index of the event.
    pub fn log(&self) -> impl Iterator<Item = (usize, &Event, &str)> {
        self.events.iter().enumerate().filter_map(|(index, event)| match event.kind {
            EventKind::Logged(text) => Some((index, event, self.name(text))),
            _ => None,
        })
    }

    /// Whether this is a twin's trace. A run that has tasks is Rust's, though JavaScript took part.
    pub fn is_javascript(&self) -> bool {
        self.tasks.is_empty() && self.lanes.iter().any(|lane| lane.kind == LaneKind::JavaScript)
    }

    /// A task for people: `task 1 (serve)`.
    pub fn task_label(&self, id: TaskId) -> String {
        format!("task {} ({})", id.0, self.name(self.task(id).name))
    }

    /// A thread for people: `thread main`, `thread 2 (serve)`.
    pub fn thread_label(&self, id: LaneId) -> String {
        let name = self.name(self.lane(id).name);
        let is_spawned =
            |lane: &&Lane| lane.kind == LaneKind::Thread && self.name(lane.name) != "main";
        let number = self.lanes[..=id.index()].iter().filter(is_spawned).count();
        match name {
            "main" => "thread main".to_owned(),
            "" => format!("thread {number}"),
            _ => format!("thread {number} ({name})"),
        }
    }

    /// An operation for people: `sleep of 20 ms`, `connection to tea.test:80`.
    pub fn op_label(&self, id: OpId) -> String {
        let op = self.op(id);
        let label = self.name(op.label);
        match op.kind {
            OpKind::Sleep => format!("the sleep of {label}"),
            OpKind::Lookup => format!("the look-up of {label}"),
            OpKind::Connect => format!("the connection to {label}"),
            OpKind::Accept => format!("a connection on {label}"),
            OpKind::Read => format!("bytes from {label}"),
            OpKind::Write => format!("the writing of {label}"),
            OpKind::Fetch => format!("the answer to {label}"),
            OpKind::Promise => format!("the Promise of {label}"),
        }
    }

    /// A span of the program's own tracing for people: `request{path=/health}`.
    pub fn scope_label(&self, id: ScopeId) -> String {
        let scope = self.scope(id);
        let pair =
            |(key, value): &(NameId, NameId)| format!("{}={}", self.name(*key), self.name(*value));
        let fields: Vec<_> = scope.fields.iter().map(pair).collect();
        let name = self.name(scope.name);
        if fields.is_empty() { name.to_owned() } else { format!("{name}{{{}}}", fields.join(" ")) }
    }

    /// A channel for people, counted from 1: `channel 1 (Order)`.
    pub fn channel_label(&self, id: ChannelId) -> String {
        let (number, message) = (u64::from(id.0) + 1, self.name(self.channel(id).message));
        match message.starts_with('(') {
            true => format!("channel {number} {message}"),
            false => format!("channel {number} ({message})"),
        }
    }

    /// What a wait is for, for people.
    pub fn wait_label(&self, on: WaitOn) -> String {
        match on {
            WaitOn::Op(op) => self.op_label(op),
            WaitOn::Task(task) => self.task_label(task),
            WaitOn::Thread(lane) => self.thread_label(lane),
            WaitOn::Named(name) => self.name(name).to_owned(),
        }
    }
}
