//! Details of what is neither poll nor call: operations, waits, wakes, lines, messages, spans.

use super::eye::Eye;
use super::round::{op_end, woken_by};
use super::{CauseKind, Details};
use crate::ledger::Reach;
use crate::words::awaited;
use trace::{
    Cause, ConnectionEvent, ConnectionId, Ended, EventKind, Instant, OpEnd, OpId, ScopeId,
    ThreadEvent, WaitId, WaitOn, WakeEffect, visible,
};

pub(super) fn op(eye: &Eye, id: OpId) -> Details {
    let mut details = Details::of(eye.trace.op_label(id));
    let lane = eye.trace.op(id).lane;
    let ledger = eye.ledger(&[lane]);
    let row = &ledger.ops[id.index()];
    let Some(started) = row.started else { return details };
    details.fact("Asked for by", eye.doer(started), Some(started));
    eye.line(&mut details, started);
    details.fact("Begun", eye.at(started), Some(started));
    details.fact("Ended", eye.ended(row.ended), row.ended);
    let how = match row.end {
        Some(OpEnd::Done) => "done".to_owned(),
        Some(OpEnd::Failed(how)) => ["failed", eye.trace.name(how)].join(": "),
        Some(OpEnd::Cancelled) => "cancelled".to_owned(),
        None => "still under way when the run was over".to_owned(),
    };
    details.fact("How", how, row.ended);
    let reach = Reach { from: started, to: row.ended };
    details.fact("Took", Instant(reach.long(eye.trace)).words(), None);
    details.causes.extend(eye.by(CauseKind::Asked, started));
    if let Some(ended) = row.ended {
        woke(eye, &mut details, id, ended);
    }
    if let (Some(turn), Some(ended)) = (row.turn.map(|turn| &ledger.rounds[turn]), row.ended) {
        let text = ["turn", &turn.number.to_string()].join(" ");
        details.fact("Brought", text, Some(turn.reach.from));
        details.causes.push(eye.cause(CauseKind::Woke, ended, turn.reach.from));
    }
    details
}

/// Whom the end of an operation wakes: at the same instant, on whatever lane.
fn woke(eye: &Eye, details: &mut Details, op: OpId, ended: usize) {
    let now = eye.event(ended).at;
    let later = eye.trace.events.iter().enumerate().skip(ended);
    for (at, event) in later.take_while(|(_, event)| event.at == now) {
        match event.kind {
            EventKind::Woken(task, Cause::Op(by), _) if by == op => {
                details.fact("Woke", eye.trace.task_label(task), Some(at));
                details.causes.push(eye.cause(CauseKind::Woke, ended, at));
            }
            _ => {}
        }
    }
}

pub(super) fn wait(eye: &Eye, id: WaitId) -> Details {
    let on = eye.trace.wait(id).on;
    let mut details = Details::of(["waiting for", &awaited(eye.trace, on)].join(" "));
    let is_start = |event: &trace::Event| event.kind == EventKind::WaitStarted(id);
    let Some(began) = eye.trace.events.iter().position(is_start) else { return details };
    let lane = eye.event(began).lane;
    let ended = eye.ahead(lane, began, &|event| event.kind == EventKind::WaitEnded(id));
    details.fact("Who", eye.doer(began), Some(began));
    eye.line(&mut details, began);
    details.fact("Begun", eye.at(began), Some(began));
    details.fact("Ended", eye.ended(ended), ended);
    let reach = Reach { from: began, to: ended };
    details.fact("Took", Instant(reach.long(eye.trace)).words(), None);
    let from = eye.awaited_from(on).filter(|from| *from <= began);
    details.causes.push(eye.cause(CauseKind::WaitsFor, from.unwrap_or(began), began));
    if let Some(ended) = ended
        && let Some(cause) = ends_wait(eye, on, ended)
    {
        details.causes.push(eye.cause(CauseKind::Woke, cause, ended));
    }
    details
}

/// The event that ended what was waited for, if that is why the wait ended.
pub(super) fn ends_wait(eye: &Eye, on: WaitOn, ended: usize) -> Option<usize> {
    match on {
        WaitOn::Op(op) => op_end(eye, op, ended),
        WaitOn::Task(task) => eye.back(
            eye.lane(task),
            ended,
            // What is dropped with the run has not ended for anybody's sake.
            &|event| {
                matches!(event.kind, EventKind::TaskEnded(other, how)
                if other == task && how != Ended::Dropped)
            },
        ),
        WaitOn::Thread(lane) => eye.back(lane, ended, &|event| {
            event.lane == lane && event.kind == EventKind::Thread(ThreadEvent::Ended)
        }),
        WaitOn::Named(_) => None,
    }
}

