//! Sentences about tasks: spawned, polled, woken, over.

use super::facts::Facts;
use crate::words::dropping;
use trace::{Cause, Ended, LaneKind, OpKind, PollResult, TaskId, TaskPhase, WakeEffect};

pub(super) fn spawned(facts: &Facts, task: TaskId) -> &'static str {
    let own = facts.event.lane == facts.trace.task(task).lane;
    if own || facts.lane_kind() == LaneKind::Reactor {
        "The executor takes on {name} and puts it on its run queue."
    } else {
        "{Who} spawns {name}, which goes to the back of the run queue."
    }
}

pub(super) fn poll_started(facts: &Facts, task: TaskId) -> &'static str {
    let state = facts.before.tasks[task.index()];
    match state.woken_by {
        _ if state.polls == 0 => "The executor polls {name} for the first time.",
        Some(Cause::Op(_)) => {
            "The executor polls {name} again (poll {number}), woken by the end of {other}."
        }
        Some(Cause::Thread(_)) => {
            "The executor polls {name} again (poll {number}), because {other} woke it."
        }
        Some(Cause::Outside) if facts.is_by_javascript(facts.last_wake(task)) => {
            "The executor polls {name} again (poll {number}), because {other} woke it."
        }
        Some(Cause::Task(other)) if other != task => {
            "The executor polls {name} again (poll {number}), because {other} woke it."
        }
        Some(Cause::Itself | Cause::Task(_)) => {
            "The executor polls {name} again (poll {number}), because it woke itself."
        }
        Some(Cause::Outside) => {
            "The executor polls {name} again (poll {number}), because something outside every \
             task woke it."
        }
        None => "The executor polls {name} again (poll {number}).",
    }
}

pub(super) fn poll_ended(facts: &Facts, task: TaskId, result: PollResult) -> &'static str {
    let phase = facts.before.tasks[task.index()].phase;
    match facts.awaits().len() {
        _ if result == PollResult::Ready => {
            "The poll of {name} answers Ready: its future is finished."
        }
        _ if phase == TaskPhase::PollingWoken => {
            "The poll of {name} answers Pending; the task was woken during it and goes to the \
             back of the run queue."
        }
        0 => {
            "The poll of {name} answers Pending: the executor leaves the task alone until \
             somebody wakes it."
        }
        1 => "The poll of {name} answers Pending: the task waits for {awaited}.",
        _ => "The poll of {name} answers Pending, with {awaited} under way.",
    }
}

pub(super) fn ended(facts: &Facts, task: TaskId, how: Ended) -> &'static str {
    match (how, facts.before.tasks[task.index()].polls) {
        (Ended::Completed, _) => "{Name} is complete.",
        (Ended::Aborted, 0) => "{Name} is aborted before its first poll: nothing of it ever ran.",
        (Ended::Aborted, _) => "{Name} is aborted and will not be polled again.",
        (Ended::Dropped, 0) => "{Name} is dropped at the end of the run: it was never polled.",
        (Ended::Dropped, _) => "{Name} is dropped at the end of the run, unfinished.",
    }
}

/// Who stands behind a wake, as its sentences tell them apart.
#[derive(Clone, Copy)]
enum Waker {
    Sleep,
    Op,
    Other,
    Itself,
    Outside,
}

pub(super) fn woken(facts: &Facts, task: TaskId, cause: Cause, effect: WakeEffect) -> &'static str {
    let waker = match cause {
        Cause::Op(op) if facts.trace.op(op).kind == OpKind::Sleep => Waker::Sleep,
        Cause::Op(_) => Waker::Op,
        Cause::Thread(_) => Waker::Other,
        Cause::Task(other) if other != task => Waker::Other,
        Cause::Task(_) | Cause::Itself => Waker::Itself,
        Cause::Outside if facts.is_by_javascript(Some(&facts.event)) => Waker::Other,
        Cause::Outside if facts.is_shutdown() && dropping(facts.trace, facts.index).is_some() => {
            return "What is dropped with {who} wakes {name}; but the run is over, and nobody polls \
                    it any more.";
        }
        Cause::Outside => Waker::Outside,
    };
    match effect {
        WakeEffect::Queued => queued(waker),
        WakeEffect::WhilePolling => while_polling(waker),
        WakeEffect::AlreadyQueued => already(waker),
    }
}

fn queued(waker: Waker) -> &'static str {
    match waker {
        Waker::Sleep => "The end of {other} wakes {name}, which goes to the back of the run queue.",
        Waker::Op => "The end of {other} wakes {name}, which goes to the back of the run queue.",
        Waker::Other => "{Other} wakes {name}, which goes to the back of the run queue.",
        Waker::Itself => "{Name} wakes itself and goes to the back of the run queue.",
        Waker::Outside => {
            "Something outside every task wakes {name}, which goes to the back of the run queue."
        }
    }
}

fn while_polling(waker: Waker) -> &'static str {
    match waker {
        Waker::Sleep | Waker::Op => "The end of {other} wakes {name} during its poll, {then}.",
        Waker::Other => "{Other} wakes {name} during its poll, {then}.",
        Waker::Itself => "{Name} wakes itself during its own poll, {then}.",
        Waker::Outside => "Something outside every task wakes {name} during its poll, {then}.",
    }
}

fn already(waker: Waker) -> &'static str {
    match waker {
        Waker::Sleep | Waker::Op => {
            "The end of {other} wakes {name}, which was to be polled anyway: waking twice is \
             waking once."
        }
        Waker::Other => {
            "{Other} wakes {name}, which was to be polled anyway: waking twice is waking once."
        }
        Waker::Itself => {
            "{Name} wakes itself and was to be polled anyway: waking twice is waking once."
        }
        Waker::Outside => {
            "Something outside every task wakes {name}, which was to be polled anyway: waking \
             twice is waking once."
        }
    }
}
