//! A span as OTLP has it, and how it is written.

use crate::json::Json;

/// A span's id: what kind of thing it stands for, and its number in the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SpanKey(u64);

impl SpanKey {
    /// The run as a whole.
    pub(super) const RUN: SpanKey = SpanKey(1 << 56);

    pub(super) fn lane(lane: trace::LaneId) -> SpanKey {
        SpanKey(2 << 56 | u64::from(lane.0))
    }

    pub(super) fn call(call: trace::CallId) -> SpanKey {
        SpanKey(3 << 56 | u64::from(call.0))
    }

    pub(super) fn op(op: trace::OpId) -> SpanKey {
        SpanKey(4 << 56 | u64::from(op.0))
    }

    pub(super) fn scope(scope: trace::ScopeId) -> SpanKey {
        SpanKey(5 << 56 | u64::from(scope.0))
    }

    fn hex(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// What OTLP calls a span's kind, as far as runs have it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Internal = 1,
    Client = 3,
}

/// A key with a value.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    key: String,
    value: Value,
}

#[derive(Clone, Debug)]
enum Value {
    Text(String),
    Number(u64),
    Yes,
}

impl Attribute {
    pub(super) fn text(key: &str, text: &str) -> Attribute {
        Attribute { key: key.to_owned(), value: Value::Text(text.to_owned()) }
    }

    pub(super) fn number(key: &str, number: u64) -> Attribute {
        Attribute { key: key.to_owned(), value: Value::Number(number) }
    }

    pub(super) fn yes(key: &str) -> Attribute {
        Attribute { key: key.to_owned(), value: Value::Yes }
    }
}

/// Something that happened within a span.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) at: u64,
    pub(super) name: String,
    pub(super) attributes: Vec<Attribute>,
}

#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) key: SpanKey,
    pub(super) parent: Option<SpanKey>,
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) start: u64,
    pub(super) end: Option<u64>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) moments: Vec<Moment>,
    pub(super) links: Vec<(SpanKey, Vec<Attribute>)>,
    /// Why it failed, if it did.
    pub(super) error: Option<String>,
    /// For how long it was entered, and since when it is.
    pub(super) busy: u64,
    pub(super) since: Option<u64>,
}

impl Span {
    pub(super) fn new(key: SpanKey, parent: Option<SpanKey>, name: &str, start: u64) -> Span {
        Span {
            key,
            parent,
            name: name.to_owned(),
            kind: Kind::Internal,
            start,
            end: None,
            attributes: Vec::new(),
            moments: Vec::new(),
            links: Vec::new(),
            error: None,
            busy: 0,
            since: None,
        }
    }

    /// One line of the file.
    pub(super) fn write(&self, json: &mut Json, trace_id: &str) {
        json.row();
        json.open('{');
        json.field("traceId", trace_id);
        json.field("spanId", &self.key.hex());
        if let Some(parent) = self.parent {
            json.field("parentSpanId", &parent.hex());
        }
        json.field("name", &self.name);
        json.count("kind", self.kind as u64);
        json.field("startTimeUnixNano", &self.start.to_string());
        json.field("endTimeUnixNano", &self.end.unwrap_or(self.start).to_string());
        attributes(json, &self.attributes);
        if !self.moments.is_empty() {
            json.key("events");
            json.open('[');
            self.moments.iter().for_each(|moment| moment.write(json));
            json.close(']');
        }
        if !self.links.is_empty() {
            json.key("links");
            json.open('[');
            for (key, about) in &self.links {
                json.open('{');
                json.field("traceId", trace_id);
                json.field("spanId", &key.hex());
                attributes(json, about);
                json.close('}');
            }
            json.close(']');
        }
        json.key("status");
        json.open('{');
        if let Some(error) = &self.error {
            json.count("code", 2);
            json.field("message", error);
        }
        json.close('}');
        json.close('}');
    }
}

impl Moment {
    fn write(&self, json: &mut Json) {
        json.open('{');
        json.field("timeUnixNano", &self.at.to_string());
        json.field("name", &self.name);
        attributes(json, &self.attributes);
        json.close('}');
    }
}

/// The key `attributes` with its rows, if there are any.
pub(super) fn attributes(json: &mut Json, rows: &[Attribute]) {
    if rows.is_empty() {
        return;
    }
    json.key("attributes");
    json.open('[');
    for Attribute { key, value } in rows {
        json.open('{');
        json.field("key", key);
        json.key("value");
        json.open('{');
        match value {
            Value::Text(text) => json.field("stringValue", text),
            Value::Number(number) => json.field("intValue", &number.to_string()),
            Value::Yes => {
                json.key("boolValue");
                json.word("true");
            }
        }
        json.close('}');
        json.close('}');
    }
    json.close(']');
}
