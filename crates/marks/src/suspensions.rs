//! Where a call leaves the stack and comes back: `await`, `yield`, and the `return`s that wait.

use oxc::ast::ast::{AwaitExpression, ReturnStatement, YieldExpression};
use oxc::ast_visit::walk;
use oxc::span::Span;

use crate::marker::Marker;
use crate::names::dotted;
use crate::site::Kind;

impl Marker<'_> {
    pub(crate) fn mark_return(&mut self, it: &ReturnStatement<'_>) {
        match (self.frame().kind, &it.argument) {
            (Some(Kind::Async), Some(value)) => self.wrap(value, "$marks.returns($call,"),
            (Some(Kind::Async), None) => {
                self.splices.close(it.span.start + 6, " $marks.returns($call)");
            }
            (Some(Kind::AsyncGenerator), Some(value)) => {
                self.frame().suspensions += 1;
                let site = self.site("return", Kind::Await, it.span);
                self.wrap(value, &format!("$marks.awaits($call,{site},"));
            }
            _ => walk::walk_return_statement(self, it),
        }
    }

    pub(crate) fn mark_await(&mut self, it: &AwaitExpression<'_>) {
        if !self.may_suspend("An await", it.span) {
            return walk::walk_await_expression(self, it);
        }
        let name = dotted(&it.argument).unwrap_or_else(|| "await".to_owned());
        let site = self.site(name, Kind::Await, it.span);
        self.splices.open(it.span.start, format!("$marks.resumed($call,{site},"));
        self.wrap(&it.argument, &format!("$marks.awaits($call,{site},"));
        self.splices.close(it.span.end, ")");
    }

    pub(crate) fn mark_yield(&mut self, it: &YieldExpression<'_>) {
        if it.delegate {
            self.refuse(it.span, "`yield*` suspends the generator where no mark can stand.");
        }
        if it.delegate || !self.may_suspend("A yield", it.span) {
            return walk::walk_yield_expression(self, it);
        }
        let site = self.site("yield", Kind::Yield, it.span);
        // In an async generator, `yield` awaits what it is given.
        let is_async = self.frame().kind == Some(Kind::AsyncGenerator);
        let mark = if is_async { "awaits" } else { "yields" };
        self.splices.open(it.span.start, format!("$marks.resumed($call,{site},"));
        match &it.argument {
            Some(value) => self.wrap(value, &format!("$marks.{mark}($call,{site},")),
            None => self.splices.close(it.span.end, format!(" $marks.{mark}($call,{site})")),
        }
        self.splices.close(it.span.end, ")");
    }

    /// Whether a suspension point can be marked here; if so, it is counted.
    pub(crate) fn may_suspend(&mut self, what: &str, at: Span) -> bool {
        let in_array = self.array_patterns > 0;
        let frame = self.frame();
        frame.suspensions += 1;
        let why = match (frame.quiet, frame.kind) {
            (Some(quiet), _) => quiet.refuses(what),
            (None, None) => format!("{what} at module level is before the marks are there."),
            _ if in_array => {
                format!("{what} in an array pattern can fail before the array's iterator is closed")
                    + ", which no mark could notice: move it out of the pattern."
            }
            _ => return true,
        };
        self.refuse(at, why);
        false
    }
}
