//! Which track is whose: a process for each language, a track for each lane and each row of
//! operations.
//!
//! A thread's number is given once in a file, and never to a process: Perfetto names threads by
//! their number alone, and takes one that has its process's number for the main thread. Nobody is
//! number 0, which is the idle process of Linux.

use crate::Run;
use crate::json::Json;
use trace::{LaneId, LaneKind, Trace};

/// The tracks of one run.
pub(super) struct Tracks {
    pub(super) process: u64,
    lanes: Vec<u64>,
    first_row: u64,
    rows: u64,
}

impl Tracks {
    /// Lanes in their order, then the outside world with its operations.
    pub(super) fn new(trace: &Trace, process: u64, rows: usize, first: u64) -> Tracks {
        let outside = |lane: LaneKind| lane == LaneKind::Reactor;
        let mut next = first;
        let mut lanes = vec![0; trace.lanes.len()];
        for reactor in [false, true] {
            for (number, lane) in trace.lanes.iter().enumerate() {
                if outside(lane.kind) == reactor {
                    lanes[number] = next;
                    next += 1;
                }
            }
        }
        Tracks { process, lanes, first_row: next, rows: rows as u64 }
    }

    pub(super) fn lane(&self, lane: LaneId) -> u64 {
        self.lanes[lane.index()]
    }

    pub(super) fn row(&self, row: usize) -> u64 {
        self.first_row + row as u64
    }

    /// The number after the last track's.
    pub(super) fn next(&self) -> u64 {
        self.first_row + self.rows
    }

    /// The events that name the process and its tracks, and say in which order they stand.
    pub(super) fn name(&self, json: &mut Json, run: &Run) {
        let trace = run.trace;
        let process = format!("{} · {}", trace.recipe.example, run.language());
        self.meta(json, self.process, "process_name", |json| json.field("name", &process));
        self.meta(json, self.process, "process_sort_index", |json| {
            json.count("sort_index", self.process);
        });
        for (number, lane) in (0..).zip(&trace.lanes) {
            let label = match lane.kind {
                LaneKind::Task(task) => trace.task_label(task),
                LaneKind::Thread => trace.thread_label(LaneId(number)),
                LaneKind::Reactor => "outside world".to_owned(),
                LaneKind::JavaScript => trace.name(lane.name).to_owned(),
            };
            self.track(json, self.lanes[number as usize], &label);
        }
        for row in 0..self.rows {
            let label = match row {
                0 => "operations".to_owned(),
                _ => format!("operations {}", row + 1),
            };
            self.track(json, self.first_row + row, &label);
        }
    }

    fn track(&self, json: &mut Json, track: u64, label: &str) {
        self.meta(json, track, "thread_name", |json| json.field("name", label));
        self.meta(json, track, "thread_sort_index", |json| json.count("sort_index", track));
    }

    fn meta(&self, json: &mut Json, track: u64, name: &str, args: impl FnOnce(&mut Json)) {
        json.row();
        json.open('{');
        json.field("ph", "M");
        json.count("pid", self.process);
        json.count("tid", track);
        json.field("name", name);
        json.key("args");
        json.open('{');
        args(json);
        json.close('}');
        json.close('}');
    }
}