pub(super) fn wake(eye: &Eye, event: usize) -> Details {
    let EventKind::Woken(task, cause, effect) = eye.event(event).kind else {
        return Details::of(String::new());
    };
    let mut details = Details::of(["a wake of", &eye.trace.task_label(task)].join(" "));
    details.fact("By", woken_by(eye.trace, event), Some(event));
    details.fact("At", eye.at(event), Some(event));
    if let Cause::Op(op) = cause
        && let Some(end) = op_end(eye, op, event)
    {
        details.causes.push(eye.cause(CauseKind::Woke, end, event));
    } else if matches!(cause, Cause::Task(_) | Cause::Thread(_) | Cause::Itself) {
        details.causes.extend(eye.by(CauseKind::Woke, event));
    }
    let lane = eye.lane(task);
    let next = eye.ahead(lane, event, &|event| {
        matches!(event.kind, EventKind::PollStarted(other) | EventKind::TaskEnded(other, _)
            if other == task)
    });
    let polled = next.filter(|next| matches!(eye.event(*next).kind, EventKind::PollStarted(_)));
    let effect = match (effect, polled) {
        (WakeEffect::WhilePolling, None) => "none: the poll in which it came was the last",
        (WakeEffect::AlreadyQueued, _) => "none: it was to be polled anyway",
        (_, None) => "none: it was over before it was polled again",
        (WakeEffect::Queued, _) => "it went to the back of the run queue",
        (WakeEffect::WhilePolling, _) => "it was being polled, and is to be polled again",
    };
    details.fact("Effect", effect.to_owned(), None);
    if let Some(polled) = polled.filter(|_| !effect.starts_with("none")) {
        details.fact("Polled", eye.at(polled), Some(polled));
        details.causes.push(eye.cause(CauseKind::Woke, event, polled));
    }
    details
}

pub(super) fn line(eye: &Eye, event: usize) -> Details {
    let EventKind::Logged(text) = eye.event(event).kind else {
        return Details::of(String::new());
    };
    let mut details = Details::of(visible(eye.trace.name(text).as_bytes(), false));
    details.fact("What", "a printed line".to_owned(), Some(event));
    details.fact("By", eye.doer(event), Some(event));
    details.fact("At", eye.at(event), Some(event));
    eye.line(&mut details, event);
    details
}

pub(super) fn message(eye: &Eye, event: usize) -> Details {
    let (channel, sent) = match eye.event(event).kind {
        EventKind::MessageSent(channel) => (channel, true),
        EventKind::MessageReceived(channel) => (channel, false),
        _ => return Details::of(String::new()),
    };
    let mut details = Details::of(["a message in", &eye.trace.channel_label(channel)].join(" "));
    // The n-th received is the n-th sent.
    let count = |kind: EventKind, until: usize| {
        eye.trace.events[..until].iter().filter(|event| event.kind == kind).count()
    };
    let nth = |kind: EventKind, nth: usize| {
        let all = eye.trace.events.iter().enumerate().filter(|(_, event)| event.kind == kind);
        all.map(|(at, _)| at).nth(nth)
    };
    let (here, there) = (EventKind::MessageSent(channel), EventKind::MessageReceived(channel));
    let (from, to) = match sent {
        true => (Some(event), nth(there, count(here, event))),
        false => (nth(here, count(there, event)), Some(event)),
    };
    if let Some(from) = from {
        details.fact("Sent by", eye.doer(from), Some(from));
        details.fact("Sent", eye.at(from), Some(from));
        eye.line(&mut details, from);
    }
    match to {
        Some(to) => {
            details.fact("Received by", eye.doer(to), Some(to));
            details.fact("Received", eye.at(to), Some(to));
        }
        None => details.fact("Received", "never".to_owned(), None),
    }
    if let (Some(from), Some(to)) = (from, to) {
        details.causes.push(eye.cause(CauseKind::Sent, from, to));
    }
    details
}

pub(super) fn scope(eye: &Eye, id: ScopeId) -> Details {
    let mut details = Details::of(eye.trace.scope_label(id));
    let find = |kind: EventKind| eye.trace.events.iter().position(|event| event.kind == kind);
    let (opened, closed) = (find(EventKind::ScopeOpened(id)), find(EventKind::ScopeClosed(id)));
    details.fact("What", "a span of the program's own tracing".to_owned(), None);
    if let Some(parent) = eye.trace.scope(id).parent {
        details.fact("Within", eye.trace.scope_label(parent), None);
    }
    if let Some(opened) = opened {
        details.fact("Opened by", eye.doer(opened), Some(opened));
        details.fact("Opened", eye.at(opened), Some(opened));
    }
    details.fact("Closed", eye.ended(closed), closed);
    let entered = |event: &&trace::Event| event.kind == EventKind::ScopeEntered(id);
    let times = eye.trace.events.iter().filter(entered).count();
    details.fact("Times entered", times.to_string(), None);
    details
}

pub(super) fn connection(eye: &Eye, id: ConnectionId) -> Details {
    let mut details = Details::of(eye.trace.client_name(id).to_owned());
    details.fact("What", "a client whose terminal is the reader's".to_owned(), None);
    details.fact("Port", eye.trace.connection(id).port.to_string(), None);
    for (at, event) in eye.trace.events.iter().enumerate() {
        match event.kind {
            EventKind::Connection(other, ConnectionEvent::Opened) if other == id => {
                details.fact("Connected", eye.at(at), Some(at));
            }
            EventKind::Connection(other, ConnectionEvent::Closed(_)) if other == id => {
                details.fact("Closed", eye.at(at), Some(at));
            }
            _ => {}
        }
    }
    details
}

pub(super) fn run(eye: &Eye) -> Details {
    let mut details = Details::of("the run".to_owned());
    let end = eye.trace.events.len().checked_sub(1);
    details.fact("Outcome", eye.trace.outcome.sentence(eye.trace), end);
    let tasks = eye.trace.tasks.len();
    if tasks > 0 {
        details.fact("Tasks", tasks.to_string(), None);
    }
    details.fact("Operations", eye.trace.ops.len().to_string(), None);
    details.fact("Printed lines", eye.trace.log().count().to_string(), None);
    details
}
