//! Walks the tree of a twin once and records what is to be inserted.
//!
//! What is said of functions, suspensions, calls and loops has files of its own; the rest is here.

use std::collections::{HashMap, HashSet};

use oxc::ast::ast::*;
use oxc::ast_visit::{Visit, walk};
use oxc::span::{GetSpan, Span};
use oxc::syntax::scope::ScopeFlags;

use crate::names::{Named, key};
use crate::refusals::{Quiet, RESERVED, declared};
use crate::site::{Kind, Lines, Site, table};
use crate::splices::Splices;
use crate::{Marked, OPENING, Refusal};

/// The innermost function around a place; the module itself is the outermost.
pub(crate) struct Frame {
    /// `None` where no `$call` is in scope: at module level, in parameters, fields, static blocks.
    pub(crate) kind: Option<Kind>,
    /// Why nothing may be called or awaited just here.
    pub(crate) quiet: Option<Quiet>,
    /// How many suspension points were found in it.
    pub(crate) suspensions: usize,
}

/// Everything found so far.
pub(crate) struct Marker<'s> {
    pub(crate) source: &'s str,
    pub(crate) splices: Splices,
    pub(crate) named: Named,
    /// Every name that the file declares.
    pub(crate) declared: HashSet<String>,
    /// Calls that cannot be wrapped, or whose value is no promise in any program that works.
    pub(crate) plain_calls: HashSet<Span>,
    /// Where the labels of a loop begin, by where the loop begins.
    pub(crate) labels: HashMap<u32, u32>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) class: Option<String>,
    /// How many array patterns are around us.
    pub(crate) array_patterns: usize,
    lines: Lines<'s>,
    sites: Vec<Site>,
    refused: Vec<Refusal>,
}

impl<'s> Marker<'s> {
    pub(crate) fn new(source: &'s str, program: &Program) -> Marker<'s> {
        Marker {
            source,
            splices: Splices::default(),
            named: Named::default(),
            declared: declared(program),
            plain_calls: HashSet::new(),
            labels: HashMap::new(),
            frames: vec![Frame { kind: None, quiet: None, suspensions: 0 }],
            class: None,
            array_patterns: 0,
            lines: Lines::new(source),
            sites: Vec::new(),
            refused: Vec::new(),
        }
    }

    pub(crate) fn finish(mut self) -> Result<Marked, Vec<Refusal>> {
        self.refused.sort();
        self.refused.dedup();
        if !self.refused.is_empty() {
            return Err(self.refused);
        }
        let body = self.splices.into_text(self.source);
        let end = if body.is_empty() || body.ends_with('\n') { "" } else { "\n" };
        let text = format!("{OPENING}{body}{end}{}", table(&self.sites));
        Ok(Marked { text, sites: self.sites })
    }

    pub(crate) fn refuse(&mut self, at: Span, why: impl Into<String>) {
        let line = self.lines.place(at.start).line;
        self.refused.push(Refusal { line, why: why.into() });
    }

    /// A number for a place.
    pub(crate) fn site(&mut self, name: impl Into<String>, kind: Kind, span: Span) -> usize {
        self.sites.push(self.lines.site(name.into(), kind, span));
        self.sites.len() - 1
    }

    pub(crate) fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the module's own frame is never popped")
    }

    /// Visits something in a frame of its own.
    pub(crate) fn within(
        &mut self,
        kind: Option<Kind>,
        quiet: Option<Quiet>,
        visit: impl FnOnce(&mut Self),
    ) {
        self.frames.push(Frame { kind, quiet, suspensions: 0 });
        // An array pattern around a function is no concern of the function's.
        let patterns = std::mem::take(&mut self.array_patterns);
        visit(self);
        self.array_patterns = patterns;
        self.frames.pop();
    }

    /// Visits something of this frame in which nothing may be called or awaited.
    pub(crate) fn quietly(&mut self, quiet: Quiet, visit: impl FnOnce(&mut Self)) {
        let before = self.frame().quiet.replace(quiet);
        visit(self);
        self.frame().quiet = before;
    }

    /// `$marks.caught($call)` first in a block: an exception may have brought the call back.
    fn caught(&mut self, block: &BlockStatement) {
        if self.frame().kind.is_some() {
            self.splices.open(block.span.start + 1, "$marks.caught($call);");
        }
    }

    /// Hands an expression through a mark.
    pub(crate) fn wrap(&mut self, it: &Expression<'_>, open: &str) {
        // A comma would make two arguments of it.
        let comma = matches!(it, Expression::SequenceExpression(_));
        let [more, less] = if comma { ["(", "))"] } else { ["", ")"] };
        self.splices.open(it.span().start, format!("{open}{more}"));
        self.visit_expression(it);
        self.splices.close(it.span().end, less);
    }

    fn check_name(&mut self, name: &str, at: Span) {
        if RESERVED.contains(&name) {
            self.refuse(at, format!("The name `{name}` is one that the marks need."));
        }
    }
}

