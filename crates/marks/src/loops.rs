//! `for await`, which suspends where nothing is written, and `for … of`, which closes iterators.

use oxc::ast::ast::{Expression, ForOfStatement, LabeledStatement, Statement};
use oxc::ast_visit::Visit;
use oxc::span::{GetSpan, Span};

use crate::marker::Marker;
use crate::names::dotted;
use crate::refusals::Quiet;
use crate::site::Kind;

impl Marker<'_> {
    /// Labels must stay directly on their loop, so what is around the loop is around them.
    pub(crate) fn note_labels(&mut self, it: &LabeledStatement<'_>) {
        let mut body = &it.body;
        while let Statement::LabeledStatement(inner) = body {
            body = &inner.body;
        }
        self.labels.entry(body.span().start).or_insert(it.span.start);
    }

    /// The engine awaits what the iterator's `next` and `return` give, so the iterator is handed
    /// through a mark that sees those calls; the loop's end is noticed whatever ends it.
    pub(crate) fn mark_for_await(&mut self, it: &ForOfStatement<'_>) {
        let head = self.head(it);
        if !self.may_suspend("A `for await`", head) {
            return self.visit_statement(&it.body);
        }
        let name = dotted(&it.right).unwrap_or_else(|| "for await".to_owned());
        let site = self.site(name, Kind::ForAwait, head);
        let start = self.labels.get(&it.span.start).copied().unwrap_or(it.span.start);
        self.splices.open(start, "try{");
        self.quietly(Quiet::LoopPattern, |marker| marker.visit_for_statement_left(&it.left));
        self.plain_calls.insert(it.right.without_parentheses().span());
        self.wrap(&it.right, &format!("$marks.iterates($call,{site},"));
        let item = format!("$marks.item($call,{site});");
        if let Statement::BlockStatement(block) = &it.body {
            self.splices.open(block.span.start + 1, item);
            self.visit_block_statement(block);
        } else {
            self.splices.open(it.body.span().start, format!("{{{item}"));
            self.visit_statement(&it.body);
            self.splices.close(it.body.span().end, "}");
        }
        self.splices.close(it.span.end, format!("}}finally{{$marks.looped($call,{site})}}"));
    }

    /// When an exception leaves the body, the engine closes the iterator before any `catch` runs;
    /// if that exception came from an `await`, this must be noticed first.
    pub(crate) fn mark_for_of(&mut self, it: &ForOfStatement<'_>) {
        let right = it.right.without_parentheses();
        self.plain_calls.insert(right.span());
        let before = self.frame().suspensions;
        self.visit_for_statement_left(&it.left);
        if self.frame().suspensions > before {
            let why = Quiet::LoopPattern.refuses("An await or yield");
            self.refuse(it.left.span(), why);
        }
        self.visit_expression(&it.right);
        let before = self.frame().suspensions;
        let block = matches!(&it.body, Statement::BlockStatement(_));
        let body = it.body.span();
        let inner = if block { Span::new(body.start + 1, body.end - 1) } else { body };
        let place = self.splices.reserve(inner.start);
        self.visit_statement(&it.body);
        if self.frame().suspensions > before && !is_literal(right) {
            let [open, close] = if block { ["", ""] } else { ["{", "}"] };
            self.splices.fill(place, &format!("{open}try{{"));
            let noticed = format!("}}finally{{$marks.caught($call)}}{close}");
            self.splices.close(inner.end, noticed);
        }
    }

    /// From `for` to the closing parenthesis.
    fn head(&self, it: &ForOfStatement<'_>) -> Span {
        let (after, body) = (it.right.span().end, it.body.span().start);
        let closing = self.source[after as usize..body as usize].rfind(')').unwrap_or_default();
        Span::new(it.span.start, after + closing as u32 + 1)
    }
}

/// An array's own iterator has nothing to close.
fn is_literal(iterable: &Expression) -> bool {
    matches!(iterable, Expression::ArrayExpression(_))
}
