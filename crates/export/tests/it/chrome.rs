//! What holds of every file of trace events, asked as a reader of the format would: line by line,
//! with one stack for each track.

use export::Run;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use trace::EventKind;

type Track = (u64, u64);

/// Reads a file and asks everything of it.
pub(crate) fn check(text: &str, runs: &[Run]) {
    let file: Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(file["displayTimeUnit"], "ns");
    let events = file["traceEvents"].as_array().expect("there are events");
    let mut reader = Reader::default();
    events.iter().for_each(|event| reader.read(event));
    reader.finish();
    let calls = events.iter().filter(|event| event["cat"] == "call" && event["ph"] == "B");
    let entered = |run: &&Run| {
        let entered = |it: &&trace::Event| matches!(it.kind, EventKind::CallEntered(_));
        run.trace.events.iter().filter(entered).count()
    };
    assert_eq!(calls.count(), runs.iter().map(|run| entered(&run)).sum(), "each piece of a call");
}

#[derive(Default)]
struct Reader {
    /// What is open on each track: name, category.
    stacks: BTreeMap<Track, Vec<(String, String)>>,
    /// The last instant of each track.
    last: BTreeMap<Track, f64>,
    processes: BTreeSet<u64>,
    tracks: BTreeSet<Track>,
    /// Flows by number: how they begin, and whether they have ended.
    flows: BTreeMap<u64, (String, String, bool)>,
    /// Asynchronous events that are open.
    scopes: BTreeSet<(String, String)>,
}

impl Reader {
    fn read(&mut self, event: &Value) {
        let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| event[key].as_u64().expect("a number");
        let track = (number("pid"), number("tid"));
        let (name, category) = (text("name"), text("cat"));
        if event["ph"] == "M" {
            match name.as_str() {
                "process_name" => assert!(self.processes.insert(track.0), "named once"),
                "thread_name" => {
                    assert!(self.tracks.iter().all(|(_, tid)| *tid != track.1), "{event}");
                    self.tracks.insert(track);
                }
                _ => {}
            }
            return;
        }
        assert!(self.tracks.contains(&track), "its track has a name already: {event}");
        assert!(self.processes.contains(&track.0) && track.1 != track.0, "{event}");
        let at = event["ts"].as_f64().expect("an instant");
        let last = self.last.insert(track, at).unwrap_or(0.0);
        assert!(last <= at, "time steps back from {last}: {event}");
        let stack = self.stacks.entry(track).or_default();
        match event["ph"].as_str().expect("a phase") {
            "B" => stack.push((name, category)),
            "E" => assert_eq!(stack.pop(), Some((name, category)), "{event}"),
            "s" => {
                assert!(!stack.is_empty(), "a flow starts within no slice: {event}");
                let old = self.flows.insert(number("id"), (name, category, false));
                assert!(old.is_none(), "a flow starts twice: {event}");
            }
            "f" => {
                assert!(!stack.is_empty() && event["bp"] == "e", "a flow ends nowhere: {event}");
                let flow = self.flows.get_mut(&number("id")).expect("it has started");
                assert_eq!((&flow.0, &flow.1, flow.2), (&name, &category, false), "{event}");
                flow.2 = true;
            }
            "i" => assert!(event["s"] == "t" || event["s"] == "p", "{event}"),
            "b" => assert!(self.scopes.insert((text("id"), name)), "{event}"),
            "e" => assert!(self.scopes.remove(&(text("id"), name)), "{event}"),
            other => panic!("the format has no phase {other}, or we do not use it"),
        }
    }

    fn finish(self) {
        assert!(self.stacks.values().all(Vec::is_empty), "left open: {:?}", self.stacks);
        assert!(self.flows.values().all(|flow| flow.2), "without an end: {:?}", self.flows);
        assert!(self.scopes.is_empty(), "left open: {:?}", self.scopes);
    }
}
