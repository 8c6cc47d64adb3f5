//! Numbers in the order in which things first appear, for a trace that was written by several
//! clocks one after the other, or cut short.
//!
//! What a row points at is numbered when the row is, as a builder does: so the same beginning has
//! the same numbers, whether a second clock has written anything later or not.
//!
//! It stands apart from the builder because only runs with several threads need it: whatever else
//! writes a trace writes it in order. It leaves out the sorting of events: see
//! [`TraceBuilder::arrange`](crate::TraceBuilder::arrange).

use crate::{
    Awaited, BytesId, CallId, Cause, ChannelId, ConnectionEvent, Event, EventKind, LaneId, Left,
    NameId, OpEnd, OpId, Outcome, Promised, ScopeId, SpanId, Stuck, TaskId, ThreadEvent, Trace,
    WaitId, WaitOn, Waiter,
};

/// Old numbers of a table to new ones; none for a row that nothing points at.
#[derive(Default)]
struct Map {
    new: Vec<Option<u32>>,
    old: Vec<usize>,
}

impl Map {
    fn of(&mut self, old: usize) -> u32 {
        if self.new.len() <= old {
            self.new.resize(old + 1, None);
        }
        let next = self.old.len() as u32;
        *self.new[old].get_or_insert_with(|| {
            self.old.push(old);
            next
        })
    }

    fn is_new(&self, old: usize) -> bool {
        self.new.get(old).copied().flatten().is_none()
    }
}

#[derive(Default)]
struct Maps {
    names: Map,
    lanes: Map,
    tasks: Map,
    calls: Map,
    ops: Map,
    waits: Map,
    spans: Map,
    channels: Map,
    scopes: Map,
    bytes: Map,
}

impl Trace {
    /// The same run with every table in the order in which its rows first appear in the events,
    /// and without rows that nothing points at.
    pub fn in_order(self) -> Trace {
        let mut maps = Maps::default();
        // The reactor's row stays the first, whether anything happens there or not, and the
        // terminals come before all that happens.
        maps.lane(&self, LaneId(0));
        for row in &self.connections {
            maps.name(row.name);
        }
        let mut trace = Trace { ..self.clone() };
        trace.events = self.events.iter().map(|event| maps.event(&self, event)).collect();
        trace.outcome = maps.outcome(&self, &self.outcome);
        maps.rows(&self, &mut trace);
        trace
    }
}

impl Maps {
    fn event(&mut self, trace: &Trace, event: &Event) -> Event {
        let lane = self.lane(trace, event.lane);
        let kind = self.kind(trace, event.kind);
        Event { lane, span: event.span.map(|span| self.span(span)), kind, ..*event }
    }

