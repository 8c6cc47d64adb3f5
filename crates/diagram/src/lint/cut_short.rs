//! `cut-short`: a task that was dropped at its work because the main task had ended.
//!
//! That is how a runtime stops servers and background loops, and no mistake with them: a task that
//! waits for the next connection, or for something that others have to send, leaves no work undone.
//! It is a finding if the task had work under way: it was never polled, or was ready and not polled
//! again, or waits for an answer, a deadline or another task.

use super::{Findings, Lint, Place};
use crate::sentence::unknown;
use crate::words::awaited;
use trace::{
    Ended, Event, EventKind, LaneKind, OpKind, Outcome, SpanId, TaskId, Trace, WaitOn, WakeEffect,
};

const ADVICE: &str = "Keep the task's handle and await it before main returns, or tell the task to \
                      finish and then await it.";

/// The task whose end is the end of the run.
const MAIN: TaskId = TaskId(0);

pub(super) struct Watch<'a> {
    trace: &'a Trace,
    tasks: Vec<Life>,
    /// Per operation and per wait, whether it is under way, and on whose lane.
    ops: Vec<bool>,
    waits: Vec<Option<TaskId>>,
    main_is_over: bool,
}

#[derive(Clone, Copy, Default)]
struct Life {
    spawned: Option<SpanId>,
    polled: bool,
    ready: bool,
    /// What it waits for at the end of the main task.
    on: Option<WaitOn>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(trace: &'a Trace) -> Watch<'a> {
        Watch {
            trace,
            tasks: trace.tasks.iter().map(|_| Life::default()).collect(),
            ops: trace.ops.iter().map(|_| false).collect(),
            waits: trace.waits.iter().map(|_| None).collect(),
            main_is_over: false,
        }
    }

    pub(super) fn see(&mut self, findings: &mut Findings, at: usize, event: &Event) {
        if self.trace.outcome != Outcome::Completed {
            return;
        }
        match event.kind {
            EventKind::TaskEnded(MAIN, Ended::Completed) => self.main_ends(),
            EventKind::TaskEnded(task, Ended::Dropped) if self.main_is_over => {
                self.judge(findings, at, task);
            }
            _ if self.main_is_over => {}
            EventKind::TaskSpawned(task) => {
                let life = &mut self.tasks[task.index()];
                (life.spawned, life.ready) = (event.span, true);
            }
            EventKind::PollStarted(task) => {
                let life = &mut self.tasks[task.index()];
                (life.polled, life.ready) = (true, false);
            }
            EventKind::Woken(task, _, WakeEffect::Queued | WakeEffect::WhilePolling) => {
                self.tasks[task.index()].ready = true;
            }
            EventKind::OpStarted(op) => self.ops[op.index()] = true,
            EventKind::OpEnded(op, _) => self.ops[op.index()] = false,
            EventKind::WaitStarted(wait) => self.waits[wait.index()] = self.task_on(event.lane),
            EventKind::WaitEnded(wait) => self.waits[wait.index()] = None,
            _ => {}
        }
    }

    fn task_on(&self, lane: trace::LaneId) -> Option<TaskId> {
        match self.trace.lane(lane).kind {
            LaneKind::Task(task) => Some(task),
            _ => None,
        }
    }

    /// Looks at what each task waits for, before the end of the run ends all that.
    fn main_ends(&mut self) {
        self.main_is_over = true;
        for (op, row) in (0..).map(trace::OpId).zip(&self.trace.ops) {
            if self.ops[op.index()]
                && row.kind != OpKind::Accept
                && let Some(task) = self.task_on(row.lane)
            {
                self.tasks[task.index()].on = Some(WaitOn::Op(op));
            }
        }
        for (task, row) in self.waits.iter().zip(&self.trace.waits) {
            if let (Some(task), WaitOn::Task(_)) = (task, row.on) {
                self.tasks[task.index()].on = Some(row.on);
            }
        }
    }

    fn judge(&self, findings: &mut Findings, at: usize, task: TaskId) {
        let life = self.tasks[task.index()];
        let form = match life.on {
            _ if !life.polled => {
                "{Task} is dropped because the main task has ended: it was spawned, and nothing of \
                 it has ever run."
            }
            Some(_) => {
                "{Task} is dropped because the main task has ended: it was still waiting for \
                 {awaited}, and the rest of it never runs."
            }
            None if life.ready => {
                "{Task} is dropped because the main task has ended: it was ready to go on, and the \
                 rest of it never runs."
            }
            None => return,
        };
        let word = |name: &str| match name {
            "task" => self.trace.task_label(task),
            "awaited" => life.on.map_or_else(String::new, |on| awaited(self.trace, on)),
            _ => unknown(name),
        };
        findings.add((Lint::CutShort, Place::of(life.spawned, task), at), form, &word, ADVICE);
    }
}
