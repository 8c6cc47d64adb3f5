//! Sentences about calls: created, entered, left, dropped; and about turns of JavaScript.

use super::facts::Facts;
use trace::{Awaited, CallId, CallKind, Left, TaskPhase};

pub(super) fn created(facts: &Facts, call: CallId) -> &'static str {
    let block = facts.trace.call(call).kind == CallKind::Block;
    match (facts.caller().is_some(), facts.is_javascript()) {
        (true, true) => "{Caller} calls {name}: its Promise is made.",
        (false, true) => "{name} is called: its Promise is made.",
        (true, false) if block => {
            "{Caller} reaches {name}: its future now exists, and nothing in it has run."
        }
        (true, false) => {
            "{Caller} calls {plain}: its future now exists, and nothing of its body has run."
        }
        (false, false) if block => {
            "{Name} is reached: its future now exists, and nothing in it has run."
        }
        (false, false) => {
            "{name} is called: its future now exists, and nothing of its body has run."
        }
    }
}

pub(super) fn entered(facts: &Facts, call: CallId) -> &'static str {
    match (facts.ran(call), facts.line().is_some(), facts.is_javascript()) {
        _ if facts.trace.call(call).again.is_some() && facts.caller().is_some() => {
            "{Caller} calls {Name}, though its future has answered Ready before."
        }
        _ if facts.is_sync(call) => match facts.caller() {
            Some(_) => "{Caller} calls {Name}, which stays on the stack until it returns.",
            None => "{Name} is called and stays on the stack until it returns.",
        },
        (false, _, true) => {
            "{Name} is entered: JavaScript runs its body at once, to its first await."
        }
        (false, _, false) => "{Name} is entered: this poll runs its body from the top.",
        (true, true, true) => {
            "{Name} is back on the stack: it goes on after its await at line {line}."
        }
        (true, false, true) => "{Name} is back on the stack: it goes on after its await.",
        (true, true, false) => "{Name} is entered again, at its suspension point in line {line}.",
        (true, false, false) => {
            "{Name} is entered again, at the suspension point where it was left."
        }
    }
}

pub(super) fn left(facts: &Facts, call: CallId, how: Left) -> &'static str {
    match (how, facts.is_sync(call), facts.is_javascript()) {
        (Left::Suspended, _, true) => match facts.line() {
            Some(_) => "{Name} is suspended at its await in line {line} and leaves the stack.",
            None => "{Name} is suspended at its await and leaves the stack.",
        },
        (Left::Suspended, ..) => suspended(facts, call),
        (Left::Awaits(awaited), ..) => awaits(awaited.get()),
        (Left::Follows(_), ..) => {
            "{Name} returns {held}, which its own Promise will follow, and leaves the stack."
        }
        (Left::Threw, false, _) => {
            "{Name} throws: its Promise is rejected, and it leaves the stack."
        }
        (Left::Threw, true, _) => match facts.caller() {
            Some(_) => "{Name} throws, and the exception goes to {caller}.",
            None => "{Name} throws, and the stack is empty.",
        },
        (Left::Ready | Left::Pending, ..) => answered(how, facts.caller().is_some()),
        (Left::Returned, true, _) => match facts.caller() {
            Some(_) => "{Name} returns to {caller}.",
            None => "{Name} returns, and the stack is empty.",
        },
        (Left::Returned, false, true) => {
            "{Name} is done: its Promise is settled, and it leaves the stack."
        }
        (Left::Returned, false, false) => {
            "{Name} is done: its poll answers Ready, and it leaves the stack for good."
        }
    }
}

/// A function of JavaScript leaves the stack at an `await`.
fn awaits(awaited: Awaited) -> &'static str {
    match awaited {
        Awaited::Op(_) | Awaited::Call(_) => {
            "{Name} is suspended at line {line}: it awaits {held}, and leaves the stack."
        }
        Awaited::Value => {
            "{Name} is suspended at line {line}: there is nothing to wait for, and it leaves the \
             stack all the same, to go on in a microtask."
        }
        Awaited::Next => {
            "{Name} yields at line {line} and leaves the stack until it is asked for more."
        }
        Awaited::Unobservable => {
            "{Name} is suspended at line {line} and leaves the stack; what it awaits is a Promise \
             that cannot be looked into."
        }
    }
}

/// A `poll` written by hand is over, and so is its call.
fn answered(how: Left, by_a_call: bool) -> &'static str {
    match (how, by_a_call) {
        (Left::Pending, true) => "{Name} answers Pending and returns to {caller}.",
        (Left::Pending, false) => "{Name} answers Pending, and the stack is empty.",
        (_, true) => "{Name} answers Ready and returns to {caller}.",
        (_, false) => "{Name} answers Ready, and the stack is empty.",
    }
}

fn suspended(facts: &Facts, call: CallId) -> &'static str {
    let task = facts.before.polling;
    let woken = task.is_some_and(|task| {
        let phase = facts.before.tasks[task.index()].phase;
        phase == TaskPhase::PollingWoken && !facts.completes(task)
    });
    let (items, sure) = facts.held_up_by(call);
    let plain = !woken && (sure || items.is_empty());
    match (facts.line().is_some(), items.len(), plain) {
        (true, 0, false) => {
            "{Name} is suspended at line {line}: poll answers Pending and the call leaves the \
             stack; its task has been woken and will be polled again."
        }
        (false, 0, false) => {
            "{Name} is suspended: poll answers Pending and the call leaves the stack; its task has \
             been woken and will be polled again."
        }
        (true, 0, true) => {
            "{Name} is suspended at line {line}: poll answers Pending and the call leaves the \
             stack."
        }
        (false, 0, true) => {
            "{Name} is suspended: poll answers Pending and the call leaves the stack."
        }
        (true, 1, true) => {
            "{Name} is suspended at line {line}: it waits for {held}, so poll answers Pending and \
             the call leaves the stack."
        }
        (false, 1, true) => {
            "{Name} is suspended: it waits for {held}, so poll answers Pending and the call \
             leaves the stack."
        }
        (true, _, _) => {
            "{Name} is suspended at line {line} with {held} under way: poll answers Pending and \
             the call leaves the stack."
        }
        (false, _, _) => {
            "{Name} is suspended with {held} under way: poll answers Pending and the call leaves \
             the stack."
        }
    }
}

pub(super) fn dropped(facts: &Facts, call: CallId) -> &'static str {
    match (facts.is_javascript(), facts.ran(call), facts.line()) {
        (true, ..) => "{Name} does not come back: the run is over, and its Promise never settled.",
        (false, false, _) => "The future of {name} is dropped; its body never ran.",
        (false, true, Some(_)) if facts.is_shutdown() => {
            "The run ends here and drops the future of {name} at its suspension point in line \
             {line}: the rest of its body never runs."
        }
        (false, true, Some(_)) => {
            "The future of {name} is dropped at its suspension point in line {line}: the rest of \
             its body never runs."
        }
        (false, true, None) => {
            "The future of {name} is dropped while suspended: the rest of its body never runs."
        }
    }
}

pub(super) fn turn_started(facts: &Facts) -> &'static str {
    match (facts.brought_by(), facts.next_call()) {
        (Some(_), _) => "A turn of the event loop begins, because an operation is over: {op}.",
        (None, Some(call)) if !facts.ran(call) => {
            "A turn of the event loop begins: JavaScript calls {next}."
        }
        _ => "A turn of the event loop begins: JavaScript runs until its stack is empty.",
    }
}
