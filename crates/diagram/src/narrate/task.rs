//! Sentences about tasks: spawned, polled, woken, over.

use super::facts::Facts;
use crate::words::{self, capital, list};
use trace::{Cause, Ended, LaneKind, OpKind, PollResult, TaskId, TaskPhase, WakeEffect};

pub(super) fn spawned(facts: &Facts, task: TaskId) -> String {
    let name = facts.trace.task_label(task);
    let own = facts.event.lane == facts.trace.task(task).lane;
    if own || facts.lane_kind() == LaneKind::Reactor {
        return format!("The executor takes on {name} and puts it on its run queue.");
    }
    let spawner = capital(&facts.who());
    format!("{spawner} spawns {name}, which goes to the back of the run queue.")
}

pub(super) fn poll_started(facts: &Facts, task: TaskId) -> String {
    let name = facts.trace.task_label(task);
    let state = facts.before.tasks[task.index()];
    if state.polls == 0 {
        return format!("The executor polls {name} for the first time.");
    }
    let number = state.polls + 1;
    match state.woken_by {
        Some(Cause::Op(op)) => {
            let op = facts.trace.op_label(op);
            format!(
                "The executor polls {name} again (poll {number}), because an operation is over: \
                 {op}."
            )
        }
        Some(Cause::Task(other)) if other != task => {
            let other = facts.trace.task_label(other);
            format!("The executor polls {name} again (poll {number}), because {other} woke it.")
        }
        Some(Cause::Itself | Cause::Task(_)) => {
            format!("The executor polls {name} again (poll {number}), because it woke itself.")
        }
        Some(Cause::Outside) => format!(
            "The executor polls {name} again (poll {number}), because something outside every \
             task woke it."
        ),
        None => format!("The executor polls {name} again (poll {number})."),
    }
}

pub(super) fn poll_ended(facts: &Facts, task: TaskId, result: PollResult) -> String {
    let name = facts.trace.task_label(task);
    if result == PollResult::Ready {
        return format!("The poll of {name} answers Ready: its future is finished.");
    }
    if facts.before.tasks[task.index()].phase == TaskPhase::PollingWoken {
        return format!(
            "The poll of {name} answers Pending; the task was woken during it and goes to the \
             back of the run queue."
        );
    }
    let awaited = facts.before.awaited(facts.trace.task(task).lane);
    let awaited: Vec<_> = awaited.iter().map(|on| words::awaited(facts.trace, *on)).collect();
    match awaited.len() {
        0 => format!(
            "The poll of {name} answers Pending: the executor leaves the task alone until \
             somebody wakes it."
        ),
        1 => {
            let awaited = list(&awaited);
            format!("The poll of {name} answers Pending: the task waits for {awaited}.")
        }
        _ => {
            let awaited = list(&awaited);
            format!("The poll of {name} answers Pending, with {awaited} under way.")
        }
    }
}

pub(super) fn ended(facts: &Facts, task: TaskId, how: Ended) -> String {
    let name = capital(&facts.trace.task_label(task));
    match (how, facts.before.tasks[task.index()].polls) {
        (Ended::Completed, _) => format!("{name} is complete."),
        (Ended::Aborted, 0) => {
            format!("{name} is aborted before its first poll: nothing of it ever ran.")
        }
        (Ended::Aborted, _) => format!("{name} is aborted and will not be polled again."),
        (Ended::Dropped, 0) => {
            format!("{name} is dropped at the end of the run: it was never polled.")
        }
        (Ended::Dropped, _) => format!("{name} is dropped at the end of the run, unfinished."),
    }
}

pub(super) fn woken(facts: &Facts, task: TaskId, cause: Cause, effect: WakeEffect) -> String {
    let name = facts.trace.task_label(task);
    match effect {
        WakeEffect::Queued => queued(facts, task, cause, &name),
        WakeEffect::WhilePolling => while_polling(facts, task, cause, &name),
        WakeEffect::AlreadyQueued => already(facts, task, cause, &name),
    }
}

fn queued(facts: &Facts, task: TaskId, cause: Cause, name: &str) -> String {
    match cause {
        Cause::Op(op) => {
            let label = facts.trace.op_label(op);
            if facts.trace.op(op).kind == OpKind::Sleep {
                return format!(
                    "The end of {label} wakes {name}, which goes to the back of the run queue."
                );
            }
            format!(
                "The reactor wakes {name}, because an operation is over ({label}): the task goes \
                 to the back of the run queue."
            )
        }
        Cause::Task(other) if other != task => {
            let other = capital(&facts.trace.task_label(other));
            format!("{other} wakes {name}, which goes to the back of the run queue.")
        }
        Cause::Task(_) | Cause::Itself => {
            let name = capital(name);
            format!("{name} wakes itself and goes to the back of the run queue.")
        }
        Cause::Outside => format!(
            "Something outside every task wakes {name}, which goes to the back of the run queue."
        ),
    }
}

fn while_polling(facts: &Facts, task: TaskId, cause: Cause, name: &str) -> String {
    match cause {
        Cause::Task(other) if other != task => {
            let other = capital(&facts.trace.task_label(other));
            format!("{other} wakes {name} during its poll, so it is to be polled again.")
        }
        Cause::Op(op) => {
            let op = facts.trace.op_label(op);
            format!(
                "The reactor wakes {name} during its poll, because an operation is over ({op}): it \
                 is to be polled again."
            )
        }
        Cause::Outside => format!(
            "Something outside every task wakes {name} during its poll, so it is to be polled \
             again."
        ),
        Cause::Task(_) | Cause::Itself => {
            let name = capital(name);
            format!("{name} wakes itself during its own poll, so it is to be polled again.")
        }
    }
}

fn already(facts: &Facts, task: TaskId, cause: Cause, name: &str) -> String {
    match cause {
        Cause::Op(op) => {
            let op = facts.trace.op_label(op);
            format!(
                "The reactor wakes {name}, because an operation is over ({op}); the task was to be \
                 polled anyway, and waking twice is waking once."
            )
        }
        Cause::Task(other) if other != task => {
            let other = capital(&facts.trace.task_label(other));
            format!(
                "{other} wakes {name}, which was to be polled anyway: waking twice is waking once."
            )
        }
        Cause::Outside => format!(
            "Something outside every task wakes {name}, which was to be polled anyway: waking \
             twice is waking once."
        ),
        Cause::Task(_) | Cause::Itself => {
            let name = capital(name);
            format!("{name} wakes itself and was to be polled anyway: waking twice is waking once.")
        }
    }
}