    fn kind(&mut self, trace: &Trace, kind: EventKind) -> EventKind {
        use EventKind as E;
        match kind {
            E::TaskSpawned(task) => E::TaskSpawned(self.task(trace, task)),
            E::PollStarted(task) => E::PollStarted(self.task(trace, task)),
            E::PollEnded(task, result) => E::PollEnded(self.task(trace, task), result),
            E::TaskEnded(task, how) => E::TaskEnded(self.task(trace, task), how),
            E::Woken(task, cause, effect) => {
                let cause = match cause {
                    Cause::Op(op) => Cause::Op(self.op(trace, op)),
                    Cause::Task(task) => Cause::Task(self.task(trace, task)),
                    Cause::Thread(lane) => Cause::Thread(self.lane(trace, lane)),
                    Cause::Itself | Cause::Outside => cause,
                };
                E::Woken(self.task(trace, task), cause, effect)
            }
            E::CallCreated(call) => E::CallCreated(self.call(trace, call)),
            E::CallEntered(call) => E::CallEntered(self.call(trace, call)),
            E::CallLeft(call, left) => E::CallLeft(self.call(trace, call), self.left(trace, left)),
            E::CallDropped(call) => E::CallDropped(self.call(trace, call)),
            E::OpStarted(op) => E::OpStarted(self.op(trace, op)),
            E::OpEnded(op, OpEnd::Failed(how)) => {
                E::OpEnded(self.op(trace, op), OpEnd::Failed(self.name(how)))
            }
            E::OpEnded(op, end) => E::OpEnded(self.op(trace, op), end),
            E::WaitStarted(wait) => E::WaitStarted(self.wait(trace, wait)),
            E::WaitEnded(wait) => E::WaitEnded(self.wait(trace, wait)),
            E::Thread(ThreadEvent::Spawned(lane, kib)) => {
                E::Thread(ThreadEvent::Spawned(self.lane(trace, lane), kib))
            }
            E::Thread(ThreadEvent::Unparked(lane)) => {
                E::Thread(ThreadEvent::Unparked(self.lane(trace, lane)))
            }
            E::MessageSent(channel) => E::MessageSent(self.channel(trace, channel)),
            E::MessageReceived(channel) => E::MessageReceived(self.channel(trace, channel)),
            E::ScopeOpened(scope) => E::ScopeOpened(self.scope(trace, scope)),
            E::ScopeEntered(scope) => E::ScopeEntered(self.scope(trace, scope)),
            E::ScopeLeft(scope) => E::ScopeLeft(self.scope(trace, scope)),
            E::ScopeClosed(scope) => E::ScopeClosed(self.scope(trace, scope)),
            E::Connection(connection, ConnectionEvent::Received(bytes)) => {
                let bytes = BytesId(self.bytes.of(bytes.index()));
                E::Connection(connection, ConnectionEvent::Received(bytes))
            }
            E::Connection(..) => kind,
            E::Logged(name) => E::Logged(self.name(name)),
            E::WorkStarted | E::WorkEnded | E::TurnStarted | E::TurnEnded | E::RunEnded => kind,
            E::Thread(_) => kind,
        }
    }

    fn left(&mut self, trace: &Trace, left: Left) -> Left {
        let mut renamed = |of: Promised| match of.get() {
            Awaited::Op(op) => Awaited::Op(self.op(trace, op)).into(),
            Awaited::Call(call) => Awaited::Call(self.call(trace, call)).into(),
            Awaited::Value | Awaited::Next | Awaited::Unobservable => of,
        };
        match left {
            Left::Awaits(of) => Left::Awaits(renamed(of)),
            Left::Follows(of) => Left::Follows(renamed(of)),
            _ => left,
        }
    }

    fn outcome(&mut self, trace: &Trace, outcome: &Outcome) -> Outcome {
        let mut all = |stuck: &[Stuck]| {
            let one = |stuck: &Stuck| Stuck {
                who: match stuck.who {
                    Waiter::Task(task) => Waiter::Task(self.task(trace, task)),
                    Waiter::Thread(lane) => Waiter::Thread(self.lane(trace, lane)),
                },
                on: stuck.on.iter().map(|on| self.on(trace, *on)).collect(),
            };
            stuck.iter().map(one).collect()
        };
        match outcome {
            Outcome::Idle(stuck) => Outcome::Idle(all(stuck)),
            Outcome::Deadlock(stuck) => Outcome::Deadlock(all(stuck)),
            other => other.clone(),
        }
    }

