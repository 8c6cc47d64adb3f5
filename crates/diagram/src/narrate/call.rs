//! Sentences about calls: created, entered, left, dropped; and about turns of JavaScript.

use super::facts::Facts;
use crate::words::{capital, line, list};
use trace::{CallId, CallKind, CallState, EventKind, Left, TaskPhase};

pub(super) fn created(facts: &Facts, call: CallId) -> String {
    let name = facts.call(call);
    let block = facts.trace.call(call).kind == CallKind::Block;
    match (facts.top(facts.event.lane), facts.is_javascript()) {
        (Some(caller), true) => {
            let caller = capital(&facts.call(caller));
            format!("{caller} calls {name}: its Promise is made.")
        }
        (None, true) => format!("{name} is called: its Promise is made."),
        (Some(caller), false) if block => {
            let caller = capital(&facts.call(caller));
            format!("{caller} reaches {name}: its future now exists, and nothing in it has run.")
        }
        (Some(caller), false) => {
            let caller = capital(&facts.call(caller));
            format!(
                "{caller} calls {name}: its future now exists, and nothing of its body has run."
            )
        }
        (None, false) if block => {
            let name = capital(&name);
            format!("{name} is reached: its future now exists, and nothing in it has run.")
        }
        (None, false) => {
            format!("{name} is called: its future now exists, and nothing of its body has run.")
        }
    }
}

pub(super) fn entered(facts: &Facts, call: CallId) -> String {
    let name = capital(&facts.call(call));
    if facts.is_sync(call) {
        return match facts.top(facts.event.lane) {
            Some(caller) => {
                let caller = capital(&facts.call(caller));
                format!("{caller} calls {name}, which stays on the stack until it returns.")
            }
            None => format!("{name} is called and stays on the stack until it returns."),
        };
    }
    let at = match facts.before.calls[call.index()] {
        CallState::Suspended(span) => line(facts.trace, span),
        _ => None,
    };
    match (facts.ran(call), at, facts.is_javascript()) {
        (false, _, true) => {
            format!("{name} is entered: JavaScript runs its body at once, to its first await.")
        }
        (false, _, false) => {
            format!("{name} is entered: this poll runs its body from the top.")
        }
        (true, Some(line), true) => {
            format!("{name} is back on the stack: it goes on after its await at line {line}.")
        }
        (true, None, true) => {
            format!("{name} is back on the stack: it goes on after its await.")
        }
        (true, Some(line), false) => {
            format!("{name} is entered again, at its suspension point in line {line}.")
        }
        (true, None, false) => {
            format!("{name} is entered again, at the suspension point where it was left.")
        }
    }
}

pub(super) fn left(facts: &Facts, call: CallId, how: Left) -> String {
    let name = capital(&facts.call(call));
    match (how, facts.is_sync(call), facts.is_javascript()) {
        (Left::Suspended, _, true) => match line(facts.trace, facts.event.span) {
            Some(line) => {
                format!("{name} is suspended at its await in line {line} and leaves the stack.")
            }
            None => format!("{name} is suspended at its await and leaves the stack."),
        },
        (Left::Suspended, ..) => suspended(facts, call, &name),
        (Left::Returned, true, _) => {
            let stack = &facts.before.stacks[facts.event.lane.index()];
            match stack.iter().rev().nth(1) {
                Some(caller) => {
                    let caller = facts.call(*caller);
                    format!("{name} returns to {caller}.")
                }
                None => format!("{name} returns, and the stack is empty."),
            }
        }
        (Left::Returned, false, true) => {
            format!("{name} is done: its Promise is settled, and it leaves the stack.")
        }
        (Left::Returned, false, false) => {
            format!("{name} is done: its poll answers Ready, and it leaves the stack for good.")
        }
    }
}

fn suspended(facts: &Facts, call: CallId, name: &str) -> String {
    let at = line(facts.trace, facts.event.span);
    let task = facts.before.polling;
    let woken =
        task.is_some_and(|task| facts.before.tasks[task.index()].phase == TaskPhase::PollingWoken);
    let (items, sure) = facts.held_up_by(call);
    let held = list(&items);
    let plain = !woken && (sure || items.is_empty());
    match (at, items.len(), plain) {
        (Some(line), 0, false) => format!(
            "{name} is suspended at line {line}: poll answers Pending and the call leaves the \
             stack; its task has been woken and will be polled again."
        ),
        (None, 0, false) => format!(
            "{name} is suspended: poll answers Pending and the call leaves the stack; its task has \
             been woken and will be polled again."
        ),
        (Some(line), 0, true) => format!(
            "{name} is suspended at line {line}: poll answers Pending and the call leaves the \
             stack."
        ),
        (None, 0, true) => {
            format!("{name} is suspended: poll answers Pending and the call leaves the stack.")
        }
        (Some(line), 1, true) => format!(
            "{name} is suspended at line {line}: it waits for {held}, so poll answers Pending and \
             the call leaves the stack."
        ),
        (None, 1, true) => format!(
            "{name} is suspended: it waits for {held}, so poll answers Pending and the call \
             leaves the stack."
        ),
        (Some(line), _, _) => format!(
            "{name} is suspended at line {line} with {held} under way: poll answers Pending and \
             the call leaves the stack."
        ),
        (None, _, _) => format!(
            "{name} is suspended with {held} under way: poll answers Pending and the call leaves \
             the stack."
        ),
    }
}

pub(super) fn dropped(facts: &Facts, call: CallId) -> String {
    let name = facts.call(call);
    let at = match facts.before.calls[call.index()] {
        CallState::Suspended(span) => line(facts.trace, span),
        _ => None,
    };
    match (facts.is_javascript(), facts.ran(call), at) {
        (true, ..) => {
            let name = capital(&name);
            format!("{name} does not come back: the run is over, and its Promise never settled.")
        }
        (false, false, _) => format!("The future of {name} is dropped; its body never ran."),
        (false, true, Some(line)) => format!(
            "The future of {name} is dropped at its suspension point in line {line}: the rest of \
             its body never runs."
        ),
        (false, true, None) => format!(
            "The future of {name} is dropped while suspended: the rest of its body never runs."
        ),
    }
}

pub(super) fn turn_started(facts: &Facts) -> String {
    let next = facts.trace.events[facts.index + 1..].iter();
    let next =
        next.filter(|event| event.lane == facts.event.lane).find_map(|event| match event.kind {
            EventKind::CallCreated(_) => None,
            EventKind::CallEntered(call) => Some(Some(call)),
            _ => Some(None),
        });
    match (facts.brought_by(), next.flatten()) {
        (Some(op), _) => {
            let op = facts.trace.op_label(op);
            format!("A turn of the event loop begins, because an operation is over: {op}.")
        }
        (None, Some(call)) if !facts.ran(call) => {
            let call = facts.call(call);
            format!("A turn of the event loop begins: JavaScript calls {call}.")
        }
        _ => {
            "A turn of the event loop begins: JavaScript runs until its stack is empty.".to_owned()
        }
    }
}
