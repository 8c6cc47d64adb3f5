//! How a run ended: always a result with a name and a sentence, never a panic.

use crate::{CallId, EventKind, LaneId, Left, TaskId, Trace, WaitOn};

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The main task returned.
    Completed,
    /// Only input from outside is awaited: a listening server is no deadlock.
    Idle(Vec<Stuck>),
    /// Tasks or threads wait and nothing can ever wake them.
    Deadlock(Vec<Stuck>),
    /// The run was stopped because it would not end.
    BudgetSpent(Budget),
    /// The run went where the simulation cannot follow exactly; a sentence says where.
    Refused(String),
    /// A twin's main function threw; the message.
    Threw(String),
}

/// Who waits at the end of a run, and for what, as far as that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// Who waits.
    pub who: Waiter,
    /// What it waits for; several inside a `join!`, none if the run knows of nothing.
    pub on: Vec<WaitOn>,
}

impl Stuck {
    /// The task, if it is one that waits.
    pub fn task(&self) -> Option<TaskId> {
        match self.who {
            Waiter::Task(task) => Some(task),
            Waiter::Thread(_) => None,
        }
    }
}

/// Somebody who can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiter {
    /// A pending task.
    Task(TaskId),
    /// A blocked thread, by its lane.
    Thread(LaneId),
}

/// What a run may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// So many events.
    Events(u64),
    /// So many polls.
    Polls(u64),
    /// So many nanoseconds of virtual time.
    Time(u64),
}

impl Outcome {
    /// The outcome's name in text forms and links.
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Completed => "completed",
            Outcome::Idle(_) => "idle",
            Outcome::Deadlock(_) => "deadlock",
            Outcome::BudgetSpent(_) => "budget spent",
            Outcome::Refused(_) => "refused",
            Outcome::Threw(_) => "threw",
        }
    }

    /// One sentence for the reader, with the tasks and what each waits for.
    pub fn sentence(&self, trace: &Trace) -> String {
        match self {
            Outcome::Completed => {
                format!("The run completed after {}.", trace.end().words())
            }
            Outcome::Idle(stuck) => format!(
                "The run ends here, idle: only input from outside could wake {}, and none comes.",
                list(trace, stuck)
            ),
            Outcome::Deadlock(stuck) if stuck.is_empty() && trace.is_javascript() => {
                let place = line_of_main(trace, |left| !left.is_done());
                let place = place.map(|line| format!(" at its await in line {line}"));
                format!(
                    "The main function stays suspended{}: nothing is under way that could settle \
                     its Promise.",
                    place.unwrap_or_default()
                )
            }
            Outcome::Deadlock(stuck) => format!(
                "The run ended in a deadlock: nothing can ever wake {}.",
                list(trace, stuck)
            ),
            Outcome::BudgetSpent(Budget::Events(n)) if trace.is_javascript() => {
                let last = trace.events.iter().rev().find_map(|event| event.span);
                let place = last.map(|span| format!(" in line {}", trace.span(span).line));
                let place = place.unwrap_or_default();
                format!("The run was stopped{place}: its budget of {n} events is spent.")
            }
            Outcome::BudgetSpent(Budget::Events(n)) => {
                format!("The run was stopped: its budget of {n} events is spent.")
            }
            Outcome::BudgetSpent(Budget::Polls(n)) => {
                format!("The run was stopped: its budget of {n} polls is spent.")
            }
            Outcome::BudgetSpent(Budget::Time(n)) => format!(
                "The run was stopped: its budget of {} of virtual time is spent.",
                crate::Instant(*n).words()
            ),
            Outcome::Refused(sentence) => format!("The run was stopped: {sentence}"),
            Outcome::Threw(message) => match line_of_main(trace, |left| left == Left::Threw) {
                Some(line) => format!("The main function threw in line {line}: {message}"),
                None => format!("The main function threw: {message}"),
            },
        }
    }
}

/// Where the main function of a twin left the stack last, if it left it so.
fn line_of_main(trace: &Trace, so: fn(Left) -> bool) -> Option<u32> {
    let left = trace.events.iter().rev().find_map(|event| match event.kind {
        EventKind::CallLeft(CallId(0), left) => Some((left, event.span)),
        _ => None,
    });
    let (left, span) = left?;
    Some(trace.span(span.filter(|_| so(left))?).line)
}

fn list(trace: &Trace, stuck: &[Stuck]) -> String {
    let one = |stuck: &Stuck| {
        let task = match stuck.who {
            Waiter::Task(task) => trace.task_label(task),
            Waiter::Thread(lane) => trace.thread_label(lane),
        };
        if stuck.on.is_empty() {
            return format!("{task}, which waits for nothing that the run knows of");
        }
        let on: Vec<_> = stuck.on.iter().map(|on| trace.wait_label(*on)).collect();
        format!("{task}, which waits for {}", on.join(" and "))
    };
    match stuck {
        [] => "anything".to_owned(),
        [only] => one(only),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(one).collect();
            format!("{}; and {}", most.join("; "), one(last))
        }
    }
}
