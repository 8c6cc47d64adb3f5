//! Which variables of a function hold one and the same future as long as they live.
//!
//! Those that a `let` binds by a plain name, and that after it are only awaited: by `.await` or in
//! a `select!`, as `&mut reply`, `reply.as_mut()` or `reply`. Whatever else says their name (`set`,
//! an assignment, a closure, a pattern) might put another future into their place. A second `let`
//! of the same name is a second variable, and its watch stands beside it.

use crate::select::Select;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprAsync, ExprAwait, ExprClosure, Ident, Item, ItemFn, Local, Macro, Pat};

pub(crate) fn watched(function: &ItemFn) -> BTreeSet<String> {
    let mut uses = Uses::default();
    uses.visit_block_mut(&mut function.block.clone());
    uses.0.retain(|_, used| used.bound > 0 && used.borrowed > 0);
    if uses.0.is_empty() {
        return BTreeSet::new();
    }
    let mut mentions = BTreeMap::new();
    count(function.to_token_stream(), &mut mentions);
    let only_awaited = |name: &String, used: &Used| mentions.get(name) == Some(&used.in_all());
    uses.0
        .into_iter()
        .filter(|(name, used)| only_awaited(name, used))
        .map(|(name, _)| name)
        .collect()
}

/// How a name is used.
#[derive(Default)]
struct Used {
    bound: usize,
    borrowed: usize,
    moved: usize,
}

impl Used {
    fn in_all(&self) -> usize {
        self.bound + self.borrowed + self.moved
    }
}

#[derive(Default)]
struct Uses(BTreeMap<String, Used>);

impl Uses {
    fn awaited(&mut self, expr: &Expr) {
        if let Some((name, is_borrowed)) = variable(expr) {
            let used = self.0.entry(name.to_string()).or_default();
            *(if is_borrowed { &mut used.borrowed } else { &mut used.moved }) += 1;
        }
    }
}

/// Looks on; it changes nothing.
impl VisitMut for Uses {
    fn visit_local_mut(&mut self, local: &mut Local) {
        if let Some(name) = bound(local) {
            self.0.entry(name.to_string()).or_default().bound += 1;
        }
        visit_mut::visit_local_mut(self, local);
    }

    fn visit_expr_await_mut(&mut self, awaited: &mut ExprAwait) {
        self.awaited(&awaited.base);
        visit_mut::visit_expr_await_mut(self, awaited);
    }

    fn visit_macro_mut(&mut self, call: &mut Macro) {
        if call.path.segments.last().is_some_and(|last| last.ident == "select")
            && let Ok(mut select) = syn::parse2::<Select>(call.tokens.clone())
        {
            for branch in &mut select.branches {
                self.awaited(&branch.future);
                self.visit_expr_mut(&mut branch.future);
                self.visit_expr_mut(&mut branch.handler);
            }
        }
    }

    // What stands in these may run at any time, and more than once.
    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}
    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}
    fn visit_item_mut(&mut self, _: &mut Item) {}
}

/// The plain name that a `let` binds.
pub(crate) fn bound(local: &Local) -> Option<&Ident> {
    let pattern = match &local.pat {
        Pat::Type(typed) => &*typed.pat,
        pattern => pattern,
    };
    match pattern {
        Pat::Ident(ident) if ident.subpat.is_none() && ident.by_ref.is_none() => Some(&ident.ident),
        _ => None,
    }
}

/// The variable that is awaited by this expression, and whether it is only borrowed.
pub(crate) fn variable(expr: &Expr) -> Option<(&Ident, bool)> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(|name| (name, false)),
        Expr::Paren(inside) => variable(&inside.expr),
        Expr::Reference(borrow) if borrow.mutability.is_some() => {
            variable(&borrow.expr).map(|(name, _)| (name, true))
        }
        Expr::MethodCall(call) if call.method == "as_mut" && call.args.is_empty() => {
            variable(&call.receiver).map(|(name, _)| (name, true))
        }
        _ => None,
    }
}

/// How often each name is said.
fn count(tokens: TokenStream, mentions: &mut BTreeMap<String, usize>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => count(group.stream(), mentions),
            TokenTree::Ident(name) => *mentions.entry(name.to_string()).or_default() += 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[&str]) {
        let function = format!("async fn f(given: G) {{ {body} }}");
        let function: ItemFn = syn::parse_str(&function).expect("the test's functions parse");
        let found = watched(&function);
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{body}");
    }

    #[test]
    fn a_variable_that_is_only_awaited_through_a_borrow_is_watched() {
        check("let mut a = new(); (&mut a).await;", &["a"]);
        check("let mut a: A = new(); loop { a.as_mut().await; }", &["a"]);
        check("let mut a = new(); select! { x = &mut a => x, () = rest() => {} }", &["a"]);
        check("let mut a = new(); (&mut a).await; a.await", &["a"]);
        check("let mut a = new(); (&mut a).await; let mut a = new(); (&mut a).await;", &["a"]);
    }

    #[test]
    fn one_that_somebody_might_put_another_future_into_is_not() {
        check("let mut a = new(); (&mut a).await; a = new();", &[]);
        check("let mut a = new(); (&mut a).await; a.set(new());", &[]);
        check("let mut a = new(); (&mut a).await; swap(&mut a, &mut b);", &[]);
        check("let mut a = new(); (&mut a).await; reset!(a);", &[]);
        check("let mut a = new(); let b = || a.reset(); (&mut a).await;", &[]);
        check("let mut a = new(); select! { x = &mut a => a = new() }", &[]);
        check("let (mut a, b) = new(); (&mut a).await;", &[]);
        check("(&mut given).await;", &[]);
    }

    #[test]
    fn one_that_is_given_away_whole_is_never_polled_twice() {
        check("let a = new(); a.await;", &[]);
        check("let a = new(); select! { x = a => x }", &[]);
    }
}