impl<'a> Visit<'a> for Marker<'_> {
    fn visit_binding_identifier(&mut self, it: &BindingIdentifier<'a>) {
        self.check_name(&it.name, it.span);
    }

    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        self.check_name(&it.name, it.span);
        if it.name == "Proxy" && !self.declared.contains("Proxy") {
            self.refuse(it.span, "A Proxy would notice the marks.");
        }
    }

    fn visit_hashbang(&mut self, it: &Hashbang<'a>) {
        self.refuse(it.span, "A first line for the shell leaves no room for marks.");
    }

    fn visit_decorator(&mut self, it: &Decorator<'a>) {
        self.refuse(it.span, "A decorator is called where no mark can stand.");
    }

    fn visit_accessor_property(&mut self, it: &AccessorProperty<'a>) {
        self.refuse(it.span, "An `accessor` field has functions that no mark can stand in.");
    }

    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        if matches!(it.kind, VariableDeclarationKind::Using | VariableDeclarationKind::AwaitUsing) {
            self.refuse(it.span, "`using` calls (and may await) where no mark can stand.");
        }
        walk::walk_variable_declaration(self, it);
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        if let Some(init) = &it.init {
            match &it.id {
                BindingPattern::BindingIdentifier(id) => {
                    self.named.value(init, || Some(id.name.to_string()));
                }
                // The engine's complaint about what cannot be taken apart names what is there.
                _ => drop(self.plain_calls.insert(init.without_parentheses().span())),
            }
        }
        walk::walk_variable_declarator(self, it);
    }

    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        self.named.value(&it.right, || {
            let left = it.left.as_simple_assignment_target()?.span();
            Some(self.source[left.start as usize..left.end as usize].to_owned())
        });
        walk::walk_assignment_expression(self, it);
    }

    fn visit_assignment_pattern(&mut self, it: &AssignmentPattern<'a>) {
        let name = it.left.get_identifier_name().map(|name| name.to_string());
        self.named.value(&it.right, || name);
        walk::walk_assignment_pattern(self, it);
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        if let Some(init) = &it.initializer {
            let name = it.pattern.get_identifier_name().map(|name| name.to_string());
            self.named.value(init, || name);
        }
        walk::walk_formal_parameter(self, it);
    }

    fn visit_array_pattern(&mut self, it: &ArrayPattern<'a>) {
        self.array_patterns += 1;
        walk::walk_array_pattern(self, it);
        self.array_patterns -= 1;
    }

    fn visit_array_assignment_target(&mut self, it: &ArrayAssignmentTarget<'a>) {
        self.array_patterns += 1;
        walk::walk_array_assignment_target(self, it);
        self.array_patterns -= 1;
    }

    fn visit_object_property(&mut self, it: &ObjectProperty<'a>) {
        let name = key(self.source, &it.key, it.computed);
        match &it.value {
            Expression::FunctionExpression(function)
                if it.method || it.kind != PropertyKind::Init =>
            {
                self.method(function.span.start, it.span, it.kind, name);
            }
            value => self.named.value(value, || Some(name)),
        }
        walk::walk_object_property(self, it);
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        self.mark_class(it);
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        self.name_method(it);
        walk::walk_method_definition(self, it);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        self.mark_field(it);
    }

    fn visit_static_block(&mut self, it: &StaticBlock<'a>) {
        self.within(None, Some(Quiet::StaticBlock), |it_| walk::walk_static_block(it_, it));
    }

    fn visit_export_default_declaration(&mut self, it: &ExportDefaultDeclaration<'a>) {
        let name = || "default".to_owned();
        match &it.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                self.named.method(function.span.start, function.span, name());
            }
            other => {
                if let Some(value) = other.as_expression() {
                    self.named.value(value, || Some(name()));
                }
            }
        }
        walk::walk_export_default_declaration(self, it);
    }

    fn visit_function(&mut self, it: &Function<'a>, _: ScopeFlags) {
        self.mark_function(it);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.mark_arrow(it);
    }

    fn visit_return_statement(&mut self, it: &ReturnStatement<'a>) {
        self.mark_return(it);
    }

    fn visit_await_expression(&mut self, it: &AwaitExpression<'a>) {
        self.mark_await(it);
    }

    fn visit_yield_expression(&mut self, it: &YieldExpression<'a>) {
        self.mark_yield(it);
    }

    fn visit_try_statement(&mut self, it: &TryStatement<'a>) {
        self.visit_block_statement(&it.block);
        if let Some(handler) = &it.handler {
            if let Some(parameter) = &handler.param {
                self.quietly(Quiet::CatchPattern, |it| it.visit_catch_parameter(parameter));
            }
            self.caught(&handler.body);
            self.visit_block_statement(&handler.body);
        }
        if let Some(finalizer) = &it.finalizer {
            self.caught(finalizer);
            self.visit_block_statement(finalizer);
        }
    }

    fn visit_labeled_statement(&mut self, it: &LabeledStatement<'a>) {
        self.note_labels(it);
        walk::walk_labeled_statement(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        if it.r#await { self.mark_for_await(it) } else { self.mark_for_of(it) }
    }

    fn visit_chain_expression(&mut self, it: &ChainExpression<'a>) {
        self.note_chain(it);
        walk::walk_chain_expression(self, it);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        self.mark_call(it);
    }

    fn visit_new_expression(&mut self, it: &NewExpression<'a>) {
        self.named.arguments(&it.callee, &it.arguments);
        self.check_call("A `new`", it.span, |ours| ours.visit_new_expression(it));
        walk::walk_new_expression(self, it);
    }

    fn visit_tagged_template_expression(&mut self, it: &TaggedTemplateExpression<'a>) {
        self.plain_calls.insert(it.tag.without_parentheses().span());
        let check = "A tagged template";
        self.check_call(check, it.span, |ours| ours.visit_tagged_template_expression(it));
        walk::walk_tagged_template_expression(self, it);
    }

    fn visit_spread_element(&mut self, it: &SpreadElement<'a>) {
        self.plain_calls.insert(it.argument.without_parentheses().span());
        walk::walk_spread_element(self, it);
    }

    fn visit_import_expression(&mut self, it: &ImportExpression<'a>) {
        self.refuse(it.span, "`import()` brings in a file that has no marks.");
    }
}
