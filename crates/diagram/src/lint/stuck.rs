//! `lost-waker` and `deadlock`: what is pending at the end of a run, and can never go on.
//!
//! Both look at the tasks that a run left stuck. One that waits for nothing that the run knows of
//! has answered `Pending` without seeing to a wake. Those that wait for each other, or for what
//! only a stuck task could give (a lock, a message), are a deadlock; a task that merely waits for
//! one of them is not accused as well.

use super::ring::ring;
use super::{Findings, Lint, Place, Stacks};
use crate::sentence::{fill, unknown};
use crate::words::{awaited, line, list};
use trace::{
    CallKind, Cause, Event, EventKind, Outcome, PollResult, Stuck, TaskId, Trace, WaitId, WaitOn,
};

const KEEP: &str = "Before a `poll` answers Pending, keep a clone of the context's waker where \
                    whoever makes progress possible will call `wake` on it.";
const BREAK: &str = "Break the ring: let one of the tasks go on without awaiting another's handle, \
                     or await it with a timeout.";
const TURN: &str = "Take locks in one order everywhere, hold none across an await for somebody \
                    else, drop a channel's senders when no more will be sent, or wait with a \
                    timeout.";

const HOLD: &str = "Block no thread that has tasks to poll: let a guard go before the next await, \
                    or hold one of `sync::Mutex`, whose lock is awaited.";

