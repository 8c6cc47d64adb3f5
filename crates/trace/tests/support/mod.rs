//! Traces for tests, made by hand: a script of small runs, and random valid ones.
//!
//! Shared by the tests of `trace` and of `diagram`, so each uses only a part of it.
#![allow(dead_code, unreachable_pub)]

pub mod connections;
pub mod large;
pub mod random;
pub mod samples;
pub mod threads;

use std::collections::VecDeque;
use trace::{
    CallId, CallKind, Cause, Ended, EventKind, Instant, LaneId, LaneKind, Left, OpEnd, OpId,
    OpKind, Outcome, PollResult, Recipe, SourceSpan, TaskId, Trace, TraceBuilder, WaitId, WaitOn,
    WakeEffect,
};

pub fn ms(n: u64) -> Instant {
    Instant(n * 1_000_000)
}

pub fn at_line(line: u32) -> SourceSpan {
    SourceSpan { line, column: 5, end_line: line, end_column: 12 }
}

/// A run written down event by event; it keeps the clock and the run queue.
pub struct Script {
    pub builder: TraceBuilder,
    pub now: Instant,
    pub ready: VecDeque<TaskId>,
    polling: Option<TaskId>,
    woken_while_polling: bool,
}

impl Script {
    pub fn new(example: &str) -> Script {
        let builder = TraceBuilder::new(Recipe::of(example));
        Script {
            builder,
            now: Instant::START,
            ready: VecDeque::new(),
            polling: None,
            woken_while_polling: false,
        }
    }

    pub fn at(&mut self, millis: u64) {
        self.now = ms(millis);
    }

    pub fn push(&mut self, lane: LaneId, kind: EventKind) {
        self.builder.push(self.now, lane, None, kind);
    }

    pub fn push_at(&mut self, lane: LaneId, line: u32, kind: EventKind) {
        self.builder.push(self.now, lane, Some(at_line(line)), kind);
    }

    pub fn lane_of(&self, task: TaskId) -> LaneId {
        self.builder.so_far().task(task).lane
    }

    pub fn spawn(&mut self, name: &str, by: Option<LaneId>) -> (TaskId, LaneId) {
        let task = self.builder.task(name);
        let lane = self.lane_of(task);
        self.push(by.unwrap_or(lane), EventKind::TaskSpawned(task));
        self.ready.push_back(task);
        (task, lane)
    }

    pub fn poll(&mut self, task: TaskId) {
        self.ready.retain(|queued| *queued != task);
        self.polling = Some(task);
        self.push(self.lane_of(task), EventKind::PollStarted(task));
    }

    pub fn answer(&mut self, task: TaskId, result: PollResult) {
        self.push(self.lane_of(task), EventKind::PollEnded(task, result));
        self.polling = None;
        if std::mem::take(&mut self.woken_while_polling) && result == PollResult::Pending {
            self.ready.push_back(task);
        }
    }

    pub fn pending(&mut self, task: TaskId) {
        self.answer(task, PollResult::Pending);
    }

    /// Answers `Ready` and ends the task.
    pub fn complete(&mut self, task: TaskId) {
        self.answer(task, PollResult::Ready);
        self.end(task, Ended::Completed);
    }

    pub fn end(&mut self, task: TaskId, how: Ended) {
        self.ready.retain(|queued| *queued != task);
        self.push(self.lane_of(task), EventKind::TaskEnded(task, how));
    }

    pub fn wake(&mut self, lane: LaneId, task: TaskId, cause: Cause) {
        let effect = if self.polling == Some(task) {
            match std::mem::replace(&mut self.woken_while_polling, true) {
                true => WakeEffect::AlreadyQueued,
                false => WakeEffect::WhilePolling,
            }
        } else if self.ready.contains(&task) {
            WakeEffect::AlreadyQueued
        } else {
            self.ready.push_back(task);
            WakeEffect::Queued
        };
        self.push(lane, EventKind::Woken(task, cause, effect));
    }

    pub fn call(&mut self, lane: LaneId, name: &str, line: u32) -> CallId {
        let call = self.builder.call(name, CallKind::Async, Some(at_line(line)));
        self.push_at(lane, line, EventKind::CallCreated(call));
        call
    }

    pub fn enter(&mut self, lane: LaneId, call: CallId) {
        self.push(lane, EventKind::CallEntered(call));
    }

    pub fn enter_sync(&mut self, lane: LaneId, name: &str, line: u32) -> CallId {
        let call = self.builder.call(name, CallKind::Sync, Some(at_line(line)));
        self.push_at(lane, line, EventKind::CallEntered(call));
        call
    }

    pub fn suspend(&mut self, lane: LaneId, call: CallId, line: u32) {
        self.push_at(lane, line, EventKind::CallLeft(call, Left::Suspended));
    }

    pub fn ret(&mut self, lane: LaneId, call: CallId) {
        self.push(lane, EventKind::CallLeft(call, Left::Returned));
    }

    pub fn drop(&mut self, lane: LaneId, call: CallId) {
        self.push(lane, EventKind::CallDropped(call));
    }

    pub fn op(&mut self, kind: OpKind, lane: LaneId, label: &str) -> OpId {
        let op = self.builder.op(kind, lane, label);
        self.push(lane, EventKind::OpStarted(op));
        op
    }

    pub fn sleep(&mut self, lane: LaneId, label: &str) -> OpId {
        self.op(OpKind::Sleep, lane, label)
    }

    pub fn done(&mut self, op: OpId) {
        self.push(TraceBuilder::REACTOR, EventKind::OpEnded(op, OpEnd::Done));
    }

    /// The operation ends and wakes the task.
    pub fn done_for(&mut self, op: OpId, task: TaskId) {
        self.done(op);
        self.wake(TraceBuilder::REACTOR, task, Cause::Op(op));
    }

    pub fn fail(&mut self, op: OpId, how: &str) {
        let how = self.builder.name(how);
        self.push(TraceBuilder::REACTOR, EventKind::OpEnded(op, OpEnd::Failed(how)));
    }

    pub fn cancel(&mut self, lane: LaneId, op: OpId) {
        self.push(lane, EventKind::OpEnded(op, OpEnd::Cancelled));
    }

    pub fn log(&mut self, lane: LaneId, line: u32, text: &str) {
        let text = self.builder.name(text);
        self.push_at(lane, line, EventKind::Logged(text));
    }

    pub fn wait(&mut self, lane: LaneId, on: WaitOn) -> WaitId {
        let wait = self.builder.wait(on);
        self.push(lane, EventKind::WaitStarted(wait));
        wait
    }

    pub fn waited(&mut self, lane: LaneId, wait: WaitId) {
        self.push(lane, EventKind::WaitEnded(wait));
    }

    pub fn thread(&mut self, name: &str) -> LaneId {
        self.builder.lane(LaneKind::Thread, name)
    }

    pub fn javascript(&mut self) -> LaneId {
        self.builder.lane(LaneKind::JavaScript, "JavaScript")
    }

    pub fn finish(self, outcome: Outcome) -> Trace {
        self.builder.finish(self.now, outcome)
    }
}
