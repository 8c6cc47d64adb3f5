//! What an engineer would call a function or an expression.

use std::collections::HashMap;

use oxc::ast::ast::{Argument, ChainElement, Expression, PropertyKey};
use oxc::span::{GetSpan, Span};

/// What is known of a function or class from where it stands, by the offset at which it begins.
#[derive(Default)]
pub(crate) struct Named {
    names: HashMap<u32, String>,
    spans: HashMap<u32, Span>,
}

impl Named {
    /// `name` is that of the value `it`, if it is a function or a class.
    pub(crate) fn value(&mut self, it: &Expression, name: impl FnOnce() -> Option<String>) {
        let it = it.without_parentheses();
        let names_itself = matches!(
            it,
            Expression::FunctionExpression(_)
                | Expression::ArrowFunctionExpression(_)
                | Expression::ClassExpression(_)
        );
        if let (true, Some(name)) = (names_itself, name()) {
            self.names.entry(it.span().start).or_insert(name);
        }
    }

    /// A method: the function that begins at `start` is all of `span`.
    pub(crate) fn method(&mut self, start: u32, span: Span, name: String) {
        self.names.insert(start, name);
        self.spans.insert(start, span);
    }

    /// Names the functions among a call's arguments.
    pub(crate) fn arguments(&mut self, callee: &Expression, arguments: &[Argument]) {
        let callee = dotted(callee);
        let last = callee.as_deref().and_then(|it| it.rsplit('.').next());
        for argument in arguments.iter().filter_map(Argument::as_expression) {
            self.value(argument, || Some(format!("callback of {}", last?)));
        }
    }

    /// The name given to what begins at `start`.
    pub(crate) fn name(&self, start: u32) -> Option<&str> {
        self.names.get(&start).map(String::as_str)
    }

    /// The whole of the function with this span.
    pub(crate) fn span(&self, span: Span) -> Span {
        self.spans.get(&span.start).copied().unwrap_or(span)
    }
}

/// A key as it is written; a computed one in its brackets.
pub(crate) fn key(source: &str, key: &PropertyKey, computed: bool) -> String {
    let span = key.span();
    let text = &source[span.start as usize..span.end as usize];
    if computed { format!("[{text}]") } else { text.trim_matches(['"', '\'']).to_owned() }
}

/// `a.b.c` for what is written so, as far as it can be told; a call goes by what it calls.
pub(crate) fn dotted(expression: &Expression) -> Option<String> {
    let beneath = |object: &Expression, name: &str| {
        Some(dotted(object).map_or_else(|| name.to_owned(), |object| format!("{object}.{name}")))
    };
    match expression {
        Expression::Identifier(it) => Some(it.name.to_string()),
        Expression::ThisExpression(_) => Some("this".to_owned()),
        Expression::Super(_) => Some("super".to_owned()),
        Expression::ParenthesizedExpression(it) => dotted(&it.expression),
        Expression::AwaitExpression(it) => dotted(&it.argument),
        // `fetch(a).then(b)` is named `then`: what came before is another call.
        Expression::StaticMemberExpression(it) => match it.object.without_parentheses() {
            Expression::CallExpression(_) => Some(it.property.name.to_string()),
            object => beneath(object, &it.property.name),
        },
        Expression::PrivateFieldExpression(it) => {
            beneath(&it.object, &format!("#{}", it.field.name))
        }
        Expression::CallExpression(it) => dotted(&it.callee),
        Expression::NewExpression(it) => Some(format!("new {}", dotted(&it.callee)?)),
        Expression::ChainExpression(it) => match &it.expression {
            ChainElement::CallExpression(it) => dotted(&it.callee),
            ChainElement::StaticMemberExpression(it) => beneath(&it.object, &it.property.name),
            _ => None,
        },
        _ => None,
    }
}
