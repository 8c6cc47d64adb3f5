//! Events → spans: what begins, what ends, who is whose parent, and who woke whom. Calls,
//! operations and spans of the program's own are in `fold/call.rs`.

mod call;

use super::span::{Attribute, Moment, Span, SpanKey};
use crate::words::cause_words;
use crate::{Run, end};
use std::collections::BTreeMap;
use trace::{
    CallId, Cause, Ended, Event, EventKind, LaneId, LaneKind, Outcome, PollResult, TaskId,
    ThreadEvent, Trace,
};

/// The spans of a run in the order of their beginnings, the run's own first.
pub(super) fn spans(run: &Run) -> Vec<Span> {
    let trace = run.trace;
    let mut fold = Fold {
        run,
        trace,
        spans: Vec::new(),
        places: BTreeMap::new(),
        stacks: vec![Vec::new(); trace.lanes.len()],
        polls: vec![0; trace.tasks.len()],
        now: 0,
    };
    fold.begin(SpanKey::RUN, None, &trace.recipe.example);
    for event in &trace.events {
        fold.now = fold.now.max(event.at.0);
        fold.event(event);
    }
    fold.now = end(trace);
    fold.finish();
    fold.spans
}

struct Fold<'a> {
    run: &'a Run<'a>,
    trace: &'a Trace,
    spans: Vec<Span>,
    places: BTreeMap<SpanKey, usize>,
    /// The calls on each lane's stack.
    stacks: Vec<Vec<CallId>>,
    /// How often each task has been polled.
    polls: Vec<u64>,
    now: u64,
}