    /// Copies the rows that are still pointed at, in their new order. What they point at in turn
    /// was numbered when they were.
    fn rows(&mut self, from: &Trace, to: &mut Trace) {
        to.tasks = pick(&self.tasks, &from.tasks);
        to.calls = pick(&self.calls, &from.calls);
        to.ops = pick(&self.ops, &from.ops);
        to.waits = pick(&self.waits, &from.waits);
        to.lanes = pick(&self.lanes, &from.lanes);
        for row in &mut to.lanes {
            row.name = self.name(row.name);
            if let crate::LaneKind::Task(task) = &mut row.kind {
                *task = TaskId(self.tasks.of(task.index()));
            }
        }
        for row in &mut to.tasks {
            (row.name, row.lane) = (self.name(row.name), self.lane(from, row.lane));
        }
        for row in &mut to.calls {
            row.name = self.name(row.name);
            row.defined = row.defined.map(|span| self.span(span));
        }
        let mut ordinals: Vec<u32> = to.lanes.iter().map(|_| 0).collect();
        for row in &mut to.ops {
            (row.label, row.lane) = (self.name(row.label), self.lane(from, row.lane));
            row.ordinal = ordinals[row.lane.index()];
            ordinals[row.lane.index()] += 1;
        }
        for row in &mut to.waits {
            row.on = self.on(from, row.on);
        }
        to.channels = pick(&self.channels, &from.channels);
        for row in &mut to.channels {
            row.message = self.name(row.message);
        }
        // A parent was opened before its children, and so has its number.
        to.scopes = pick(&self.scopes, &from.scopes);
        for row in &mut to.scopes {
            row.name = self.name(row.name);
            row.parent = row.parent.map(|parent| self.scope(from, parent));
            for (key, value) in &mut row.fields {
                (*key, *value) = (self.name(*key), self.name(*value));
            }
        }
        to.bytes = pick(&self.bytes, &from.bytes);
        // Every reader has a terminal, whether anything happens there or not.
        for row in &mut to.connections {
            row.name = self.name(row.name);
        }
        to.spans = pick(&self.spans, &from.spans);
        to.names = pick(&self.names, &from.names);
    }

    fn name(&mut self, name: NameId) -> NameId {
        NameId(self.names.of(name.index()))
    }

    fn span(&mut self, span: SpanId) -> SpanId {
        SpanId(self.spans.of(span.index()))
    }

    fn lane(&mut self, trace: &Trace, lane: LaneId) -> LaneId {
        if self.lanes.is_new(lane.index()) {
            self.lanes.of(lane.index());
            self.name(trace.lane(lane).name);
        }
        LaneId(self.lanes.of(lane.index()))
    }

    fn channel(&mut self, trace: &Trace, channel: ChannelId) -> ChannelId {
        if self.channels.is_new(channel.index()) {
            self.name(trace.channel(channel).message);
        }
        ChannelId(self.channels.of(channel.index()))
    }

    fn scope(&mut self, trace: &Trace, scope: ScopeId) -> ScopeId {
        if self.scopes.is_new(scope.index()) {
            let row = trace.scope(scope);
            self.name(row.name);
            for (key, value) in &row.fields {
                self.name(*key);
                self.name(*value);
            }
        }
        ScopeId(self.scopes.of(scope.index()))
    }

    fn call(&mut self, trace: &Trace, call: CallId) -> CallId {
        if self.calls.is_new(call.index()) {
            let row = trace.call(call);
            self.name(row.name);
            row.defined.map(|span| self.span(span));
        }
        CallId(self.calls.of(call.index()))
    }

    fn task(&mut self, trace: &Trace, task: TaskId) -> TaskId {
        self.lane(trace, trace.task(task).lane);
        self.name(trace.task(task).name);
        TaskId(self.tasks.of(task.index()))
    }

    fn op(&mut self, trace: &Trace, op: OpId) -> OpId {
        self.lane(trace, trace.op(op).lane);
        self.name(trace.op(op).label);
        OpId(self.ops.of(op.index()))
    }

    fn wait(&mut self, trace: &Trace, wait: WaitId) -> WaitId {
        self.on(trace, trace.wait(wait).on);
        WaitId(self.waits.of(wait.index()))
    }

    fn on(&mut self, trace: &Trace, on: WaitOn) -> WaitOn {
        match on {
            WaitOn::Op(op) => WaitOn::Op(self.op(trace, op)),
            WaitOn::Task(task) => WaitOn::Task(self.task(trace, task)),
            WaitOn::Thread(lane) => WaitOn::Thread(self.lane(trace, lane)),
            WaitOn::Named(name) => WaitOn::Named(self.name(name)),
        }
    }
}

fn pick<T: Clone>(map: &Map, rows: &[T]) -> Vec<T> {
    map.old.iter().map(|old| rows[*old].clone()).collect()
}
