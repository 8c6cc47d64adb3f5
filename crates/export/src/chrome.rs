//! Trace → Chrome's Trace Event Format, its “JSON Object Format”: for Perfetto and
//! `chrome://tracing`.
//!
//! Shapes follow Google's “Trace Event Format” document. A language is a process; a task, a thread
//! or JavaScript's stack is a track, and so is each row of operations. Polls, turns and the pieces
//! of calls are `B`/`E` pairs that nest, in the trace's own order: much of a run takes no time at
//! all, and of two events with the same `ts` a viewer takes the one that the file has first. (Two
//! `X` events of no duration would say nothing of which is inside the other.)
//!
//! A flow binds to a slice. So what causes something is a slice of no duration, `wakes task 1`, on
//! the track of whoever did it, and nothing else can come between an arrow and what it stands for;
//! an operation's wake stands at the end of its operation. Printed lines and the like are instants,
//! spans of the program's own tracing asynchronous events.
//!
//! `ts` is in microseconds, as the format wants it, with the nanoseconds behind the point.

mod flows;
mod tracks;
mod words;

use crate::json::Json;
use crate::rows::{Place, closed_at, rows};
use crate::stack::{Edge, Stacks};
use crate::words::op_name;
use crate::{Run, end, recipe};
use flows::Flows;
use trace::{Cause, EventKind, LaneId, OpEnd, OpId, ScopeId};
use tracks::Tracks;

/// A run, or a run and its twin's, as one file of trace events.
pub fn chrome(runs: &[Run]) -> String {
    let mut json = Json::default();
    json.open('{');
    json.field("displayTimeUnit", "ns");
    json.key("otherData");
    json.open('{');
    json.field("clock", "virtual: ts counts from the start of the run");
    for run in runs {
        json.key(run.language());
        recipe(&mut json, &run.trace.recipe);
    }
    json.close('}');
    json.key("traceEvents");
    json.open('[');
    // Processes have the first numbers, tracks the ones after.
    let (mut track, mut arrow) = (runs.len() as u64 + 1, 1);
    for (process, run) in (1..).zip(runs) {
        let (places, count) = rows(run.trace);
        let tracks = Tracks::new(run.trace, process, count, track);
        let flows = Flows::of(run.trace, arrow);
        (track, arrow) = (tracks.next(), flows.next());
        tracks.name(&mut json, run);
        let mut writer = Writer {
            json: &mut json,
            run,
            places,
            tracks,
            flows,
            open_rows: vec![None; count],
            open_scopes: Vec::new(),
            polls: vec![0; run.trace.tasks.len()],
            now: 0,
        };
        writer.write();
    }
    json.close(']');
    json.close('}');
    json.finish()
}

struct Writer<'a> {
    json: &'a mut Json,
    run: &'a Run<'a>,
    places: Vec<Place>,
    tracks: Tracks,
    flows: Flows,
    /// Which operation stands in each row.
    open_rows: Vec<Option<OpId>>,
    open_scopes: Vec<(ScopeId, LaneId)>,
    /// How often each task has been polled.
    polls: Vec<u64>,
    now: u64,
}

