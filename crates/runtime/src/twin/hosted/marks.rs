//! What the marks in a twin tell: which call is entered, suspended, resumed and left.
//!
//! A host numbers the calls in the order in which they are entered, from 0. Marks cost a twin
//! nothing: what comes after the budget is spent is left out, and the next operation says why.

use super::Hosted;
use trace::{Awaited, CallId, CallKind, Left, OpId, SourceSpan};

impl Hosted {
    /// The next call is entered. `kind` is the function's: `async`, `generator`, `function`…;
    /// `place` is where it is defined: line, column, end line, end column.
    pub fn entered(&mut self, name: &str, kind: &str, place: &[u32]) {
        // Whatever can leave the stack before it is done.
        let kind = if kind == "function" { CallKind::Sync } else { CallKind::Async };
        if let (Ok(world), Some(defined)) = (self.charged(), span(place)) {
            let call = world.call_entered(name, kind, defined);
            self.calls.push(call);
        }
    }

    /// A call leaves the stack at a place, and awaits this; see [`awaited`](Hosted::left).
    pub fn suspended(&mut self, call: u32, place: &[u32], awaited: &str, number: u32) {
        let awaited = self.awaited(awaited, number);
        if let (Some(call), Some(at)) = (self.call(call), span(place)) {
            self.world.call_suspended(call, at, awaited);
        }
    }

    /// It comes back.
    pub fn resumed(&mut self, call: u32, place: &[u32]) {
        if let (Some(call), Some(at)) = (self.call(call), span(place)) {
            self.world.call_resumed(call, at);
        }
    }

    /// It is over: `returned`, `threw` (from the line with this number), or `follows` the Promise
    /// that it returned. What is awaited or followed is the `operation` or the `call` with this
    /// number, a `value`, the question for the `next` one, or anything else.
    pub fn left(&mut self, call: u32, how: &str, awaited: &str, number: u32) {
        let thrown = if how == "threw" { self.span(number) } else { None };
        let left = match how {
            "threw" => Left::Threw,
            "follows" => Left::Follows(self.awaited(awaited, number).into()),
            _ => Left::Returned,
        };
        if let Some(call) = self.call(call) {
            self.world.call_left(call, left, thrown);
        }
    }

    fn call(&self, number: u32) -> Option<CallId> {
        self.calls.get(number as usize).copied()
    }

    fn awaited(&self, what: &str, number: u32) -> Awaited {
        match what {
            "operation" => Awaited::Op(OpId(number)),
            "call" => self.call(number).map_or(Awaited::Unobservable, Awaited::Call),
            "value" => Awaited::Value,
            "next" => Awaited::Next,
            _ => Awaited::Unobservable,
        }
    }
}

fn span(place: &[u32]) -> Option<SourceSpan> {
    let [line, column, end_line, end_column] = *place else { return None };
    Some(SourceSpan { line, column, end_line, end_column })
}
