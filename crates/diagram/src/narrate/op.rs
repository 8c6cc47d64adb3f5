//! Sentences about what is asked of the outside world, about waiting and about computing.

use super::facts::Facts;
use trace::{LaneKind, OpEnd, OpId, OpKind};

pub(super) fn started(facts: &Facts, op: OpId) -> &'static str {
    match facts.trace.op(op).kind {
        OpKind::Sleep => "{Who} starts a sleep of {name}: the reactor sets a timer.",
        OpKind::Lookup => "{Who} asks the reactor for the address of {name}.",
        OpKind::Connect => "{Who} asks the reactor for a connection to {name}.",
        OpKind::Accept => "{Who} asks the reactor for the next connection on {name}.",
        OpKind::Read => "{Who} asks the reactor for bytes from {name}.",
        OpKind::Write => "{Who} asks the reactor for the writing of {name}.",
        OpKind::Fetch => "{Who} asks the reactor for the answer to {name}.",
    }
}

pub(super) fn ended(facts: &Facts, op: OpId, end: OpEnd) -> &'static str {
    match end {
        OpEnd::Failed(_) => "The reactor reports a failure for {op}: {how}.",
        OpEnd::Cancelled => {
            "The reactor gives up {op}, because the future that asked for it is gone."
        }
        OpEnd::Done => match facts.trace.op(op).kind {
            OpKind::Sleep => "The sleep of {name} is over: the reactor ends it.",
            OpKind::Lookup => "The look-up of {name} is answered.",
            OpKind::Connect => "The connection to {name} is made.",
            OpKind::Accept => "A connection on {name} has come in.",
            OpKind::Read => {
                "The read from {name} is answered, with bytes or the end of the stream."
            }
            OpKind::Write => "The writing of {name} is done.",
            OpKind::Fetch => "The answer to {name} has arrived.",
        },
    }
}

pub(super) fn wait_started(facts: &Facts) -> &'static str {
    match facts.lane_kind() {
        LaneKind::Thread => "{Who} waits for {name}: its thread is blocked, stack and all.",
        _ => "{Who} begins to wait for {name}.",
    }
}

pub(super) fn wait_ended(facts: &Facts) -> &'static str {
    match facts.lane_kind() {
        LaneKind::Thread => "{Who} has stopped waiting for {name}: its thread goes on.",
        _ => "{Who} no longer waits for {name}.",
    }
}

pub(super) fn work_started(facts: &Facts) -> &'static str {
    match facts.work() {
        Some(_) => {
            "{Who} computes for {long}; it does not await meanwhile, so nothing else runs on \
             its thread."
        }
        None => "{Who} begins to compute.",
    }
}

pub(super) fn work_ended(facts: &Facts) -> &'static str {
    match facts.work() {
        Some(_) => "{Who} has computed for {long}.",
        None => "{Who} has computed.",
    }
}
