//! Spans of calls, of operations, and of the program's own tracing.

use super::Fold;
use crate::otel::span::{Attribute, Kind, SpanKey};
use crate::words::{call_kind, left_words, op_name};
use trace::{Awaited, CallId, Event, LaneId, Left, OpEnd, OpId, OpKind, ScopeId};

impl Fold<'_> {
    pub(super) fn call_created(&mut self, call: CallId, event: &Event) {
        let parent = self.current(event.lane);
        self.call(call, parent);
        self.moment(SpanKey::call(call), "created", self.line(event));
    }

    fn call(&mut self, call: CallId, parent: SpanKey) {
        let trace = self.trace;
        let kind = call_kind(trace, call);
        let name = trace.call_name(call);
        let defined = trace.call(call).defined.map(|span| trace.span(span).line);
        let mut attributes = vec![
            Attribute::text("code.function.name", name),
            Attribute::text("awaitscope.call", kind),
        ];
        if let Some(line) = defined {
            attributes.push(Attribute::text("code.file.path", self.run.file));
            attributes.push(Attribute::number("code.line.number", line.into()));
        }
        let new = !self.has(SpanKey::call(call));
        let span = self.begin(SpanKey::call(call), Some(parent), name);
        if new {
            span.attributes = attributes;
        }
    }

    pub(super) fn call_entered(&mut self, call: CallId, event: &Event) {
        let (key, caller) = (SpanKey::call(call), self.current(event.lane));
        let first = !self.has(key) || self.at(key).moments.iter().all(|it| it.name != "entered");
        self.call(call, caller);
        if first && caller != key {
            // Created by one and first polled by another: whoever polls it is its caller.
            self.at(key).parent = Some(caller);
        }
        self.moment(key, "entered", self.line(event));
        self.enters(key);
        self.stacks[event.lane.index()].push(call);
    }

    pub(super) fn call_left(&mut self, call: CallId, left: Left, event: &Event) {
        let key = SpanKey::call(call);
        let stack = &mut self.stacks[event.lane.index()];
        match stack.iter().rposition(|other| *other == call) {
            Some(place) => stack.truncate(place),
            None => return,
        }
        self.leaves(key);
        self.moment(key, &left_words(self.trace, left), self.line(event));
        if let Left::Awaits(of) | Left::Follows(of) = left {
            let to = match of.get() {
                Awaited::Op(op) => Some(SpanKey::op(op)),
                Awaited::Call(call) => Some(SpanKey::call(call)),
                Awaited::Value | Awaited::Next | Awaited::Unobservable => None,
            };
            self.link(key, to, vec![Attribute::text("awaitscope.link", "awaits")]);
        }
        if left == Left::Threw {
            self.at(key).error = Some("threw".to_owned());
        }
        if left.is_done() {
            self.ends(key);
        }
    }

    pub(super) fn op_started(&mut self, op: OpId, event: &Event) {
        let trace = self.trace;
        let parent = self.current(event.lane);
        let mut place = self.line(event);
        if !place.is_empty() {
            place.push(Attribute::text("code.file.path", self.run.file));
        }
        let kind = match trace.op(op).kind {
            OpKind::Sleep | OpKind::Promise | OpKind::Accept => Kind::Internal,
            _ => Kind::Client,
        };
        let span = self.begin(SpanKey::op(op), Some(parent), &op_name(trace, op));
        (span.kind, span.attributes) = (kind, place);
    }

    pub(super) fn op_ended(&mut self, op: OpId, how: OpEnd) {
        let key = SpanKey::op(op);
        match how {
            OpEnd::Done => {}
            OpEnd::Failed(why) => {
                self.at(key).error = Some(self.trace.name(why).to_owned());
            }
            OpEnd::Cancelled => self.moment(key, "cancelled", Vec::new()),
        }
        self.ends(key);
    }

    pub(super) fn scope_opened(&mut self, scope: ScopeId, lane: LaneId) {
        let trace = self.trace;
        let row = trace.scope(scope);
        let parent = match row.parent.map(SpanKey::scope).filter(|parent| self.has(*parent)) {
            Some(parent) => parent,
            None => self.current(lane),
        };
        let field = |(key, value)| Attribute::text(trace.name(key), trace.name(value));
        let attributes = row.fields.iter().copied().map(field).collect();
        let span = self.begin(SpanKey::scope(scope), Some(parent), trace.name(row.name));
        span.attributes = attributes;
    }
}
