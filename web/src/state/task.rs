//! Who is doing what at a position: a row for each task, thread or JavaScript stack.

use super::{Language, Run};
use trace::{
    Cause, Ended, EventKind, LaneId, LaneKind, State, TaskId, TaskPhase, ThreadPhase, Trace,
};

/// Where a task, a thread or JavaScript stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It does not exist yet.
    Unborn,
    /// On the run queue.
    Queued,
    /// It has the processor: a task is being polled, a thread or a turn runs.
    Running,
    /// It waits; nobody has woken it.
    Waiting,
    /// Over, its work done.
    Done,
    /// Over, before its work was done.
    Cut,
}

/// A task, a thread or JavaScript's stack at a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// In whose run.
    pub language: Language,
    /// `task 1`, `thread`, `JavaScript`.
    pub kind: String,
    /// The name of its future or function.
    pub name: String,
    /// Where it stands.
    pub state: RowState,
    /// The same in a word or two: `being polled`.
    pub word: &'static str,
    /// How often it has been polled; none for what is not polled.
    pub polls: Option<u32>,
    /// What it waits for, or who woke it; a phrase, or nothing.
    pub detail: String,
    /// Its place on the run queue, from 1.
    pub queue: Option<usize>,
}

/// The rows of every trace.
pub(super) fn rows(run: &Run, position: usize, states: &[State]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (which, (trace, state)) in run.traces().into_iter().zip(states).enumerate() {
        for number in 0..trace.lanes.len() as u32 {
            let cursor = run.timeline.cursor(position, which);
            let row = row_of(trace, state, LaneId(number), cursor);
            rows.extend(row.map(|row| Row { language: Language::of(which), ..row }));
        }
    }
    rows
}

/// The row of a lane, if it has one.
pub(super) fn row_of(trace: &Trace, state: &State, id: LaneId, cursor: usize) -> Option<Row> {
    match trace.lane(id).kind {
        LaneKind::Reactor => None,
        LaneKind::Task(task) => Some(task_row(trace, state, task)),
        LaneKind::Thread => Some(thread_row(trace, state, id)),
        LaneKind::JavaScript => Some(javascript_row(trace, state, id, cursor)),
    }
}

fn task_row(trace: &Trace, state: &State, id: TaskId) -> Row {
    let task = &state.tasks[id.index()];
    let (row_state, word) = match task.phase {
        TaskPhase::Unborn => (RowState::Unborn, "not spawned"),
        TaskPhase::Queued => (RowState::Queued, "queued"),
        TaskPhase::Polling | TaskPhase::PollingWoken => (RowState::Running, "being polled"),
        TaskPhase::Pending => (RowState::Waiting, "pending"),
        TaskPhase::Finished => (RowState::Running, "ready"),
        TaskPhase::Ended(Ended::Completed) => (RowState::Done, "completed"),
        TaskPhase::Ended(Ended::Aborted) => (RowState::Cut, "aborted"),
        TaskPhase::Ended(Ended::Dropped) => (RowState::Cut, "dropped"),
    };
    let queue = state.ready.iter().position(|queued| *queued == id).map(|place| place + 1);
    let detail = match row_state {
        RowState::Waiting => waits(trace, state, trace.task(id).lane),
        RowState::Queued | RowState::Running => {
            task.woken_by.map(|cause| woken(trace, cause)).unwrap_or_default()
        }
        _ => String::new(),
    };
    Row {
        language: Language::Rust,
        kind: format!("task {}", id.0),
        name: trace.name(trace.task(id).name).to_owned(),
        state: row_state,
        word,
        polls: Some(task.polls),
        detail,
        queue,
    }
}

/// A thread runs while something is on its stack that does not wait.
fn thread_row(trace: &Trace, state: &State, lane: LaneId) -> Row {
    let detail = waits(trace, state, lane);
    let idle = state.stacks[lane.index()].is_empty();
    let over = state.ended || state.threads[lane.index()] == ThreadPhase::Ended;
    let (row_state, word) = match (over, idle, detail.is_empty()) {
        _ if state.threads[lane.index()] == ThreadPhase::WithoutCore => {
            (RowState::Queued, "waiting for a core")
        }
        (true, ..) => (RowState::Done, "done"),
        (_, true, _) => (RowState::Unborn, "not running"),
        (_, _, true) => (RowState::Running, "running"),
        (_, _, false) => (RowState::Waiting, "blocked"),
    };
    row(trace, lane, "thread", row_state, word, detail)
}

/// JavaScript runs while a turn of its event loop is under way, and is idle between two.
fn javascript_row(trace: &Trace, state: &State, lane: LaneId, cursor: usize) -> Row {
    let on_lane = trace.events[..cursor].iter().rev().filter(|event| event.lane == lane);
    let turn = on_lane.map(|event| event.kind).find_map(|kind| match kind {
        EventKind::TurnStarted => Some(true),
        EventKind::TurnEnded => Some(false),
        _ => None,
    });
    let (row_state, word) = match (state.ended, turn) {
        (true, _) => (RowState::Done, "done"),
        (_, Some(true)) => (RowState::Running, "running a turn"),
        (_, Some(false)) => (RowState::Waiting, "idle"),
        (_, None) => (RowState::Unborn, "not started"),
    };
    let detail =
        if row_state == RowState::Waiting { waits(trace, state, lane) } else { String::new() };
    row(trace, lane, "event loop", row_state, word, detail)
}

fn row(
    trace: &Trace,
    lane: LaneId,
    kind: &str,
    state: RowState,
    word: &'static str,
    detail: String,
) -> Row {
    let name = trace.name(trace.lane(lane).name).to_owned();
    let kind = kind.to_owned();
    Row { language: Language::Rust, kind, name, state, word, polls: None, detail, queue: None }
}

/// `waits for the sleep of 20 ms and task 1 (serve)`, or nothing.
fn waits(trace: &Trace, state: &State, lane: LaneId) -> String {
    let on: Vec<_> = state.awaited(lane).iter().map(|on| trace.wait_label(*on)).collect();
    if on.is_empty() { String::new() } else { format!("waits for {}", on.join(" and ")) }
}

fn woken(trace: &Trace, cause: Cause) -> String {
    match cause {
        Cause::Op(op) => format!("woken by {}", trace.op_label(op)),
        Cause::Task(task) => format!("woken by {}", trace.task_label(task)),
        Cause::Thread(lane) => format!("woken by {}", trace.thread_label(lane)),
        Cause::Itself => "woken by itself".to_owned(),
        Cause::Outside => "woken by no task".to_owned(),
    }
}
