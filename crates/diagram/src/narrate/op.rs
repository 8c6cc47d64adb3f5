//! Sentences about what is asked of the outside world, about waiting and about computing.

use super::facts::{Facts, Host};
use trace::{ChannelId, LaneKind, OpEnd, OpId, OpKind, ScopeId};

pub(super) fn started(facts: &Facts, op: OpId) -> &'static str {
    match facts.trace.op(op).kind {
        OpKind::Sleep if facts.asked_of(op) == Host::Reactor => {
            "{Who} makes a sleep of {name}: its deadline counts from now, polled or not."
        }
        OpKind::Sleep => "{Who} starts a sleep of {name}: {host} sets a timer.",
        OpKind::Lookup => "{Who} asks {host} for the address of {name}.",
        OpKind::Connect => "{Who} asks {host} for a connection to {name}.",
        OpKind::Accept => "{Who} asks {host} for the next connection on {name}.",
        OpKind::Read => "{Who} asks {host} for bytes from {name}.",
        OpKind::Write => "{Who} asks {host} to write {name}.",
        OpKind::Fetch => "{Who} asks {host} for the answer to {name}.",
        OpKind::Promise => "{Who} has the Promise of {name}, which goes on, awaited or not.",
    }
}

pub(super) fn ended(facts: &Facts, op: OpId, end: OpEnd) -> &'static str {
    let is_promise = facts.trace.op(op).kind == OpKind::Promise;
    match end {
        OpEnd::Cancelled if is_promise => {
            "The run ends here, before the Promise of {name} is settled."
        }
        OpEnd::Failed(_) => "A failure ends {op}: {how}.",
        OpEnd::Cancelled if facts.is_shutdown() => {
            "The run ends here and drops what is left, so that {op} is cancelled."
        }
        OpEnd::Cancelled if facts.is_javascript() => {
            "{Op}, asked for at {since}, is aborted: its Promise is rejected."
        }
        OpEnd::Cancelled => {
            "The future that asked for {op} at {since} is dropped, so that it is cancelled."
        }
        OpEnd::Done => match facts.trace.op(op).kind {
            OpKind::Sleep => "The sleep of {name} is over: {host} ends it.",
            OpKind::Lookup => "The look-up of {name} is answered.",
            OpKind::Connect => "The connection to {name} is made.",
            OpKind::Accept => "A connection on {name} has come in.",
            OpKind::Read => {
                "The read from {name} is answered, with bytes or the end of the stream."
            }
            OpKind::Write => "{Name} are on their way, at once.",
            OpKind::Fetch => "The answer to {name} has arrived.",
            OpKind::Promise => "The Promise of {name} is fulfilled.",
        },
    }
}

pub(super) fn wait_started(facts: &Facts) -> &'static str {
    match facts.lane_kind() {
        LaneKind::Thread => "{Who} waits for {name}: its thread is blocked, stack and all.",
        _ if facts.is_blocked() => {
            "{Who} waits for {name}: its thread is blocked, stack and all, and with it every task \
             of its executor."
        }
        _ => "{Who} begins to wait for {name}.",
    }
}

pub(super) fn wait_ended(facts: &Facts) -> &'static str {
    match facts.lane_kind() {
        _ if facts.is_cut_off() => "The run ends here, and {who} still waits for {name}.",
        LaneKind::Thread => "{Who} has stopped waiting for {name}: its thread goes on.",
        _ if facts.is_blocked() => "{Who} has stopped waiting for {name}: its thread goes on.",
        LaneKind::Task(_) if facts.is_shutdown() => {
            "The run ends here and drops what is left, so that {who} no longer waits for {name}."
        }
        _ => "{Who} no longer waits for {name}.",
    }
}

pub(super) fn sent(facts: &Facts, channel: ChannelId) -> &'static str {
    match facts.before.channels[channel.index()] {
        0 => "{Who} sends a message into {name}.",
        1 => "{Who} sends a message into {name}, behind one that nobody has received yet.",
        _ => "{Who} sends a message into {name}, behind {inside} that nobody has received yet.",
    }
}

pub(super) fn scope_opened(facts: &Facts, scope: ScopeId) -> &'static str {
    match facts.trace.scope(scope).parent {
        Some(_) => "{Who} opens the span {name}, within {parent}.",
        None => "{Who} opens the span {name}, within no other.",
    }
}

pub(super) fn scope_left(facts: &Facts) -> &'static str {
    match facts.outer() {
        Some(_) => "The span {name} is left; this thread is within {outer} again.",
        None => "The span {name} is left; this thread is within no span.",
    }
}

pub(super) fn work_started(facts: &Facts) -> &'static str {
    match facts.work() {
        Some(_) => {
            "{Who} computes for {long}: it neither awaits nor returns, so nothing else runs on \
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
