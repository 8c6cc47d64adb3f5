//! How a trace comes to be: whoever runs the example appends to a [`TraceBuilder`].

use crate::{
    BytesId, Call, CallId, CallKind, Channel, ChannelId, Connection, ConnectionId, Event,
    EventKind, Instant, Lane, LaneId, LaneKind, NameId, Op, OpId, OpKind, Outcome, Recipe, Scope,
    ScopeId, SourceSpan, SpanId, Task, TaskId, Trace, Wait, WaitId, WaitOn, WorkerId,
};

/// A trace that is still growing. Row 0 is the reactor's from the start.
#[derive(Debug)]
pub struct TraceBuilder {
    trace: Trace,
    /// The trace's names in the order of their text, and its spans in order: to find one again.
    names: Vec<NameId>,
    spans: Vec<SpanId>,
    /// Some that were asked for lately, each where its text or its place says.
    lately: [(Option<NameId>, Option<SpanId>); LATELY],
    ops_of_lane: Vec<u32>,
}

/// A run asks for the same few names and places again and again.
const LATELY: usize = 32;

impl TraceBuilder {
    /// The row of the simulated outside world.
    pub const REACTOR: LaneId = LaneId(0);

    /// An empty trace of this recipe.
    pub fn new(recipe: Recipe) -> TraceBuilder {
        let mut builder = TraceBuilder {
            trace: Trace {
                recipe,
                outcome: Outcome::Completed,
                events: Vec::new(),
                names: Vec::new(),
                lanes: Vec::new(),
                tasks: Vec::new(),
                calls: Vec::new(),
                ops: Vec::new(),
                waits: Vec::new(),
                channels: Vec::new(),
                scopes: Vec::new(),
                connections: Vec::new(),
                bytes: Vec::new(),
                spans: Vec::new(),
            },
            names: Vec::new(),
            spans: Vec::new(),
            lately: [(None, None); LATELY],
            ops_of_lane: Vec::new(),
        };
        builder.lane(LaneKind::Reactor, "reactor");
        builder
    }

    /// The trace so far.
    pub fn so_far(&self) -> &Trace {
        &self.trace
    }

    /// The number of a string; equal strings share one.
    pub fn name(&mut self, text: &str) -> NameId {
        let ends = text.bytes().next().zip(text.bytes().next_back()).unwrap_or_default();
        let place = (text.len() + usize::from(ends.0) + 3 * usize::from(ends.1)) % LATELY;
        match self.lately[place].0 {
            Some(id) if self.trace.names[id.index()] == text => id,
            _ => {
                let id = self.find_name(text);
                self.lately[place].0 = Some(id);
                id
            }
        }
    }

    fn find_name(&mut self, text: &str) -> NameId {
        let known = &self.trace.names;
        match self.names.binary_search_by_key(&text, |id| &known[id.index()]) {
            Ok(place) => self.names[place],
            Err(place) => {
                let id = NameId(next(&self.trace.names));
                self.trace.names.push(text.to_owned());
                self.names.insert(place, id);
                id
            }
        }
    }

    /// The number of a place in the source; equal places share one.
    pub fn span(&mut self, span: SourceSpan) -> SpanId {
        let place = (span.line.wrapping_mul(5).wrapping_add(span.column)) as usize % LATELY;
        match self.lately[place].1 {
            Some(id) if self.trace.spans[id.index()] == span => id,
            _ => {
                let id = self.find_span(span);
                self.lately[place].1 = Some(id);
                id
            }
        }
    }

    fn find_span(&mut self, span: SourceSpan) -> SpanId {
        let known = &self.trace.spans;
        match self.spans.binary_search_by_key(&span, |id| known[id.index()]) {
            Ok(place) => self.spans[place],
            Err(place) => {
                let id = SpanId(next(&self.trace.spans));
                self.trace.spans.push(span);
                self.spans.insert(place, id);
                id
            }
        }
    }

    /// A new row.
    pub fn lane(&mut self, kind: LaneKind, name: &str) -> LaneId {
        let id = LaneId(next(&self.trace.lanes));
        let name = self.name(name);
        self.trace.lanes.push(Lane { kind, name });
        self.ops_of_lane.push(0);
        id
    }

    /// A new task, with a row of its own.
    pub fn task(&mut self, name: &str) -> TaskId {
        let id = TaskId(next(&self.trace.tasks));
        let lane = self.lane(LaneKind::Task(id), name);
        let name = self.name(name);
        self.trace.tasks.push(Task { name, lane });
        id
    }

