//! The sentences about what cannot be marked exactly, and what may run at module level.

use std::collections::HashSet;

use oxc::ast::ast::{
    ArrowFunctionExpression, BindingIdentifier, Class, Function, IdentifierReference, Program,
};
use oxc::ast_visit::Visit;
use oxc::syntax::scope::ScopeFlags;

/// Names that the marks use in the twin's own scopes.
pub(crate) const RESERVED: [&str; 5] = ["$call", "$error", "$marks", "$use", "$sites"];

/// Where no mark can stand, so that nothing of the file may be called, and nothing awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quiet {
    Parameter,
    CatchPattern,
    LoopPattern,
    Field,
    StaticBlock,
}

impl Quiet {
    pub(crate) fn refuses(self, what: &str) -> String {
        let why = match self {
            Quiet::Parameter => {
                "in a parameter's default runs before the body is entered: move it into the body"
            }
            Quiet::CatchPattern => {
                "in the pattern of a catch runs before its body is marked: move it into the body"
            }
            Quiet::LoopPattern => {
                "in the pattern of a loop runs before its body is marked: move it into the body"
            }
            Quiet::Field => {
                "in a field's initialiser runs in no function of the file: move it into one"
            }
            Quiet::StaticBlock => {
                "in a static block runs in no function of the file: move it into one"
            }
        };
        format!("{what} {why}.")
    }
}

/// Every name that the file declares anywhere.
pub(crate) fn declared(program: &Program) -> HashSet<String> {
    struct Bindings(HashSet<String>);
    impl<'a> Visit<'a> for Bindings {
        fn visit_binding_identifier(&mut self, it: &BindingIdentifier<'a>) {
            self.0.insert(it.name.to_string());
        }
    }
    let mut bindings = Bindings(HashSet::new());
    bindings.visit_program(program);
    bindings.0
}

/// Whether a call may run code of this file: it holds a function, or mentions a name of the file.
/// `new Map()` does not.
pub(crate) struct RunsOurs<'d> {
    pub(crate) declared: &'d HashSet<String>,
    pub(crate) found: bool,
}

impl<'a> Visit<'a> for RunsOurs<'_> {
    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        self.found |= self.declared.contains(it.name.as_str());
    }

    fn visit_function(&mut self, _: &Function<'a>, _: ScopeFlags) {
        self.found = true;
    }

    fn visit_arrow_function_expression(&mut self, _: &ArrowFunctionExpression<'a>) {
        self.found = true;
    }

    fn visit_class(&mut self, _: &Class<'a>) {
        self.found = true;
    }
}