pub(super) struct Watch<'a> {
    trace: &'a Trace,
    /// Per task, the event at which its last poll came back.
    polled: Vec<Option<usize>>,
    /// Per task, whether another task has ever woken it: then it may be waiting for that.
    befriended: Vec<bool>,
    /// Per wait, the event at which it began.
    began: Vec<Option<usize>>,
    /// Per wait, whether it keeps its thread: it began in a blocking call of the runtime's own, and
    /// not, say, in a `poll` written by hand, which answers Pending.
    blocks: Vec<bool>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(trace: &'a Trace) -> Watch<'a> {
        Watch {
            trace,
            polled: trace.tasks.iter().map(|_| None).collect(),
            befriended: trace.tasks.iter().map(|_| false).collect(),
            began: trace.waits.iter().map(|_| None).collect(),
            blocks: trace.waits.iter().map(|_| false).collect(),
        }
    }

    pub(super) fn see(&mut self, stacks: &Stacks, at: usize, event: &Event) {
        match event.kind {
            EventKind::PollEnded(task, PollResult::Pending) => {
                self.polled[task.index()] = Some(at);
            }
            EventKind::Woken(task, Cause::Task(_) | Cause::Thread(_), _) => {
                self.befriended[task.index()] = true
            }
            EventKind::WaitStarted(wait) => {
                let top = stacks.top(event.lane).map(|call| self.trace.call(call));
                self.began[wait.index()] = Some(at);
                self.blocks[wait.index()] =
                    top.is_some_and(|top| top.kind == CallKind::Sync && top.defined.is_none());
            }
            _ => {}
        }
    }

    pub(super) fn end(&self, findings: &mut Findings) {
        let (stuck, idle) = match &self.trace.outcome {
            Outcome::Deadlock(stuck) => (stuck, false),
            Outcome::Idle(stuck) => (stuck, true),
            _ => return,
        };
        let mut lost = false;
        let unknown = stuck.iter().filter(|stuck| stuck.on.is_empty());
        for task in unknown.filter_map(Stuck::task) {
            // In an idle run, whoever has woken it before may yet do so again.
            if !(idle && self.befriended[task.index()]) {
                self.lost_waker(findings, task);
                lost = true;
            }
        }
        match ring(stuck, self.trace.tasks.len(), idle) {
            Some(ring) => self.ring(findings, &ring),
            // What a task that cannot be woken would have given is not missing for another reason.
            None if idle || lost => {}
            None => self.starved(findings, stuck),
        }
    }

    fn lost_waker(&self, findings: &mut Findings, task: TaskId) {
        let Some(event) = self.polled[task.index()] else { return };
        let word = |name: &str| match name {
            "task" => self.trace.task_label(task),
            _ => unknown(name),
        };
        let form = "{Task} answered Pending and waits for nothing that can wake it: it will never \
                    be polled again.";
        findings.add((Lint::LostWaker, Place::Task(task), event), form, &word, KEEP);
    }

    fn ring(&self, findings: &mut Findings, ring: &[TaskId]) {
        let last = ring.iter().zip(ring.iter().cycle().skip(1));
        let last = last.filter_map(|(task, next)| self.began(*task, WaitOn::Task(*next)));
        let last = last.map(|(_, event)| event).max();
        let form = match ring.len() {
            1 => "{Tasks} waits for its own end: it can never go on.",
            2 => "{Tasks} wait for each other's end: neither can ever go on.",
            _ => {
                "{Tasks} wait in a ring, each for the end of the next and the last for that of the \
                 first: none of them can ever go on."
            }
        };
        let word = |name: &str| match name {
            "tasks" => {
                let labels: Vec<_> = ring.iter().map(|task| self.trace.task_label(*task)).collect();
                list(&labels)
            }
            _ => unknown(name),
        };
        if let Some(event) = last {
            findings.add((Lint::Deadlock, Place::Task(ring[0]), event), form, &word, BREAK);
        }
    }

    /// Tasks that wait for something whose giver is not known: what each waits for, and where.
    fn starved(&self, findings: &mut Findings, stuck: &[Stuck]) {
        let tasks = stuck.iter().filter_map(|stuck| Some((stuck.task()?, &stuck.on)));
        let pairs = tasks.flat_map(|(task, on)| on.iter().map(move |on| (task, *on)));
        let pairs: Vec<_> = pairs.filter(|(_, on)| matches!(on, WaitOn::Named(_))).collect();
        let last = pairs.iter().filter_map(|(task, on)| self.began(*task, *on));
        let last = last.max_by_key(|(_, event)| *event);
        let (Some((wait, event)), Some((first, _))) = (last, pairs.first()) else { return };
        let form = match pairs.len() {
            1 => "{Task} waits{place} for {awaited}, and nobody is left who could give it.",
            _ => "Nobody is left who could wake {tasks}. {Waits}",
        };
        let one = |pair: &(TaskId, WaitOn)| {
            fill("{Task} waits{place} for {awaited}.", &|name| self.word(name, *pair))
        };
        let word = |name: &str| match name {
            "tasks" => {
                let mut tasks: Vec<_> = pairs.iter().map(|(task, _)| *task).collect();
                tasks.dedup();
                let labels: Vec<_> =
                    tasks.iter().map(|task| self.trace.task_label(*task)).collect();
                list(&labels)
            }
            "waits" => pairs.iter().map(one).collect::<Vec<_>>().join(" "),
            _ => self.word(name, pairs[0]),
        };
        let advice = if self.blocks[wait.index()] { HOLD } else { TURN };
        findings.add((Lint::Deadlock, Place::Task(*first), event), form, &word, advice);
    }

    /// The words of one wait: who waits, for what, and in which line.
    fn word(&self, name: &str, (task, on): (TaskId, WaitOn)) -> String {
        match name {
            "task" => self.trace.task_label(task),
            "awaited" => awaited(self.trace, on),
            "place" => {
                let event = self.began(task, on).map(|(_, event)| self.trace.events[event]);
                let line = event.and_then(|event| line(self.trace, event.span));
                line.map_or_else(String::new, |line| " in line ".to_owned() + &line.to_string())
            }
            _ => unknown(name),
        }
    }

    /// The wait that a task last began for this, and the event at which it began.
    fn began(&self, task: TaskId, on: WaitOn) -> Option<(WaitId, usize)> {
        let waits = (0..).map(WaitId).zip(&self.trace.waits).filter(|(_, wait)| wait.on == on);
        let began = waits.filter_map(|(wait, _)| Some((wait, self.began[wait.index()]?)));
        let lane = self.trace.task(task).lane;
        let own = began.filter(|(_, event)| self.trace.events[*event].lane == lane);
        own.max_by_key(|(_, event)| *event)
    }
}
