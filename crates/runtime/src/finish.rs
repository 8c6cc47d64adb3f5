//! The end of a record: what is still open is closed, and the events of several threads are merged.
//!
//! It stands apart because it is the one place that looks at a whole run. A program can forget a
//! future, or keep it where the run does not reach it; a thread can be waiting when `main` returns,
//! or wait for ever.

use crate::merge::order;
use crate::record::Record;
use trace::{
    Closing, ConnectionEvent, ConnectionId, ConnectionState, Ended, Event, EventKind, Instant,
    LaneId, OpEnd, Outcome, PollResult, State, TaskId, TaskPhase, ThreadEvent, ThreadPhase, Trace,
    TraceBuilder, WaitId, WaitState,
};

impl Record {
    /// Ends the run, unless it has ended itself.
    pub(crate) fn finish(mut self, outcome: Outcome) -> Trace {
        if let Some(merge) = self.merging {
            return merge(self, outcome);
        }
        let now = self.now;
        close(&mut self.builder, now);
        self.builder.finish(now, outcome)
    }
}

/// Ends a run whose events may be those of several clocks: [`Record::merging`].
pub(crate) fn merge(mut record: Record, outcome: Outcome) -> Trace {
    let spawned = |event: &Event| matches!(event.kind, EventKind::Thread(ThreadEvent::Spawned(..)));
    let several = record.builder.so_far().events.iter().any(spawned);
    if !several && !record.is_silent() {
        record.merging = None;
        return record.finish(outcome);
    }
    let outcome = record.stopped().unwrap_or(outcome);
    // When `main` returns, the process is over, whatever its other threads are doing.
    let last = record.builder.so_far().events.iter().map(|event| event.at).max();
    let end = match outcome {
        Outcome::Completed => record.now,
        _ => last.unwrap_or(record.now).max(record.now),
    };
    let order = order(record.builder.so_far(), &record.marks, end);
    record.builder.arrange(&order);
    close(&mut record.builder, end);
    record.builder.finish(end, outcome).in_order()
}

/// Closes what will never be closed by itself.
fn close(builder: &mut TraceBuilder, end: Instant) {
    let trace = builder.so_far();
    let state = trace.state_at(usize::MAX);
    let mut left = Vec::new();
    for (number, connection) in state.connections.known() {
        if *connection == ConnectionState::Open {
            let over = ConnectionEvent::Closed(Closing::RunOver);
            let over = EventKind::Connection(ConnectionId(number as u32), over);
            left.push((TraceBuilder::REACTOR, over));
        }
    }
    for (wait, state) in state.waits.known() {
        let wait = WaitId(wait as u32);
        if *state == WaitState::Open {
            let starts = |kind| matches!(kind, EventKind::WaitStarted(other) if other == wait);
            left.push((last_lane(trace, &starts), EventKind::WaitEnded(wait)));
        }
    }
    for op in state.pending_ops() {
        left.push((trace.op(op).lane, EventKind::OpEnded(op, OpEnd::Cancelled)));
    }
    let entered = state.entered.iter().rev();
    left.extend(entered.map(|(thread, scope)| (*thread, EventKind::ScopeLeft(*scope))));
    let closed = state.open_scopes().map(EventKind::ScopeClosed);
    left.extend(closed.map(|kind| (TraceBuilder::REACTOR, kind)));
    cut_off(trace, &state, &mut left);
    for (call, _) in state.futures(trace) {
        let knows = |kind| match kind {
            EventKind::CallCreated(known) | EventKind::CallLeft(known, _) => known == call,
            _ => false,
        };
        left.push((last_lane(trace, &knows), EventKind::CallDropped(call)));
    }
    for (task, state) in state.tasks.known() {
        let task = TaskId(task as u32);
        let lane = trace.task(task).lane;
        match state.phase {
            TaskPhase::Unborn | TaskPhase::Ended(_) => {}
            TaskPhase::Finished => left.push((lane, EventKind::TaskEnded(task, Ended::Completed))),
            _ => left.push((lane, EventKind::TaskEnded(task, Ended::Dropped))),
        }
    }
    // A turn of a twin that its host has given up on.
    for event in trace.events.iter().rev() {
        match event.kind {
            EventKind::TurnStarted => left.push((event.lane, EventKind::TurnEnded)),
            EventKind::TurnEnded => {}
            _ => continue,
        }
        break;
    }
    for (lane, kind) in left {
        builder.push(end, lane, None, kind);
    }
}

/// Stacks that are still there, and threads and polls that are not over.
fn cut_off(trace: &Trace, state: &State, left: &mut Vec<(LaneId, EventKind)>) {
    let cut = EventKind::Thread(ThreadEvent::CutOff);
    for (lane, stack) in state.stacks.known() {
        let lane = LaneId(lane as u32);
        let spawned = |event: &Event| {
            matches!(event.kind,
            EventKind::Thread(ThreadEvent::Spawned(new, _)) if new == lane)
        };
        let open = match state.threads[lane.index()] {
            ThreadPhase::Unspawned | ThreadPhase::Ended => false,
            ThreadPhase::Spawned | ThreadPhase::WithoutCore => true,
            ThreadPhase::Running => trace.events.iter().any(spawned),
        };
        if open || !stack.is_empty() {
            left.push((lane, cut));
        }
    }
    for (task, state) in state.tasks.known() {
        let task = TaskId(task as u32);
        if matches!(state.phase, TaskPhase::Polling | TaskPhase::PollingWoken) {
            let ended = EventKind::PollEnded(task, PollResult::Pending);
            left.push((trace.task(task).lane, ended));
        }
    }
}

fn last_lane(trace: &Trace, wanted: &dyn Fn(EventKind) -> bool) -> LaneId {
    let last = trace.events.iter().rev().find(|event| wanted(event.kind));
    last.map_or(TraceBuilder::REACTOR, |event| event.lane)
}
