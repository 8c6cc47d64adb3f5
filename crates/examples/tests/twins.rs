//! Every twin runs in Node, leaves a valid trace, the same each time; and each pair of traces shows
//! the contrast that its example is for.
//! `UPDATE_GOLDEN=1 cargo test -p examples --test twins` writes the kept traces anew.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test of its own")]

#[path = "twins/kept.rs"]
mod kept;
#[path = "twins/node.rs"]
mod node;
#[path = "claims/seen.rs"]
mod seen;

#[path = "twins/all.rs"]
mod all;
#[path = "twins/hosts.rs"]
mod hosts;

use trace::{EventKind, OpEnd, OpKind, Trace};

/// What a run asked of the outside world.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Op {
    kind: OpKind,
    label: String,
    from_ms: u64,
    to_ms: u64,
    end: OpEnd,
}

/// The operations of a run, in the order in which they were asked for.
fn ops(trace: &Trace) -> Vec<Op> {
    let at = |wanted: &dyn Fn(EventKind) -> bool| {
        let event = trace.events.iter().find(|event| wanted(event.kind));
        event.expect("every operation begins and ends")
    };
    let numbers = 0..u32::try_from(trace.ops.len()).expect("few operations");
    let found = numbers.map(trace::OpId).map(|op| {
        let ended = at(&|kind| matches!(kind, EventKind::OpEnded(other, _) if other == op));
        let EventKind::OpEnded(_, end) = ended.kind else { unreachable!("it was just found") };
        Op {
            kind: trace.op(op).kind,
            label: trace.name(trace.op(op).label).to_owned(),
            from_ms: at(&|kind| kind == EventKind::OpStarted(op)).at.0 / 1_000_000,
            to_ms: ended.at.0 / 1_000_000,
            end,
        }
    });
    found.collect()
}

/// The same as texts: `sleep 5 ms, from 0 to 5: done`.
fn seen_ops(trace: &Trace) -> Vec<String> {
    let text = |op: Op| {
        let end = match op.end {
            OpEnd::Done => "done",
            OpEnd::Failed(name) => trace.name(name),
            OpEnd::Cancelled => "cancelled",
        };
        let kind = format!("{:?}", op.kind).to_lowercase();
        format!("{kind} {}, from {} to {}: {end}", op.label, op.from_ms, op.to_ms)
    };
    ops(trace).into_iter().map(text).collect()
}