    /// A new call.
    pub fn call(&mut self, name: &str, kind: CallKind, defined: Option<SourceSpan>) -> CallId {
        let id = CallId(next(&self.trace.calls));
        let name = self.name(name);
        let defined = defined.map(|span| self.span(span));
        self.trace.calls.push(Call { name, kind, defined, again: None });
        id
    }

    /// This call polls a future that had answered `Ready` in that one.
    pub fn again(&mut self, call: CallId, ready: CallId) {
        self.trace.calls[call.index()].again = Some(ready);
    }

    /// A new operation of `lane`, numbered there.
    pub fn op(&mut self, kind: OpKind, lane: LaneId, label: &str) -> OpId {
        let id = OpId(next(&self.trace.ops));
        let label = self.name(label);
        let ordinal = self.ops_of_lane[lane.index()];
        self.ops_of_lane[lane.index()] += 1;
        self.trace.ops.push(Op { kind, lane, ordinal, label });
        id
    }

    /// The how-manieth operation of `lane` the next one will be.
    pub fn next_ordinal(&self, lane: LaneId) -> u32 {
        self.ops_of_lane[lane.index()]
    }

    /// A new wait.
    pub fn wait(&mut self, on: WaitOn) -> WaitId {
        let id = WaitId(next(&self.trace.waits));
        self.trace.waits.push(Wait { on });
        id
    }

    /// Says by whom a task is polled that is not polled like the others: `bridge: brew`.
    pub fn polled_by(&mut self, task: TaskId, who: &str) {
        let Task { name, lane } = self.trace.tasks[task.index()];
        let name = format!("{who}: {}", self.trace.names[name.index()]);
        self.rename(lane, &name);
        self.trace.tasks[task.index()].name = self.name(&name);
    }

    /// Gives a row another name: a thread is named once it is known what it runs.
    pub fn rename(&mut self, lane: LaneId, name: &str) {
        self.trace.lanes[lane.index()].name = self.name(name);
    }

    /// A new channel, for messages of the type `message`.
    pub fn channel(&mut self, message: &str) -> ChannelId {
        let id = ChannelId(next(&self.trace.channels));
        let message = self.name(message);
        self.trace.channels.push(Channel { message });
        id
    }

    /// A new span of the program's own tracing.
    pub fn scope(
        &mut self,
        name: &str,
        parent: Option<ScopeId>,
        fields: &[(&str, String)],
    ) -> ScopeId {
        let id = ScopeId(next(&self.trace.scopes));
        let name = self.name(name);
        let fields = fields.iter().map(|(key, value)| (self.name(key), self.name(value))).collect();
        self.trace.scopes.push(Scope { name, parent, fields });
        id
    }

    /// A client into whose terminal the reader types.
    pub fn connection(&mut self, client: u32, name: &str, port: u16) -> ConnectionId {
        let id = ConnectionId(next(&self.trace.connections));
        let name = self.name(name);
        self.trace.connections.push(Connection { client, name, port });
        id
    }

    /// Bytes that a client has received.
    pub fn bytes(&mut self, bytes: Vec<u8>) -> BytesId {
        let id = BytesId(next(&self.trace.bytes));
        self.trace.bytes.push(bytes);
        id
    }

    /// Appends an event.
    pub fn push(&mut self, at: Instant, lane: LaneId, span: Option<SourceSpan>, kind: EventKind) {
        self.push_on(WorkerId(0), at, lane, span, kind);
    }

    /// Appends an event that happens on that processor.
    pub fn push_on(
        &mut self,
        worker: WorkerId,
        at: Instant,
        lane: LaneId,
        span: Option<SourceSpan>,
        kind: EventKind,
    ) {
        let span = span.map(|span| self.span(span));
        self.trace.events.push(Event { at, lane, worker, span, kind });
    }

    /// Puts the events, which several clocks have written, in this order: their present places.
    /// What is left out is forgotten.
    pub fn arrange(&mut self, places: &[usize]) {
        let events = &self.trace.events;
        self.trace.events = places.iter().map(|place| events[*place]).collect();
    }

    /// Ends the trace with [`EventKind::RunEnded`] and hands it over.
    pub fn finish(mut self, at: Instant, outcome: Outcome) -> Trace {
        self.push(at, TraceBuilder::REACTOR, None, EventKind::RunEnded);
        self.trace.outcome = outcome;
        self.trace
    }
}

fn next<T>(table: &[T]) -> u32 {
    u32::try_from(table.len()).expect("a budget of events ends every run before 2^32 rows")
}
