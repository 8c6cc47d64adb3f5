//! The suspension points of a body, and its `async` blocks, each told where it stands.

use crate::place::place;
use quote::quote;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Item, Macro, Stmt, Token, parse_quote};

/// Rewrites `x.await`, `async { … }` and the macros that await for their arguments.
pub(crate) struct Suspensions;

/// Macros that suspend the function that they stand in.
const AWAITING: [&str; 3] = ["join", "try_join", "select"];

impl VisitMut for Suspensions {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let place = place(expr);
        visit_mut::visit_expr_mut(self, expr);
        match expr {
            Expr::Await(awaited) => {
                let base = &awaited.base;
                *awaited.base = parse_quote! { ::awaitscope::__trace::at(#place, #base) };
            }
            Expr::Async(_) => {
                *expr = parse_quote! { ::awaitscope::__trace::block(#place, #expr) };
            }
            Expr::Macro(call) if awaits(&call.mac) => {
                *expr = parse_quote! {{ ::awaitscope::__trace::mark(#place); #expr }};
            }
            _ => {}
        }
    }

    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        match stmt {
            Stmt::Macro(call) if awaits(&call.mac) => {
                let place = place(call);
                visit_mut::visit_stmt_macro_mut(self, call);
                *stmt = parse_quote! {{ ::awaitscope::__trace::mark(#place); #call }};
            }
            _ => visit_mut::visit_stmt_mut(self, stmt),
        }
    }

    /// A macro whose arguments are expressions is rewritten inside; any other is left as it is.
    fn visit_macro_mut(&mut self, call: &mut Macro) {
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(mut arguments) = arguments.parse2(call.tokens.clone()) {
            arguments.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
            call.tokens = quote! { #arguments };
        }
    }

    /// A function inside the function is traced only if it says so itself.
    fn visit_item_mut(&mut self, _: &mut Item) {}
}

fn awaits(call: &Macro) -> bool {
    let last = call.path.segments.last();
    last.is_some_and(|segment| AWAITING.iter().any(|name| segment.ident == name))
}
