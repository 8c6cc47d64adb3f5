//! What more than one format says of a trace in words.

use trace::{Awaited, CallId, CallKind, Cause, Left, OpId, Trace};

/// What kind of function a call is of.
pub(crate) fn call_kind(trace: &Trace, call: CallId) -> &'static str {
    match trace.call(call).kind {
        CallKind::Sync => "sync",
        CallKind::Async => "async",
        CallKind::Block => "async block",
    }
}

/// An operation as the name of a slice: `sleep of 30 ms`.
pub(crate) fn op_name(trace: &Trace, op: OpId) -> String {
    let label = trace.op_label(op);
    label.strip_prefix("the ").map_or(label.clone(), str::to_owned)
}

/// Who woke a task.
pub(crate) fn cause_words(trace: &Trace, cause: Cause) -> String {
    match cause {
        Cause::Op(op) => trace.op_label(op),
        Cause::Task(task) => trace.task_label(task),
        Cause::Thread(lane) => trace.thread_label(lane),
        Cause::Itself => "itself".to_owned(),
        Cause::Outside => "outside every task".to_owned(),
    }
}

/// How a call left the stack.
pub(crate) fn left_words(trace: &Trace, left: Left) -> String {
    let promise = |of: Awaited| match of {
        Awaited::Op(op) => trace.op_label(op),
        Awaited::Call(call) => format!("{} ({call})", trace.call_name(call)),
        Awaited::Value => "a value".to_owned(),
        Awaited::Next => "being asked for more".to_owned(),
        Awaited::Unobservable => "a Promise that is not observable".to_owned(),
    };
    match left {
        Left::Returned => "returned".to_owned(),
        Left::Ready => "returned Poll::Ready".to_owned(),
        Left::Pending => "returned Poll::Pending".to_owned(),
        Left::Suspended => "suspended".to_owned(),
        Left::Awaits(of) => format!("awaits {}", promise(of.get())),
        Left::Follows(of) => format!("returned a Promise: {}", promise(of.get())),
        Left::Threw => "threw".to_owned(),
    }
}
