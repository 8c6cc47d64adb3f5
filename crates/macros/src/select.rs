//! `select!`: parsed into its branches, rewritten inside by `#[traced]`, and expanded.
//!
//! As tokio's: the conditions are asked first, then every future is made; the futures are dropped,
//! first to last, before a handler runs. It leaves out tokio's choice among branches: the face
//! that the example imports says which of them is polled first.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Ident, Pat, PatIdent, PatReference, Token};

/// The arguments of `select!`.
pub(crate) struct Select {
    biased: Option<Ident>,
    pub(crate) branches: Vec<Branch>,
    pub(crate) otherwise: Option<Expr>,
}

/// `pattern = future, if condition => handler`.
pub(crate) struct Branch {
    pattern: Pat,
    pub(crate) future: Expr,
    pub(crate) condition: Option<Expr>,
    pub(crate) handler: Expr,
}

impl Parse for Select {
    fn parse(input: ParseStream<'_>) -> syn::Result<Select> {
        let mut select = Select { biased: None, branches: Vec::new(), otherwise: None };
        let ahead = input.fork();
        if ahead.parse::<Ident>().is_ok_and(|word| word == "biased") && ahead.peek(Token![;]) {
            select.biased = Some(input.parse()?);
            input.parse::<Token![;]>()?;
        }
        while !input.is_empty() {
            if input.peek(Token![else]) {
                input.parse::<Token![else]>()?;
                select.otherwise = Some(handler(input)?);
                return if input.is_empty() { Ok(select) } else { Err(input.error(ELSE_IS_LAST)) };
            }
            select.branches.push(input.parse()?);
        }
        match select.branches.is_empty() {
            true => Err(input.error("a `select!` has at least one branch")),
            false => Ok(select),
        }
    }
}

impl Branch {
    /// Whether it takes part until it is ready, and is then chosen whatever its output.
    fn always_answers(&self) -> bool {
        self.condition.is_none() && fits_all(&self.pattern)
    }
}

/// Whether a pattern is seen to fit every value: `x`, `_`, `()`, and what is made of these.
fn fits_all(pattern: &Pat) -> bool {
    match pattern {
        // A name in capitals may be a constant's.
        Pat::Ident(name) => {
            let is_variable =
                name.ident.to_string().starts_with(|c: char| c.is_lowercase() || c == '_');
            is_variable && name.subpat.as_ref().is_none_or(|(_, inside)| fits_all(inside))
        }
        Pat::Tuple(parts) => parts.elems.iter().all(fits_all),
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Paren(inside) => fits_all(&inside.pat),
        Pat::Reference(inside) => fits_all(&inside.pat),
        _ => false,
    }
}

const ELSE_IS_LAST: &str = "the branch `else` is the last";

impl Parse for Branch {
    fn parse(input: ParseStream<'_>) -> syn::Result<Branch> {
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        input.parse::<Token![=]>()?;
        let future = input.parse()?;
        let mut condition = None;
        if input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
            input.parse::<Token![if]>()?;
            condition = Some(input.parse()?);
        }
        Ok(Branch { pattern, future, condition, handler: handler(input)? })
    }
}

/// `=> expression`; a comma after it, unless it is a block or the last.
fn handler(input: ParseStream<'_>) -> syn::Result<Expr> {
    input.parse::<Token![=>]>()?;
    let handler = if input.peek(syn::token::Brace) {
        Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block: input.parse()? })
    } else {
        input.parse()?
    };
    if input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
    } else if !input.is_empty() && !matches!(handler, Expr::Block(_)) {
        return Err(input.error("a comma stands between a handler and the next branch"));
    }
    Ok(handler)
}

/// As it was written, for whichever `select!` it was written for.
impl ToTokens for Select {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(biased) = &self.biased {
            tokens.extend(quote! { #biased; });
        }
        for Branch { pattern, future, condition, handler } in &self.branches {
            let condition = condition.as_ref().map(|condition| quote! { , if #condition });
            tokens.extend(quote! { #pattern = #future #condition => #handler, });
        }
        if let Some(otherwise) = &self.otherwise {
            tokens.extend(quote! { else => #otherwise });
        }
    }
}

pub(crate) fn expand(select: &Select) -> TokenStream {
    let count = select.branches.len();
    let names = |prefix: &str| -> Vec<Ident> {
        (0..count).map(|number| format_ident!("{prefix}{number}")).collect()
    };
    let (variants, futures) = (names("Branch"), names("__future"));
    let numbers = 0..count;
    let futures_made = select.branches.iter().map(|branch| &branch.future);
    let disabled = select.branches.iter().map(|branch| match &branch.condition {
        Some(condition) => quote! { !(#condition) },
        None => quote! { false },
    });
    let looks = select.branches.iter().map(|branch| {
        let mut look = branch.pattern.clone();
        Look.visit_pat_mut(&mut look);
        look
    });
    let patterns = select.branches.iter().map(|branch| &branch.pattern);
    let handlers = select.branches.iter().map(|branch| &branch.handler);
    let pins = futures.iter().rev().map(|future| {
        quote! { let mut #future = ::core::pin::pin!(#future); }
    });
    let biased = select.biased.is_some();
    let otherwise = match &select.otherwise {
        Some(otherwise) => quote! { #otherwise },
        // Without a suspension point that can never be reached, and a state for it.
        None if select.branches.iter().any(Branch::always_answers) => {
            quote! { ::core::unreachable!("a branch without a condition is chosen in the end") }
        }
        None => quote! { match ::awaitscope::__trace::nothing_to_select().await {} },
    };
    quote! {{
        #[allow(non_camel_case_types)]
        enum __Selected<#(#variants),*> { #(#variants(#variants),)* Nothing }
        let mut __disabled = [#(#disabled),*];
        let __selected = {
            let (#(#futures,)*) =
                (#(::core::future::IntoFuture::into_future(#futures_made),)*);
            // The last to be declared is the first to be dropped.
            #(#pins)*
            ::core::future::poll_fn(|__context| {
                let mut __pending = false;
                for __branch in ::awaitscope::__trace::branches(#count, #biased) {
                    if __disabled[__branch] {
                        continue;
                    }
                    match __branch {
                        #(#numbers => {
                            let __polled =
                                ::core::future::Future::poll(#futures.as_mut(), __context);
                            let ::core::task::Poll::Ready(__output) = __polled else {
                                __pending = true;
                                continue;
                            };
                            __disabled[__branch] = true;
                            #[allow(unreachable_patterns, unused_variables)]
                            match &__output {
                                #looks => {}
                                _ => continue,
                            }
                            return ::core::task::Poll::Ready(__Selected::#variants(__output));
                        })*
                        _ => {}
                    }
                }
                match __pending {
                    true => ::core::task::Poll::Pending,
                    false => ::core::task::Poll::Ready(__Selected::Nothing),
                }
            })
            .await
        };
        #[allow(unreachable_patterns)]
        match __selected {
            #(__Selected::#variants(#patterns) => #handlers,)*
            __Selected::Nothing => #otherwise,
            _ => ::core::unreachable!("a pattern that has matched matches"),
        }
    }}
}

/// Makes a pattern that takes an output apart one that only looks at it.
struct Look;

impl VisitMut for Look {
    fn visit_pat_ident_mut(&mut self, ident: &mut PatIdent) {
        (ident.by_ref, ident.mutability) = (None, None);
        visit_mut::visit_pat_ident_mut(self, ident);
    }

    fn visit_pat_reference_mut(&mut self, reference: &mut PatReference) {
        reference.mutability = None;
        visit_mut::visit_pat_reference_mut(self, reference);
    }
}
