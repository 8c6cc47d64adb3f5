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
    let entered = |run: &Run| {
        let entered = |it: &&trace::Event| matches!(it.kind, EventKind::CallEntered(_));
        run.trace.events.iter().filter(entered).count()
    };
    let entered: usize = runs.iter().map(entered).sum();
    assert_eq!(calls.count(), entered, "each piece of a call");
}

#[derive(Default)]
struct Reader {
    /// What is open on each track: name, category.
    stacks: BTreeMap<Track, Vec<(String, String)>>,
    /// The last instant of each track.
    last: BTreeMap<Track, f64>,
    processes: BTreeSet<u64>,
    tracks: BTreeSet<Track>,
    numbers: BTreeSet<u64>,
    /// Flows by number: how they begin, and whether they have ended.
    flows: BTreeMap<u64, (String, String, bool)>,
    /// Tracks on which a task's second or later poll has begun: somebody has brought it.
    brought: BTreeSet<Track>,
    /// What the event before was on each track. Perfetto binds a flow to the slice that came last,
    /// also to an instant, which it keeps as a slice until the next one.
    before: BTreeMap<Track, String>,
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
                    assert!(self.numbers.insert(track.1), "two tracks of one number: {event}");
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
        let phase = text("ph");
        let before = self.before.insert(track, phase.clone()).unwrap_or_default();
        let brought = self.brought.remove(&track);
        assert!(!brought || phase == "f", "nobody brought what began before {event}");
        match phase.as_str() {
            "B" => {
                if event["args"]["poll"].as_u64() > Some(1) {
                    self.brought.insert(track);
                }
                stack.push((name, category));
            }
            "E" => assert_eq!(stack.pop(), Some((name, category)), "{event}"),
            "s" => {
                let within = stack.last().expect("a flow starts within a slice");
                assert!(within.1 == category && before == "B", "{event} within {within:?}");
                let old = self.flows.insert(number("id"), (name, category, false));
                assert!(old.is_none(), "a flow starts twice: {event}");
            }
            "f" => {
                let within = stack.last().expect("a flow ends within a slice");
                let brought = ["poll", "turn", "thread", "wake"].contains(&within.1.as_str());
                let bound = event["bp"] == "e" && ["B", "f"].contains(&before.as_str());
                assert!(brought && bound, "{event} within {within:?}");
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
