//! `long-poll`: a single poll that kept somebody waiting who was ready.
//!
//! A poll cannot be interrupted, so that whoever becomes ready meanwhile waits for its end: another
//! task, or the same one, if an operation ended that it awaits beside. A long poll while nobody
//! else is ready delays nobody, and is no finding: a lone task may compute as it likes.

use super::{Findings, Lint, Place};
use crate::sentence::unknown;
use crate::words::between;
use std::collections::VecDeque;
use trace::{
    Cause, Event, EventKind, Instant, LaneKind, OpId, PollResult, TaskId, Trace, WakeEffect,
};

/// How long somebody who is ready may have to wait for one poll, in nanoseconds: 10 ms.
///
/// In real servers the rule of thumb is that no more than 10 to 100 µs should pass between two
/// awaits. Lessons are slowed down a hundredfold so that people can look at them, and so is this.
const PATIENCE: u64 = 10_000_000;

const COMPUTES: &str = "Move the computation to `spawn_blocking` or to a thread of its own, or cut \
                        it up with `yield_now().await` in between.";
const BLOCKS: &str = "Await the async version of the call that blocks, or move the call to \
                      `spawn_blocking`.";

pub(super) struct Watch<'a> {
    trace: &'a Trace,
    tasks: Vec<Poll>,
    /// Who was ready in which order, and since when; those that are no longer lie there still.
    queue: VecDeque<(TaskId, Instant)>,
    /// Per task, since when it has been ready, if it is.
    ready: Vec<Option<Instant>>,
}

/// A poll of a task so far.
#[derive(Clone, Copy, Default)]
struct Poll {
    started: (usize, Instant),
    /// Whether the task was woken during this very poll, and the first operation that did so.
    woken: bool,
    woken_by: Option<(OpId, Instant)>,
    /// The stretch under way, and the longest so far.
    open: Option<(usize, Instant)>,
    longest: Option<(usize, u64)>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(trace: &'a Trace) -> Watch<'a> {
        let tasks = trace.tasks.iter().map(|_| Poll::default()).collect();
        let ready = trace.tasks.iter().map(|_| None).collect();
        Watch { trace, tasks, queue: VecDeque::new(), ready }
    }

    pub(super) fn see(&mut self, findings: &mut Findings, at: usize, event: &Event) {
        match event.kind {
            EventKind::TaskSpawned(task) | EventKind::Woken(task, _, WakeEffect::Queued) => {
                self.queue_up(task, event.at);
            }
            EventKind::Woken(task, cause, WakeEffect::WhilePolling | WakeEffect::AlreadyQueued) => {
                let poll = &mut self.tasks[task.index()];
                poll.woken = true;
                if let Cause::Op(op) = cause {
                    poll.woken_by.get_or_insert((op, event.at));
                }
            }
            EventKind::PollStarted(task) => {
                self.ready[task.index()] = None;
                self.tasks[task.index()] = Poll { started: (at, event.at), ..Poll::default() };
            }
            EventKind::TaskEnded(task, _) => self.ready[task.index()] = None,
            EventKind::WorkStarted | EventKind::WaitStarted(_) => {
                if let Some(poll) = self.poll_on(event) {
                    poll.open = Some((at, event.at));
                }
            }
            EventKind::WorkEnded | EventKind::WaitEnded(_) => {
                if let Some(poll) = self.poll_on(event)
                    && let Some((start, since)) = poll.open.take()
                {
                    let long = event.at.0.saturating_sub(since.0);
                    if poll.longest.is_none_or(|(_, longest)| long > longest) {
                        poll.longest = Some((start, long));
                    }
                }
            }
            EventKind::PollEnded(task, result) => {
                self.judge(findings, task, event.at);
                if result == PollResult::Pending && self.tasks[task.index()].woken {
                    self.queue_up(task, event.at);
                }
            }
            _ => {}
        }
    }

    fn queue_up(&mut self, task: TaskId, at: Instant) {
        self.ready[task.index()] = Some(at);
        self.queue.push_back((task, at));
    }

    fn poll_on(&mut self, event: &Event) -> Option<&mut Poll> {
        match self.trace.lane(event.lane).kind {
            LaneKind::Task(task) => Some(&mut self.tasks[task.index()]),
            _ => None,
        }
    }

    /// The task that has been ready for longest.
    fn first_ready(&mut self) -> Option<(TaskId, Instant)> {
        while let Some((task, since)) = self.queue.front().copied() {
            if self.ready[task.index()] == Some(since) {
                return Some((task, since));
            }
            self.queue.pop_front();
        }
        None
    }

    fn judge(&mut self, findings: &mut Findings, task: TaskId, end: Instant) {
        let poll = self.tasks[task.index()];
        let start = poll.started.1;
        let waits = |since: Instant| end.0 - since.max(start).min(end).0;
        if waits(start) < PATIENCE {
            return;
        }
        let other = self.first_ready().filter(|(_, since)| waits(*since) >= PATIENCE);
        let own = poll.woken_by.filter(|(_, since)| waits(*since) >= PATIENCE);
        let (kept, since) = match (other, own) {
            (Some((other, since)), _) => (self.trace.task_label(other), since),
            (None, Some((op, since))) => (self.trace.op_label(op), since),
            (None, None) => return,
        };
        let event = poll.longest.map_or(poll.started.0, |(event, _)| event);
        let blocks = matches!(self.trace.events[event].kind, EventKind::WaitStarted(_));
        let form = match (blocks, other) {
            (true, Some(_)) => {
                "One poll of {task} takes {long} because it blocks the thread, and {kept}, which \
                 is ready, has to wait {wait} for its end."
            }
            (true, None) => {
                "One poll of {task} takes {long} because it blocks the thread, and the end of \
                 {kept}, which it awaits too, goes unnoticed for {wait}."
            }
            (false, Some(_)) => {
                "One poll of {task} computes for {long} without coming to an await, and {kept}, \
                 which is ready, has to wait {wait} for its end."
            }
            (false, None) => {
                "One poll of {task} computes for {long} without coming to an await, and the end \
                 of {kept}, which it awaits too, goes unnoticed for {wait}."
            }
        };
        let word = |name: &str| match name {
            "task" => self.trace.task_label(task),
            "long" => between(start, end),
            "kept" => kept.clone(),
            "wait" => between(since.max(start), end),
            _ => unknown(name),
        };
        let place = Place::of(self.trace.events[event].span, task);
        let advice = if blocks { BLOCKS } else { COMPUTES };
        findings.add((Lint::LongPoll, place, event), form, &word, advice);
    }
}
