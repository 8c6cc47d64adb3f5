//! `self-waking-poll`: a task that wakes itself poll after poll and gets nowhere.
//!
//! One self-wake is a way to let others go first (`yield_now`), and the collections of `futures`
//! use it too. Three in a row are a loop, if nothing came of the polls: the task started and ended
//! no operation, nobody else woke it, and no async body went on to compute, print or call. What a
//! `poll` written by hand computes or prints does not count: that is what each useless poll costs.

use super::{Findings, Lint, Place, Stacks};
use crate::sentence::{digits, unknown};
use trace::{
    CallId, CallKind, Cause, Event, EventKind, LaneId, LaneKind, Left, PollResult, TaskId, Trace,
};

/// How many polls in a row, each with a wake of its own and without effect, are a loop.
/// `yield_now` takes one; two may be chance (one future gives way, then the next one does).
const IN_A_ROW: u32 = 3;

const ADVICE: &str = "Let whatever you wait for keep the waker and wake the task when it is there, \
                      instead of asking again in every poll.";

pub(super) struct Watch<'a> {
    trace: &'a Trace,
    tasks: Vec<Streak>,
}

#[derive(Clone, Copy, Default)]
struct Streak {
    /// How many polls have come to nothing, and the wake with which that began.
    polls: u32,
    first: usize,
    /// In the present poll, the event at which the task woke itself.
    woke: Option<usize>,
    /// Whether anything has come of it since the last poll began.
    effect: bool,
}

impl<'a> Watch<'a> {
    pub(super) fn new(trace: &'a Trace) -> Watch<'a> {
        Watch { trace, tasks: trace.tasks.iter().map(|_| Streak::default()).collect() }
    }

    pub(super) fn see(
        &mut self,
        findings: &mut Findings,
        stacks: &Stacks,
        at: usize,
        event: &Event,
    ) {
        match event.kind {
            EventKind::Woken(task, Cause::Itself, _) => {
                self.tasks[task.index()].woke.get_or_insert(at);
            }
            EventKind::Woken(task, ..) => self.tasks[task.index()].effect = true,
            EventKind::PollEnded(task, result) => {
                let streak = &mut self.tasks[task.index()];
                let woke = streak.woke.take().filter(|_| result == PollResult::Pending);
                match woke {
                    Some(woke) if !streak.effect => {
                        if streak.polls == 0 {
                            streak.first = woke;
                        }
                        streak.polls += 1;
                    }
                    _ => self.stop(findings, task),
                }
                self.tasks[task.index()].effect = false;
            }
            _ => {}
        }
        if let LaneKind::Task(task) = self.trace.lane(self.lane_of(event)).kind
            && self.is_effect(stacks, event)
        {
            self.tasks[task.index()].effect = true;
        }
        if let EventKind::TaskSpawned(task) = event.kind {
            self.tasks[task.index()].effect = false; // What made it was not its own doing.
        }
    }

    /// On whose behalf something happens: the end of an operation, on behalf of who asked for it.
    fn lane_of(&self, event: &Event) -> LaneId {
        match event.kind {
            EventKind::OpEnded(op, _) => self.trace.op(op).lane,
            _ => event.lane,
        }
    }

    fn is_effect(&self, stacks: &Stacks, event: &Event) -> bool {
        match event.kind {
            EventKind::Woken(_, cause, _) => cause != Cause::Itself,
            EventKind::CallLeft(call, Left::Returned) => {
                self.trace.call(call).kind != CallKind::Sync
            }
            EventKind::Logged(_) | EventKind::WorkStarted => {
                !stacks.top(event.lane).is_some_and(|top| self.is_poll(top))
            }
            EventKind::CallLeft(_, left) => left == Left::Ready,
            EventKind::MessageSent(_)
            | EventKind::MessageReceived(_)
            | EventKind::OpStarted(_)
            | EventKind::OpEnded(..)
            | EventKind::WaitStarted(_)
            | EventKind::WaitEnded(_)
            | EventKind::CallCreated(_)
            | EventKind::TaskSpawned(_) => true,
            _ => false,
        }
    }

    /// Whether a call is a `poll` written by hand.
    fn is_poll(&self, call: CallId) -> bool {
        let name = self.trace.call_name(call);
        self.trace.call(call).kind == CallKind::Sync && (name == "poll" || name.ends_with("::poll"))
    }

    pub(super) fn end(mut self, findings: &mut Findings) {
        for number in 0..self.tasks.len() {
            self.stop(findings, TaskId(number as u32));
        }
    }

    fn stop(&mut self, findings: &mut Findings, task: TaskId) {
        let streak = &mut self.tasks[task.index()];
        let (polls, first) = (std::mem::take(&mut streak.polls), streak.first);
        if polls < IN_A_ROW {
            return;
        }
        let word = |name: &str| match name {
            "task" => self.trace.task_label(task),
            "number" => digits(Some(polls)),
            _ => unknown(name),
        };
        let form = "{Task} wakes itself in each of {number} polls in a row, and nothing comes of \
                    any of them: it is polled for nothing.";
        findings.add((Lint::SelfWakingPoll, Place::Task(task), first), form, &word, ADVICE);
    }
}
