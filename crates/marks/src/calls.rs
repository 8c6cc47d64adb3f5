//! Calls: only those whose promise may be that of the async function that they call.
//!
//! Just before such a call, after its arguments, the mark is told what is called: a variable, or a
//! path of properties from one. It looks at the function's own text, which says its site, so a
//! promise is an async call's own only if this very function was called, and not by somebody in
//! between. What cannot be named twice without running something stays unmarked.

use oxc::ast::ast::{Argument, CallExpression, ChainElement, ChainExpression, Expression};
use oxc::ast_visit::{Visit, walk};
use oxc::span::{GetSpan, Span};

use crate::marker::Marker;
use crate::names::dotted;
use crate::refusals::RunsOurs;
use crate::site::Kind;

impl Marker<'_> {
    pub(crate) fn mark_call(&mut self, it: &CallExpression<'_>) {
        self.named.arguments(&it.callee, &it.arguments);
        let callee = it.callee.without_parentheses();
        if matches!(callee, Expression::Identifier(it) if it.name == "eval") {
            self.refuse(it.span, "Direct `eval` runs text that has no marks.");
        }
        // A value that is called is no promise, and the engine's complaint would name a mark.
        self.plain_calls.insert(callee.span());
        let allowed = self.check_call("A call", it.span, |ours| ours.visit_call_expression(it));
        let marked = allowed && self.frame().kind.is_some() && self.frame().quiet.is_none();
        let callee = self.path(callee).filter(|_| marked);
        let Some(path) = callee.filter(|_| !self.plain_calls.contains(&it.span)) else {
            return walk::walk_call_expression(self, it);
        };
        let name = dotted(&it.callee).unwrap_or_else(|| "call".to_owned());
        let site = self.site(name, Kind::Call, it.span);
        self.splices.open(it.span.start, format!("$marks.result($call,{site},"));
        walk::walk_call_expression(self, it);
        let last = it.arguments.last().map(Argument::span);
        let (at, comma) = last.map_or((it.span.end - 1, ""), |last| (last.end, ","));
        self.splices.close(at, format!("{comma}...$marks.calls($call,{path})"));
        self.splices.close(it.span.end, ")");
    }

    /// What is called, as arguments of a mark: `f`, or `this,"pool","run"`.
    fn path(&self, callee: &Expression) -> Option<String> {
        match callee {
            Expression::ThisExpression(_) => Some("this".to_owned()),
            // What the file does not declare is the engine's own, and no async function of ours.
            Expression::Identifier(it) => {
                self.declared.contains(it.name.as_str()).then(|| it.name.to_string())
            }
            Expression::StaticMemberExpression(it) => {
                Some(format!("{},\"{}\"", self.path(&it.object)?, it.property.name))
            }
            Expression::ComputedMemberExpression(it) => {
                let key = match &it.expression {
                    Expression::NumericLiteral(_) | Expression::StringLiteral(_) => {
                        let span = it.expression.span();
                        self.source[span.start as usize..span.end as usize].to_owned()
                    }
                    Expression::Identifier(key) => key.name.to_string(),
                    _ => return None,
                };
                Some(format!("{},{key}", self.path(&it.object)?))
            }
            // Read twice, a private field or method is the same; a private getter might not be.
            Expression::PrivateFieldExpression(it) if !self.source.contains("get #") => {
                let plain = matches!(it.object, Expression::ThisExpression(_));
                plain.then(|| format!("this.#{}", it.field.name))
            }
            _ => None,
        }
    }

    /// Refuses what may run code of the file where that cannot be marked; says whether it may not.
    pub(crate) fn check_call(
        &mut self,
        what: &str,
        at: Span,
        visit: impl FnOnce(&mut RunsOurs),
    ) -> bool {
        let frame = self.frame();
        let (quiet, kind) = (frame.quiet, frame.kind);
        if quiet.is_none() && kind.is_some() {
            return true;
        }
        let mut ours = RunsOurs { declared: &self.declared, found: false };
        visit(&mut ours);
        let found = ours.found;
        if found {
            let early = || {
                format!("{what} at module level is before the marks are there: move it into main.")
            };
            self.refuse(at, quiet.map_or_else(early, |quiet| quiet.refuses(what)));
        }
        !found
    }

    /// Inside an optional chain, only the outermost call can be wrapped: nothing else is skipped
    /// together with the rest.
    pub(crate) fn note_chain(&mut self, it: &ChainExpression<'_>) {
        let mut inner = match &it.expression {
            ChainElement::CallExpression(call) => &call.callee,
            element => match element.as_member_expression() {
                Some(member) => member.object(),
                None => return,
            },
        };
        loop {
            inner = match inner {
                Expression::CallExpression(call) => {
                    self.plain_calls.insert(call.span);
                    &call.callee
                }
                other => match other.as_member_expression() {
                    Some(member) => member.object(),
                    None => return,
                },
            };
        }
    }
}
