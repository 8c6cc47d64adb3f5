//! Functions and classes: entered and left, also by an exception.

use oxc::ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, Class, Function, MethodDefinition,
    MethodDefinitionKind, PropertyDefinition, PropertyKind,
};
use oxc::ast_visit::{Visit, walk};
use oxc::span::{GetSpan, Span};

use crate::marker::Marker;
use crate::names::key;
use crate::refusals::Quiet;
use crate::site::Kind;

/// After a body: whatever ends it, the call is left.
const LEFT: &str =
    "}catch($error){$marks.threw($call,$error);throw $error}finally{$marks.leave($call)}";

impl Marker<'_> {
    pub(crate) fn mark_function(&mut self, it: &Function<'_>) {
        let kind = Kind::of_function(it.r#async, it.generator);
        let own = it.id.as_ref().map(|id| id.name.as_str());
        let entry = self.entry(it.span, kind, own);
        if let Some(id) = &it.id {
            self.visit_binding_identifier(id);
        }
        let parameters = Some(Quiet::Parameter);
        self.within(None, parameters, |marker| marker.visit_formal_parameters(&it.params));
        if let Some(body) = &it.body {
            self.mark_body(body, kind, &entry);
        }
    }

    pub(crate) fn mark_arrow(&mut self, it: &ArrowFunctionExpression<'_>) {
        let kind = Kind::of_function(it.r#async, false);
        let entry = self.entry(it.span, kind, None);
        let parameters = Some(Quiet::Parameter);
        self.within(None, parameters, |marker| marker.visit_formal_parameters(&it.params));
        if let ArrowFunctionBody::FunctionBody(body) = &it.body {
            return self.mark_body(body, kind, &entry);
        }
        let value = it.body.to_expression();
        let span = value.span();
        let (open, close) =
            if kind == Kind::Async { ("$marks.returns($call,", ")") } else { ("", "") };
        self.splices.open(span.start, format!("{{{entry}return {open}"));
        self.within(Some(kind), None, |marker| marker.visit_expression(value));
        self.splices.close(span.end, format!("{close}{LEFT}}}"));
    }

    /// The mark that opens a function's body.
    fn entry(&mut self, span: Span, kind: Kind, own_name: Option<&str>) -> String {
        let nameless = if kind == Kind::Async { "async function" } else { "function" };
        let name = own_name.filter(|_| self.named.span(span) == span);
        let name = name.or_else(|| self.named.name(span.start)).unwrap_or(nameless).to_owned();
        let site = self.site(name, kind, self.named.span(span));
        // Only an async function's call gives a promise of its own.
        let promise = if kind == Kind::Async { ",true" } else { "" };
        format!("const $call=$marks.enter({site}{promise});try{{")
    }

    fn mark_body(&mut self, body: &oxc::ast::ast::FunctionBody<'_>, kind: Kind, entry: &str) {
        // A directive may end without a semicolon.
        let (open, semicolon) = match body.directives.last() {
            Some(directive) => (directive.span.end, ";"),
            None => (body.span.start + 1, ""),
        };
        let close = body.span.end - 1;
        // Whoever falls off the end returns undefined, whatever a `finally` has overruled.
        let last = if kind == Kind::Async { ";$marks.returns($call)" } else { "" };
        if open == close {
            return self.splices.open(open, format!("{semicolon}{entry}{last}{LEFT}"));
        }
        self.splices.open(open, format!("{semicolon}{entry}"));
        self.within(Some(kind), None, |marker| walk::walk_function_body(marker, body));
        self.splices.close(close, format!("{last}{LEFT}"));
    }

    pub(crate) fn mark_class(&mut self, it: &Class<'_>) {
        let own = it.id.as_ref().map(|id| id.name.as_str());
        let name = own.or_else(|| self.named.name(it.span.start)).unwrap_or("class").to_owned();
        let outer = self.class.replace(name);
        walk::walk_class(self, it);
        self.class = outer;
    }

    pub(crate) fn name_method(&mut self, it: &MethodDefinition<'_>) {
        let class = self.class.clone().unwrap_or_default();
        let name = format!("{class}.{}", key(self.source, &it.key, it.computed));
        let (kind, name) = match it.kind {
            MethodDefinitionKind::Constructor => (PropertyKind::Init, format!("new {class}")),
            MethodDefinitionKind::Method => (PropertyKind::Init, name),
            MethodDefinitionKind::Get => (PropertyKind::Get, name),
            MethodDefinitionKind::Set => (PropertyKind::Set, name),
        };
        self.method(it.value.span.start, it.span, kind, name);
    }

    /// A method's function begins at its parameters; what a reader sees begins before.
    pub(crate) fn method(&mut self, start: u32, span: Span, kind: PropertyKind, name: String) {
        let name = match kind {
            PropertyKind::Init => name,
            PropertyKind::Get => format!("get {name}"),
            PropertyKind::Set => format!("set {name}"),
        };
        self.named.method(start, span, name);
    }

    /// A field's initialiser runs in no function of the file; functions in it are functions.
    pub(crate) fn mark_field(&mut self, it: &PropertyDefinition<'_>) {
        self.visit_decorators(&it.decorators);
        self.visit_property_key(&it.key);
        if let Some(value) = &it.value {
            let class = self.class.clone().unwrap_or_default();
            let name = format!("{class}.{}", key(self.source, &it.key, it.computed));
            self.named.value(value, || Some(name));
            self.within(None, Some(Quiet::Field), |marker| marker.visit_expression(value));
        }
    }
}
