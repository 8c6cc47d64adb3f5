//! What holds of every file of spans: ids, parents, links and times, and that nothing is in it that
//! opentelemetry-proto's JSON does not have.

use export::Run;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use trace::EventKind;

/// Reads a file and asks everything of it.
pub(crate) fn check(text: &str, runs: &[Run]) {
    let file: Value = serde_json::from_str(text).expect("it is JSON");
    keys(&file, &["resourceSpans"]);
    let resources = file["resourceSpans"].as_array().expect("resources");
    assert_eq!(resources.len(), runs.len());
    let mut trace_ids = BTreeSet::new();
    for (resource, run) in resources.iter().zip(runs) {
        keys(resource, &["resource", "scopeSpans"]);
        attributes(&resource["resource"]);
        let scope = &resource["scopeSpans"][0];
        keys(scope, &["scope", "spans"]);
        let spans = scope["spans"].as_array().expect("spans");
        let trace_id = text_of(&spans[0], "traceId");
        trace_ids.insert(trace_id.to_owned());
        let mut parents = BTreeMap::new();
        for span in spans {
            assert_eq!(span["traceId"], trace_id);
            let id = hex(span, "spanId", 16);
            let parent = span.get("parentSpanId").map(|_| hex(span, "parentSpanId", 16));
            assert_eq!(parents.insert(id, parent), None, "an id is there twice: {span}");
        }
        hex(&spans[0], "traceId", 32);
        spans.iter().for_each(|span| one(span, trace_id, &parents));
        tree(&parents);
        calls(spans, run);
    }
    let languages: BTreeSet<_> = runs.iter().map(|run| run.trace.is_javascript()).collect();
    assert!(trace_ids.len() >= languages.len(), "a twin has a trace id of its own");
}

fn one(span: &Value, trace_id: &str, parents: &BTreeMap<String, Option<String>>) {
    let known = ["traceId", "spanId", "parentSpanId", "name", "kind", "startTimeUnixNano"];
    let more = ["endTimeUnixNano", "attributes", "events", "links", "status"];
    keys(span, &[&known[..], &more[..]].concat());
    let (start, end) = (nanos(span, "startTimeUnixNano"), nanos(span, "endTimeUnixNano"));
    assert!(start <= end, "{span}");
    assert!(!text_of(span, "name").is_empty() || start == 0, "{span}");
    assert!(matches!(span["kind"].as_u64(), Some(1..=5)), "{span}");
    attributes(span);
    let rows = |key: &str| span[key].as_array().cloned().unwrap_or_default();
    for event in rows("events") {
        keys(&event, &["timeUnixNano", "name", "attributes"]);
        nanos(&event, "timeUnixNano");
        attributes(&event);
    }
    for link in rows("links") {
        keys(&link, &["traceId", "spanId", "attributes"]);
        assert!(parents.contains_key(text_of(&link, "spanId")), "a link to nothing: {link}");
        assert_eq!(link["traceId"], trace_id);
        assert_ne!(link["spanId"], span["spanId"], "a link to itself");
        attributes(&link);
    }
    keys(&span["status"], &["code", "message"]);
}

/// Every parent is there, one span has none, and whoever goes up comes to it.
fn tree(parents: &BTreeMap<String, Option<String>>) {
    assert_eq!(parents.values().filter(|parent| parent.is_none()).count(), 1, "one root");
    for mut id in parents.keys() {
        let mut steps = 0;
        while let Some(parent) = &parents[id] {
            id = parent;
            steps += 1;
            assert!(steps <= parents.len(), "a circle through {id}");
        }
    }
}

/// One span for each call, from its first event to its last.
fn calls(spans: &[Value], run: &Run) {
    let mut times: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    let mut now = 0;
    for event in &run.trace.events {
        now = now.max(event.at.0);
        if let EventKind::CallCreated(call)
        | EventKind::CallEntered(call)
        | EventKind::CallLeft(call, _)
        | EventKind::CallDropped(call) = event.kind
        {
            times.entry(call.0).or_insert((now, now)).1 = now;
        }
    }
    let valid = run.trace.validate().is_ok();
    for (call, (start, last)) in times {
        let id = format!("{:016x}", 3 << 56 | u64::from(call));
        // Without its beginning a trace has no span for what only ends.
        let Some(span) = spans.iter().find(|span| span["spanId"] == id) else {
            assert!(!valid, "C{call} has no span");
            continue;
        };
        let times = (nanos(span, "startTimeUnixNano"), nanos(span, "endTimeUnixNano"));
        assert!(!valid || times == (start, last) || is_cut_off(span), "{span}");
    }
}

fn is_cut_off(span: &Value) -> bool {
    let rows = span["attributes"].as_array().expect("attributes");
    rows.iter().any(|row| row["key"] == "awaitscope.unfinished")
}

fn attributes(of: &Value) {
    let mut seen = BTreeSet::new();
    for row in of["attributes"].as_array().cloned().unwrap_or_default() {
        keys(&row, &["key", "value"]);
        assert!(seen.insert(text_of(&row, "key").to_owned()), "twice: {of}");
        let value = row["value"].as_object().expect("a value");
        let (kind, value) = value.iter().next().expect("of some kind");
        match kind.as_str() {
            "stringValue" => assert!(value.is_string()),
            "intValue" => assert!(value.as_str().is_some_and(|it| it.parse::<u64>().is_ok())),
            "boolValue" => assert!(value.is_boolean()),
            other => panic!("no kind of value that we write: {other}"),
        }
    }
}

fn keys(object: &Value, known: &[&str]) {
    let object = object.as_object().expect("an object");
    object.keys().for_each(|key| assert!(known.contains(&key.as_str()), "{key}"));
}

fn text_of<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().expect("a text")
}

fn nanos(object: &Value, key: &str) -> u64 {
    text_of(object, key).parse().expect("a decimal number as text")
}

/// An id of so many digits, not all of them zero.
fn hex(object: &Value, key: &str, digits: usize) -> String {
    let id = text_of(object, key);
    let good = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    assert!(id.len() == digits && id.chars().all(good), "{id}");
    assert!(id.chars().any(|c| c != '0'), "{id}");
    id.to_owned()
}