impl Writer<'_> {
    fn write(&mut self) {
        let trace = self.run.trace;
        let mut stacks = Stacks::new(trace);
        for (index, event) in trace.events.iter().enumerate() {
            self.now = self.now.max(event.at.0);
            self.causes(index);
            for edge in stacks.apply(trace, event) {
                self.edge(event.lane, edge, Some(index));
            }
            self.effects(index);
            self.moment(index);
            if let EventKind::OpStarted(op) = event.kind {
                self.op_opens(op, index);
            }
            if let Some(op) = closed_at(&self.places, trace, index) {
                self.op_closes(op);
            }
        }
        self.now = end(trace);
        for lane in (0..).map(LaneId).take(trace.lanes.len()) {
            for edge in stacks.rest(lane) {
                self.edge(lane, edge, None);
            }
        }
        for row in 0..self.open_rows.len() {
            if let Some(op) = self.open_rows[row] {
                self.op_closes(op);
            }
        }
        while let Some((scope, lane)) = self.open_scopes.pop() {
            self.scope("e", scope, lane);
        }
    }

    /// Opens an event that stays open for its `args`.
    fn event(&mut self, phase: &str, track: u64, category: &str, name: &str) {
        self.json.row();
        self.json.open('{');
        self.json.field("ph", phase);
        self.json.count("pid", self.tracks.process);
        self.json.count("tid", track);
        self.json.key("ts");
        self.json.micros(self.now);
        self.json.field("cat", category);
        self.json.field("name", name);
    }

    fn edge(&mut self, lane: LaneId, edge: Edge, index: Option<usize>) {
        let (phase, slice) = match edge {
            Edge::Opens(slice) => ("B", slice),
            Edge::Closes(slice) => ("E", slice),
        };
        let name = slice.name(self.run.trace);
        self.event(phase, self.tracks.lane(lane), slice.category(), &name);
        self.edge_args(edge, index);
        self.json.close('}');
    }

    /// Slices of no duration for what an event causes, with the arrows that start there.
    fn causes(&mut self, index: usize) {
        let arrows = self.flows.from.remove(&index).unwrap_or_default();
        let event = &self.run.trace.events[index];
        if arrows.is_empty() && !matches!(event.kind, EventKind::Woken(..)) {
            return;
        }
        let row = match event.kind {
            EventKind::OpEnded(op, _) | EventKind::Woken(_, Cause::Op(op), _) => self.row(op),
            _ => None,
        };
        let lane = self.tracks.lane(event.lane);
        let track = row.map_or(lane, |row| self.tracks.row(row));
        let category = self.arrow_category(index);
        if arrows.is_empty() {
            return self.cause(track, category, index, None);
        }
        for arrow in arrows {
            self.cause(track, category, index, Some(arrow));
        }
    }

    fn cause(&mut self, track: u64, category: &str, index: usize, arrow: Option<(u64, usize)>) {
        let name = self.cause_name(index, arrow.map(|(_, brought)| brought));
        self.event("B", track, category, &name);
        self.cause_args(index);
        self.json.close('}');
        if let Some((number, _)) = arrow {
            self.event("s", track, category, category);
            self.json.count("id", number);
            self.json.close('}');
        }
        self.event("E", track, category, &name);
        self.json.close('}');
    }

    /// Where arrows end: in the poll, turn or thread that has just begun, or, for a thread that has
    /// waited, in a slice of no duration.
    fn effects(&mut self, index: usize) {
        let Some(arrows) = self.flows.to.remove(&index) else { return };
        let trace = self.run.trace;
        let event = &trace.events[index];
        let track = self.tracks.lane(event.lane);
        let goes_on = matches!(event.kind, EventKind::WaitEnded(_));
        if goes_on {
            self.event("B", track, "wake", "goes on");
            self.json.close('}');
        }
        for (number, cause) in arrows {
            let category = self.arrow_category(cause);
            self.event("f", track, category, category);
            self.json.count("id", number);
            self.json.field("bp", "e");
            self.json.close('}');
        }
        if goes_on {
            self.event("E", track, "wake", "goes on");
            self.json.close('}');
        }
    }

    /// The row in which an operation is under way.
    fn row(&self, op: OpId) -> Option<usize> {
        self.places[op.index()].row.filter(|row| self.open_rows[*row] == Some(op))
    }

    fn op_opens(&mut self, op: OpId, index: usize) {
        let Some(row) = self.places[op.index()].row else { return };
        if let Some(other) = self.open_rows[row] {
            self.op_closes(other);
        }
        self.open_rows[row] = Some(op);
        let trace = self.run.trace;
        let asked_on = self.tracks.lane(trace.op(op).lane);
        let line = self.run.line(&trace.events[index]);
        self.event("B", self.tracks.row(row), "operation", &op_name(trace, op));
        self.args(&[("operation", &op.to_string())], line);
        self.json.count("asked for on track", asked_on);
        self.json.close('}');
        self.json.close('}');
    }

    fn op_closes(&mut self, op: OpId) {
        let Some(row) = self.row(op) else { return };
        self.open_rows[row] = None;
        let trace = self.run.trace;
        let end = match self.places[op.index()].end {
            Some(OpEnd::Done) => "done".to_owned(),
            Some(OpEnd::Failed(why)) => format!("failed: {}", trace.name(why)),
            Some(OpEnd::Cancelled) => "cancelled".to_owned(),
            None => "not ended".to_owned(),
        };
        self.event("E", self.tracks.row(row), "operation", &op_name(trace, op));
        self.args(&[("end", &end)], None);
        self.json.close('}');
        self.json.close('}');
    }

    /// Opens `args` with some texts and a place in the source, and leaves them open.
    fn args(&mut self, texts: &[(&str, &str)], line: Option<u32>) {
        self.json.key("args");
        self.json.open('{');
        for (key, text) in texts {
            self.json.field(key, text);
        }
        if let Some(line) = line {
            self.json.field("file", self.run.file);
            self.json.count("line", line.into());
        }
    }
}