impl Fold<'_> {
    /// Begins a span, or finds the one that has begun.
    fn begin(&mut self, key: SpanKey, parent: Option<SpanKey>, name: &str) -> &mut Span {
        let next = self.spans.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.spans.push(Span::new(key, parent, name, self.now));
        }
        &mut self.spans[place]
    }

    fn has(&self, key: SpanKey) -> bool {
        self.places.contains_key(&key)
    }

    /// A span that has begun; the run's own in place of one that has not.
    fn at(&mut self, key: SpanKey) -> &mut Span {
        let place = self.places.get(&key).copied().unwrap_or(0);
        &mut self.spans[place]
    }

    /// The innermost span on a lane.
    fn current(&mut self, lane: LaneId) -> SpanKey {
        match self.stacks[lane.index()].last() {
            Some(call) => SpanKey::call(*call),
            None => self.lane(lane, SpanKey::RUN),
        }
    }

    /// A lane's span; the outside world is the run itself.
    fn lane(&mut self, lane: LaneId, parent: SpanKey) -> SpanKey {
        let trace = self.trace;
        let name = match trace.lane(lane).kind {
            LaneKind::Reactor => return SpanKey::RUN,
            LaneKind::Task(task) => trace.task_label(task),
            LaneKind::Thread => trace.thread_label(lane),
            LaneKind::JavaScript => trace.name(trace.lane(lane).name).to_owned(),
        };
        self.begin(SpanKey::lane(lane), Some(parent), &name).key
    }

    fn moment(&mut self, key: SpanKey, name: &str, attributes: Vec<Attribute>) {
        let moment = Moment { at: self.now, name: name.to_owned(), attributes };
        self.at(key).moments.push(moment);
    }

    fn ends(&mut self, key: SpanKey) {
        let now = self.now;
        let span = self.at(key);
        if span.key == key && span.end.is_none() {
            span.end = Some(now);
        }
    }

    /// The line that an event points at, as an attribute.
    fn line(&self, event: &Event) -> Vec<Attribute> {
        let line = self.run.line(event);
        line.map(|line| Attribute::number("code.line.number", line.into())).into_iter().collect()
    }

    fn event(&mut self, event: &Event) {
        let trace = self.trace;
        match event.kind {
            EventKind::TaskSpawned(task) => self.task_spawned(task, event.lane),
            EventKind::PollStarted(task) => self.poll(task, event.lane, None),
            EventKind::PollEnded(task, result) => self.poll(task, event.lane, Some(result)),
            EventKind::TaskEnded(task, how) => self.task_ended(task, how),
            EventKind::Woken(task, cause, _) => self.woken(task, cause, event),
            EventKind::CallCreated(call) => self.call_created(call, event),
            EventKind::CallEntered(call) => self.call_entered(call, event),
            EventKind::CallLeft(call, left) => self.call_left(call, left, event),
            EventKind::CallDropped(call) => {
                self.moment(SpanKey::call(call), "dropped", self.line(event));
                self.ends(SpanKey::call(call));
            }
            EventKind::OpStarted(op) => self.op_started(op, event),
            EventKind::OpEnded(op, how) => self.op_ended(op, how),
            EventKind::ScopeOpened(scope) => self.scope_opened(scope, event.lane),
            EventKind::ScopeEntered(scope) => self.enters(SpanKey::scope(scope)),
            EventKind::ScopeLeft(scope) => self.leaves(SpanKey::scope(scope)),
            EventKind::ScopeClosed(scope) => self.ends(SpanKey::scope(scope)),
            EventKind::TurnStarted => self.on_lane(event.lane, "turn started"),
            EventKind::TurnEnded => self.on_lane(event.lane, "turn ended"),
            EventKind::Thread(what) => self.thread(what, event.lane),
            EventKind::Logged(text) => self.here(event, trace.name(text), "printed"),
            EventKind::MessageSent(id) => {
                self.here(event, &format!("sent: {}", trace.channel_label(id)), "message");
            }
            EventKind::MessageReceived(id) => {
                self.here(event, &format!("received: {}", trace.channel_label(id)), "message");
            }
            EventKind::WaitStarted(wait) => {
                let on = trace.wait_label(trace.wait(wait).on);
                self.here(event, &format!("waits for {on}"), "wait");
            }
            EventKind::WaitEnded(_) => self.here(event, "waits no longer", "wait"),
            EventKind::WorkStarted => self.here(event, "work started", "work"),
            EventKind::WorkEnded => self.here(event, "work ended", "work"),
            // What is typed and received is in the operations; the root's end is the run's.
            EventKind::Connection(..) | EventKind::RunEnded => {}
        }
    }

    /// Something within the innermost span of an event's lane.
    fn here(&mut self, event: &Event, name: &str, kind: &str) {
        let key = self.current(event.lane);
        let mut attributes = vec![Attribute::text("awaitscope.kind", kind)];
        attributes.extend(self.line(event));
        self.moment(key, name, attributes);
    }

    fn on_lane(&mut self, lane: LaneId, name: &str) {
        let key = self.lane(lane, SpanKey::RUN);
        self.moment(key, name, Vec::new());
    }

    fn task_spawned(&mut self, task: TaskId, by: LaneId) {
        let lane = self.trace.task(task).lane;
        let parent = if by == lane { SpanKey::RUN } else { self.current(by) };
        self.lane(lane, parent);
    }

    fn poll(&mut self, task: TaskId, lane: LaneId, result: Option<PollResult>) {
        let key = self.lane(lane, SpanKey::RUN);
        self.polls[task.index()] += u64::from(result.is_none());
        let poll = Attribute::number("awaitscope.poll", self.polls[task.index()]);
        let name = match result {
            None => "poll started",
            Some(PollResult::Ready) => "poll ended: ready",
            Some(PollResult::Pending) => "poll ended: pending",
        };
        self.moment(key, name, vec![poll]);
        if result.is_none() { self.enters(key) } else { self.leaves(key) }
    }

    fn task_ended(&mut self, task: TaskId, how: Ended) {
        let key = self.lane(self.trace.task(task).lane, SpanKey::RUN);
        match how {
            Ended::Completed => {}
            Ended::Aborted => self.moment(key, "aborted", Vec::new()),
            Ended::Dropped => self.moment(key, "dropped", Vec::new()),
        }
        self.ends(key);
    }

    fn woken(&mut self, task: TaskId, cause: Cause, event: &Event) {
        let woken = self.lane(self.trace.task(task).lane, SpanKey::RUN);
        let by = match cause {
            Cause::Op(op) => Some(SpanKey::op(op)),
            Cause::Task(_) => Some(self.current(event.lane)),
            Cause::Thread(lane) => Some(self.current(lane)),
            Cause::Itself | Cause::Outside => None,
        };
        let cause = Attribute::text("awaitscope.cause", &cause_words(self.trace, cause));
        self.moment(woken, "woken", vec![cause]);
        let at = Attribute::number("awaitscope.at", self.now);
        self.link(woken, by, vec![Attribute::text("awaitscope.link", "woken by"), at]);
    }

    /// A link to a span that has begun and is another one.
    fn link(&mut self, from: SpanKey, to: Option<SpanKey>, about: Vec<Attribute>) {
        if let Some(to) = to.filter(|to| *to != from && self.has(*to)) {
            self.at(from).links.push((to, about));
        }
    }

    fn enters(&mut self, key: SpanKey) {
        let now = self.now;
        self.at(key).since.get_or_insert(now);
    }

    fn leaves(&mut self, key: SpanKey) {
        let now = self.now;
        let span = self.at(key);
        span.busy += span.since.take().map_or(0, |since| now - since);
    }

    fn thread(&mut self, what: ThreadEvent, lane: LaneId) {
        match what {
            ThreadEvent::Spawned(new, _) => {
                let parent = self.current(lane);
                self.lane(new, parent);
            }
            ThreadEvent::Started => self.on_lane(lane, "thread started"),
            ThreadEvent::Ended | ThreadEvent::CutOff => {
                self.stacks[lane.index()].clear();
                if what == ThreadEvent::CutOff {
                    self.on_lane(lane, "cut off");
                }
                let key = self.lane(lane, SpanKey::RUN);
                self.ends(key);
            }
            ThreadEvent::Unparked(other) => {
                let by = self.current(lane);
                let key = self.lane(other, SpanKey::RUN);
                self.moment(key, "unparked", Vec::new());
                let about = vec![Attribute::text("awaitscope.link", "unparked by")];
                self.link(key, Some(by), about);
            }
            ThreadEvent::CoreWanted => self.on_lane(lane, "waits for a core"),
            ThreadEvent::Preempted => self.on_lane(lane, "preempted"),
            ThreadEvent::CoreGot => self.on_lane(lane, "got a core"),
        }
    }

    /// Closes what is open, and says of each call how much of its time it was on the stack.
    fn finish(&mut self) {
        let (now, outcome) = (self.now, &self.trace.outcome);
        let finished = self.trace.events.last().is_some_and(|it| it.kind == EventKind::RunEnded);
        for span in &mut self.spans {
            let open = span.end.is_none() && span.key != SpanKey::RUN;
            let end = *span.end.get_or_insert(now);
            span.busy += span.since.take().map_or(0, |since| end.saturating_sub(since));
            if span.moments.iter().any(|moment| moment.name == "entered") {
                let idle = (end - span.start).saturating_sub(span.busy);
                span.attributes.push(Attribute::number("busy_ns", span.busy));
                span.attributes.push(Attribute::number("idle_ns", idle));
            }
            if open {
                span.attributes.push(Attribute::yes("awaitscope.unfinished"));
            }
        }
        let well = matches!(outcome, Outcome::Completed | Outcome::Idle(_));
        let root = &mut self.spans[0];
        (root.start, root.end) = (0, Some(now));
        if finished && !well {
            root.error = Some(outcome.sentence(self.trace));
        }
    }
}
