//! One sentence per event: who does what, and, where it teaches, why.
//!
//! Every claim is computed from the trace (`narrate/facts.rs`); every sentence is one form
//! with places for words, so that it can be translated as a whole. It leaves out what the trace
//! does not know.

mod call;
mod connection;
mod facts;
mod op;
mod task;
mod thread;
mod word;

use crate::sentence::{digits, fill, unknown};
use crate::words::{call_noun, capital};
use facts::Facts;
use trace::{EventKind, Index, Trace};

/// One complete sentence about the event at index `event`; of no event, that there is none.
pub fn narrate(trace: &Trace, event: usize) -> String {
    say(trace, Facts::before(trace, event))
}

/// The same of a long trace, at the cost of what has happened on the event's own lanes.
pub fn narrate_near(trace: &Trace, index: &Index, event: usize) -> String {
    say(trace, Facts::near(trace, index, event))
}

fn say(trace: &Trace, facts: Option<Facts>) -> String {
    let Some(facts) = facts else {
        return "The run is over.".to_owned();
    };
    let form = match facts.event.kind {
        EventKind::TaskSpawned(task) => task::spawned(&facts, task),
        EventKind::PollStarted(task) => task::poll_started(&facts, task),
        EventKind::PollEnded(task, result) => task::poll_ended(&facts, task, result),
        EventKind::TaskEnded(task, how) => task::ended(&facts, task, how),
        EventKind::Woken(task, cause, effect) => task::woken(&facts, task, cause, effect),
        EventKind::CallCreated(call) => call::created(&facts, call),
        EventKind::CallEntered(call) => call::entered(&facts, call),
        EventKind::CallLeft(call, left) => call::left(&facts, call, left),
        EventKind::CallDropped(call) => call::dropped(&facts, call),
        EventKind::OpStarted(op) => op::started(&facts, op),
        EventKind::OpEnded(op, end) => op::ended(&facts, op, end),
        EventKind::WaitStarted(_) => op::wait_started(&facts),
        EventKind::WaitEnded(_) => op::wait_ended(&facts),
        EventKind::MessageSent(channel) => op::sent(&facts, channel),
        EventKind::MessageReceived(_) => "{Who} receives a message from {name}.",
        EventKind::ScopeOpened(scope) => op::scope_opened(&facts, scope),
        EventKind::ScopeEntered(_) => {
            "The span {name} is entered: until it is left, all that happens on this thread is \
             within it."
        }
        EventKind::ScopeLeft(_) => op::scope_left(&facts),
        EventKind::ScopeClosed(_) => "Nobody holds the span {name} any more; it is closed.",
        EventKind::WorkStarted => op::work_started(&facts),
        EventKind::WorkEnded => op::work_ended(&facts),
        EventKind::TurnStarted => call::turn_started(&facts),
        EventKind::TurnEnded => {
            "The turn ends: the stack is empty and the microtasks have run dry."
        }
        EventKind::Thread(what) => thread::happened(&facts, what),
        EventKind::Connection(_, what) => connection::happened(what),
        EventKind::Logged(_) => "{Who} prints “{name}”.",
        EventKind::RunEnded => return stopped(trace.outcome.sentence(trace)),
    };
    fill(form, &|name| facts.word(name))
}

/// The sentence for position 0, before anything has happened.
pub fn opening(trace: &Trace) -> String {
    let example = &trace.recipe.example;
    let stage = &trace.events[..crate::timeline::prelude(trace)];
    let made = stage.iter().find_map(|event| match event.kind {
        EventKind::CallCreated(call) => Some(capital(&call_noun(trace, call))),
        _ => None,
    });
    let queued = stage.iter().find_map(|event| match event.kind {
        EventKind::TaskSpawned(task) => Some(task.0),
        _ => None,
    });
    let form = match (&made, queued) {
        _ if trace.is_javascript() => {
            "The JavaScript of {example} has not begun: nothing has been called."
        }
        (Some(_), Some(_)) => {
            "{name} has been called: its future stands on the run queue as task {task}, \
             and nothing of its body has run."
        }
        (_, Some(_)) => {
            "The run of {example} begins: task {task} stands on the run queue, \
             and nothing has been polled."
        }
        (_, None) => "The run of {example} has not begun: nothing has been called.",
    };
    fill(form, &|name| match name {
        "example" => example.clone(),
        "name" => made.clone().unwrap_or_default(),
        "task" => digits(queued),
        _ => unknown(name),
    })
}

/// A message of the example's own may lack its full stop.
fn stopped(mut sentence: String) -> String {
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}
