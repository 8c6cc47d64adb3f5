//! The suspension points of a body, and its `async` blocks, each told where it stands.

use crate::function::output_hint;
use crate::place::place;
use crate::select::Select;
use crate::watched::{bound, variable};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use std::collections::BTreeSet;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprClosure, Ident, Item, Macro, ReturnType, Stmt, Token, parse_quote};

/// Rewrites `x.await`, `async { … }` and the macros that await for their arguments.
#[derive(Default)]
pub(crate) struct Suspensions {
    /// How many places have been rewritten so far.
    found: usize,
    /// The variables of whose futures it is told when they are polled.
    watched: BTreeSet<String>,
}

/// Macros that suspend the function that they stand in.
const AWAITING: [&str; 3] = ["join", "try_join", "select"];

/// Macros that show their arguments as they were written.
const QUOTING: [&str; 3] = ["stringify", "dbg", "concat"];

/// Macros that do so when they fail and are given no other words.
const ASSERTING: [&str; 2] = ["assert", "debug_assert"];

impl VisitMut for Suspensions {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let place = match expr {
            Expr::Await(_) | Expr::Async(_) | Expr::Macro(_) => place(expr),
            _ => return visit_mut::visit_expr_mut(self, expr),
        };
        visit_mut::visit_expr_mut(self, expr);
        match expr {
            Expr::Await(awaited) => {
                self.watch(&mut awaited.base);
                let base = bare(&awaited.base);
                *awaited.base = parse_quote! { ::awaitscope::__trace::at(#place, #base) };
                self.found += 1;
            }
            Expr::Async(_) => {
                *expr = parse_quote! { ::awaitscope::__trace::block(#place, #expr) };
                self.found += 1;
            }
            Expr::Macro(call) if is_one_of(&AWAITING, &call.mac) => {
                // A pair and no block, which could not begin a statement such as `join!(…)?;`.
                *expr = parse_quote! { (::awaitscope::__trace::mark(#place), #expr).1 };
                self.found += 1;
            }
            _ => {}
        }
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
        for at in (0..block.stmts.len()).rev() {
            if let Stmt::Local(local) = &block.stmts[at]
                && let Some(name) = bound(local)
                && self.watched.contains(&name.to_string())
            {
                let watch = beside(name);
                block.stmts.insert(
                    at,
                    parse_quote! {
                        let #watch = ::awaitscope::__trace::Watch::default();
                    },
                );
            }
        }
    }

    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        match stmt {
            Stmt::Macro(call) if is_one_of(&AWAITING, &call.mac) => {
                let place = place(call);
                visit_mut::visit_stmt_macro_mut(self, call);
                *stmt = parse_quote! {{ ::awaitscope::__trace::mark(#place); #call }};
                self.found += 1;
            }
            _ => visit_mut::visit_stmt_mut(self, stmt),
        }
    }

    /// A macro whose arguments are expressions is rewritten inside; any other is left as it is,
    /// and so is one that has nothing to rewrite.
    fn visit_macro_mut(&mut self, call: &mut Macro) {
        if is_one_of(&QUOTING, call) {
            return;
        }
        if is_one_of(&["select"], call)
            && let Ok(select) = syn::parse2(call.tokens.clone())
        {
            return self.visit_select(call, select);
        }
        let Ok(Arguments { mut list, repeat }) = Arguments::parse.parse2(call.tokens.clone())
        else {
            return;
        };
        let before = self.found;
        list.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
        if self.found == before {
            return;
        }
        if is_one_of(&AWAITING, call)
            && let Some(last) = list.last_mut()
        {
            // An argument may have awaited since the macro was reached: it is here again.
            let place = place(&call);
            *last = parse_quote! { ::awaitscope::__trace::at(#place, #last) };
        }
        if is_one_of(&ASSERTING, call) && list.len() == 1 {
            let written = &call.tokens;
            list.push(parse_quote! { "assertion failed: {}" });
            list.push(parse_quote! { ::core::stringify!(#written) });
        }
        call.tokens = quote! { #list #repeat };
    }

    /// A closure whose body is a future of its own.
    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        let place = place(&closure);
        visit_mut::visit_expr_closure_mut(self, closure);
        if closure.asyncness.is_some() {
            let (body, hint) = (&closure.body, closure_hint(closure));
            *closure.body = parse_quote! {{
                ::awaitscope::__trace::closure(#place, async { #hint #body }).await
            }};
            self.found += 1;
        }
    }

    /// A function inside the function is traced only if it says so itself.
    fn visit_item_mut(&mut self, _: &mut Item) {}
}

impl Suspensions {
    /// Those of a function of which these variables are watched.
    pub(crate) fn of(watched: BTreeSet<String>) -> Suspensions {
        Suspensions { watched, ..Suspensions::default() }
    }

    /// Has the watch of a variable told, if this awaits one that is watched.
    fn watch(&self, awaited: &mut Expr) {
        if let Some((name, _)) = variable(awaited)
            && self.watched.contains(&name.to_string())
        {
            let watch = beside(name);
            // An argument needs no parentheses.
            let bare = bare(awaited);
            *awaited = parse_quote! { ::awaitscope::__trace::again(&#watch, #bare) };
        }
    }

    /// The futures, conditions and handlers of a `select!`. Its place is told once more after the
    /// last future was made, for making one may await.
    fn visit_select(&mut self, call: &mut Macro, mut select: Select) {
        let place = place(&call);
        for branch in &mut select.branches {
            branch.condition.iter_mut().for_each(|condition| self.visit_expr_mut(condition));
            self.visit_expr_mut(&mut branch.future);
            self.watch(&mut branch.future);
            self.visit_expr_mut(&mut branch.handler);
        }
        select.otherwise.iter_mut().for_each(|otherwise| self.visit_expr_mut(otherwise));
        if let Some(last) = select.branches.last_mut() {
            let future = &last.future;
            last.future = parse_quote! { ::awaitscope::__trace::at(#place, #future) };
        }
        call.tokens = select.to_token_stream();
    }
}

/// Expressions, separated by commas; or one, and how often it is repeated (`vec![x; 3]`).
struct Arguments {
    list: Punctuated<Expr, Token![,]>,
    repeat: TokenStream,
}

impl Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Arguments> {
        let mut list = Punctuated::new();
        while !input.is_empty() && !input.peek(Token![;]) {
            list.push_value(input.parse()?);
            if input.peek(Token![,]) {
                list.push_punct(input.parse()?);
            } else {
                break;
            }
        }
        let mut repeat = TokenStream::new();
        if list.len() == 1 && input.peek(Token![;]) {
            let (semicolon, times): (Token![;], Expr) = (input.parse()?, input.parse()?);
            repeat = quote! { #semicolon #times };
        }
        if input.is_empty() { Ok(Arguments { list, repeat }) } else { Err(input.error("no more")) }
    }
}

/// An expression without parentheses around it.
fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(inside) => bare(&inside.expr),
        expr => expr,
    }
}

/// The watch beside a variable.
fn beside(name: &Ident) -> Ident {
    format_ident!("__watch_of_{name}")
}

fn is_one_of(names: &[&str], call: &Macro) -> bool {
    let last = call.path.segments.last();
    last.is_some_and(|segment| names.iter().any(|name| segment.ident == name))
}

/// What an `async` closure says it answers, said to its body too.
fn closure_hint(closure: &ExprClosure) -> Option<Stmt> {
    match &closure.output {
        ReturnType::Type(_, output) => output_hint(output),
        ReturnType::Default => None,
    }
}
