//! Trace → speedscope's file format: an evented profile for each lane.
//!
//! Shapes follow `file-format-schema.json` of speedscope 1.25 (MIT), which the tests hold against
//! every file. A frame is a function with its place in the source, shared by all profiles, so that
//! two calls of one function are one frame. Operations are left out: they overlap, and a flame
//! graph is of stacks.
//!
//! speedscope draws what takes time. What a run does in no time at all is in the file and cannot
//! be seen there; programs that compute, or threads that wait, are what it is good for.

use crate::json::Json;
use crate::stack::{Edge, Slice, Stacks};
use crate::{Run, end};
use std::collections::BTreeMap;
use trace::{LaneId, LaneKind};

/// A function, or whatever else stands on a stack: its name, the number of its run, its line.
type Frame = (String, usize, Option<u32>);

/// A profile under way: who, when it ends, and what opens or closes when.
struct Profile {
    name: String,
    end: u64,
    events: Vec<(char, u64, usize)>,
}

/// A run, or a run and its twin's, as one file with a profile for each lane that did anything.
pub fn speedscope(runs: &[Run]) -> String {
    let mut frames = BTreeMap::new();
    let mut profiles = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        profiles.extend(of_run(number, run, &mut frames));
    }
    let mut rows: Vec<_> = frames.into_iter().collect();
    rows.sort_by_key(|(_, place)| *place);
    let mut json = Json::default();
    json.open('{');
    json.field("$schema", "https://www.speedscope.app/file-format-schema.json");
    json.field("exporter", "awaitscope");
    json.field("name", runs.first().map_or("", |run| &run.trace.recipe.example));
    json.count("activeProfileIndex", 0);
    json.key("shared");
    json.open('{');
    json.key("frames");
    json.open('[');
    for ((name, run, line), _) in &rows {
        json.row();
        json.open('{');
        json.field("name", name);
        if let Some(line) = line {
            json.field("file", runs[*run].file);
            json.count("line", (*line).into());
        }
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.key("profiles");
    json.open('[');
    profiles.iter().for_each(|profile| profile.write(&mut json));
    json.close(']');
    json.close('}');
    json.finish()
}

fn of_run(number: usize, run: &Run, frames: &mut BTreeMap<Frame, usize>) -> Vec<Profile> {
    let trace = run.trace;
    let mut lanes: Vec<_> = trace.lanes.iter().map(|_| Vec::new()).collect();
    let mut frame = |slice: Slice| {
        let line = match slice {
            Slice::Call(call) => trace.call(call).defined.map(|span| trace.span(span).line),
            _ => None,
        };
        let next = frames.len();
        *frames.entry((slice.name(trace), number, line)).or_insert(next)
    };
    let mut stacks = Stacks::new(trace);
    let mut now = 0;
    for event in &trace.events {
        now = now.max(event.at.0);
        for edge in stacks.apply(trace, event) {
            lanes[event.lane.index()].push(event_of(edge, now, &mut frame));
        }
    }
    for (number, events) in (0..).zip(&mut lanes) {
        let rest = stacks.rest(LaneId(number));
        events.extend(rest.into_iter().map(|edge| event_of(edge, now, &mut frame)));
    }
    let label = |number: usize| match trace.lanes[number].kind {
        LaneKind::Task(task) => trace.task_label(task),
        LaneKind::Thread => trace.thread_label(LaneId(number as u32)),
        LaneKind::Reactor | LaneKind::JavaScript => trace.name(trace.lanes[number].name).to_owned(),
    };
    let (language, end) = (run.language(), end(trace));
    let profile = |(number, events): (usize, Vec<_>)| {
        let name = || format!("{language} · {}", label(number));
        (!events.is_empty()).then(|| Profile { name: name(), end, events })
    };
    lanes.into_iter().enumerate().filter_map(profile).collect()
}

fn event_of(edge: Edge, at: u64, frame: &mut impl FnMut(Slice) -> usize) -> (char, u64, usize) {
    match edge {
        Edge::Opens(slice) => ('O', at, frame(slice)),
        Edge::Closes(slice) => ('C', at, frame(slice)),
    }
}

impl Profile {
    fn write(&self, json: &mut Json) {
        json.row();
        json.open('{');
        json.field("type", "evented");
        json.field("name", &self.name);
        json.field("unit", "nanoseconds");
        json.count("startValue", 0);
        json.count("endValue", self.end);
        json.key("events");
        json.open('[');
        for (kind, at, frame) in &self.events {
            json.row();
            json.open('{');
            json.field("type", kind.encode_utf8(&mut [0; 4]));
            json.count("at", *at);
            json.count("frame", *frame as u64);
            json.close('}');
        }
        json.close(']');
        json.close('}');
    }
}
