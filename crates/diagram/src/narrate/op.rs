//! Sentences about what is asked of the outside world, about waiting and about computing.

use super::facts::Facts;
use crate::words::{awaited, capital};
use trace::{LaneKind, OpEnd, OpId, OpKind, WaitId};

pub(super) fn started(facts: &Facts, op: OpId) -> String {
    let who = capital(&facts.who());
    let label = facts.trace.name(facts.trace.op(op).label);
    match facts.trace.op(op).kind {
        OpKind::Sleep => format!("{who} starts a sleep of {label}: the reactor sets a timer."),
        OpKind::Lookup => format!("{who} asks the reactor for the address of {label}."),
        OpKind::Connect => format!("{who} asks the reactor for a connection to {label}."),
        OpKind::Accept => format!("{who} asks the reactor for the next connection on {label}."),
        OpKind::Read => format!("{who} asks the reactor for bytes from {label}."),
        OpKind::Write => format!("{who} asks the reactor for the writing of {label}."),
        OpKind::Fetch => format!("{who} asks the reactor for the answer to {label}."),
    }
}

pub(super) fn ended(facts: &Facts, op: OpId, end: OpEnd) -> String {
    let whole = facts.trace.op_label(op);
    let label = facts.trace.name(facts.trace.op(op).label);
    match end {
        OpEnd::Failed(how) => {
            let how = facts.trace.name(how);
            format!("The reactor reports a failure for {whole}: {how}.")
        }
        OpEnd::Cancelled => {
            format!("The reactor gives up {whole}, because the future that asked for it is gone.")
        }
        OpEnd::Done => match facts.trace.op(op).kind {
            OpKind::Sleep => format!("The sleep of {label} is over: the reactor ends it."),
            OpKind::Lookup => format!("The look-up of {label} is answered."),
            OpKind::Connect => format!("The connection to {label} is made."),
            OpKind::Accept => format!("A connection on {label} has come in."),
            OpKind::Read => {
                format!("The read from {label} is answered, with bytes or the end of the stream.")
            }
            OpKind::Write => format!("The writing of {label} is done."),
            OpKind::Fetch => format!("The answer to {label} has arrived."),
        },
    }
}

pub(super) fn wait_started(facts: &Facts, wait: WaitId) -> String {
    let (who, on) = (capital(&facts.who()), awaited(facts.trace, facts.trace.wait(wait).on));
    match facts.lane_kind() {
        LaneKind::Thread => {
            format!("{who} waits for {on}: its thread is blocked, stack and all.")
        }
        _ => format!("{who} begins to wait for {on}."),
    }
}

pub(super) fn wait_ended(facts: &Facts, wait: WaitId) -> String {
    let (who, on) = (capital(&facts.who()), awaited(facts.trace, facts.trace.wait(wait).on));
    match facts.lane_kind() {
        LaneKind::Thread => {
            format!("{who} has stopped waiting for {on}: its thread goes on.")
        }
        _ => format!("{who} no longer waits for {on}."),
    }
}

pub(super) fn work_started(facts: &Facts) -> String {
    let who = capital(&facts.who());
    match facts.work() {
        Some(long) => format!(
            "{who} computes for {long}; it does not await meanwhile, so nothing else runs on \
             its thread."
        ),
        None => format!("{who} begins to compute."),
    }
}

pub(super) fn work_ended(facts: &Facts) -> String {
    let who = capital(&facts.who());
    match facts.work() {
        Some(long) => format!("{who} has computed for {long}."),
        None => format!("{who} has computed."),
    }
}
