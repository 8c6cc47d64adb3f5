//! The calls of a twin: its host knows when each is entered and left, for marks in it say so.

use super::TwinWorld;
use crate::record::{head, tail};
use trace::{Awaited, CallId, CallKind, EventKind, Left, SourceSpan};

impl TwinWorld {
    /// A function is called and comes onto the stack; an async one runs its body at once.
    pub fn call_entered(&mut self, name: &str, kind: CallKind, defined: SourceSpan) -> CallId {
        let mut record = self.world.record();
        let (call, _) = record.create_call(name, kind, defined);
        record.event(Some(head(name, defined)), EventKind::CallEntered(call));
        call
    }

    /// It leaves the stack at an `await`.
    pub fn call_suspended(&mut self, call: CallId, at: SourceSpan, awaited: Awaited) {
        let left = EventKind::CallLeft(call, Left::Awaits(awaited.into()));
        self.world.record().event(Some(at), left);
    }

    /// It comes back, after that `await`.
    pub fn call_resumed(&mut self, call: CallId, at: SourceSpan) {
        self.world.record().event(Some(at), EventKind::CallEntered(call));
    }

    /// It is over: it returned, threw (what was thrown at a place), or returned a Promise that its
    /// own will follow.
    pub fn call_left(&mut self, call: CallId, left: Left, thrown: Option<SourceSpan>) {
        let mut record = self.world.record();
        let end = thrown.or_else(|| record.defined(call).map(tail));
        record.event(end, EventKind::CallLeft(call, left));
    }
}
