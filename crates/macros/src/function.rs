//! A function, rewritten so that it says when it is created, entered and left.

use crate::place::place;
use crate::suspension::Suspensions;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::visit_mut::VisitMut;
use syn::{FnArg, Ident, ItemFn, Pat, PatType, ReturnType, Stmt, Type, parse_quote};

pub(crate) fn traced(mut function: ItemFn) -> TokenStream {
    Suspensions.visit_block_mut(&mut function.block);
    if function.sig.asyncness.is_some() { asynchronous(function) } else { synchronous(function) }
}

fn synchronous(mut function: ItemFn) -> TokenStream {
    let (name, place) = named(&function);
    let enter: Stmt = parse_quote! {
        let __call = ::awaitscope::__trace::enter(#name, #place);
    };
    function.block.stmts.insert(0, enter);
    quote! { #function }
}

/// As rustc itself lowers an `async fn`: the parameters move into the body, bound there to their
/// patterns, first to last, so that they are dropped as they would have been.
fn asynchronous(mut function: ItemFn) -> TokenStream {
    let (name, place) = named(&function);
    function.sig.asyncness = None;
    let bindings = take_parameters(&mut function);
    let output: Type = match &function.sig.output {
        ReturnType::Default => parse_quote! { () },
        ReturnType::Type(_, output) => (**output).clone(),
    };
    function.sig.output = parse_quote! {
        -> impl ::core::future::Future<Output = #output>
    };
    let hint = output_hint(&output);
    let body = &function.block.stmts;
    let block = parse_quote! {{
        let __call = ::awaitscope::__trace::created(#name, ::core::file!(), #place);
        ::awaitscope::__trace::future(__call, async move {
            #(#bindings)*
            #hint
            #(#body)*
        })
    }};
    *function.block = block;
    quote! { #[track_caller] #[allow(clippy::manual_async_fn)] #function }
}

fn named(function: &ItemFn) -> (String, TokenStream) {
    (function.sig.ident.to_string(), place(&function.sig.ident))
}

/// Gives every parameter a plain name in the signature; what binds it again inside the body.
fn take_parameters(function: &mut ItemFn) -> Vec<Stmt> {
    let mut bindings = Vec::new();
    for (number, parameter) in function.sig.inputs.iter_mut().enumerate() {
        match parameter {
            FnArg::Receiver(_) => bindings.push(parse_quote! { let _ = &self; }),
            FnArg::Typed(PatType { pat, .. }) => {
                let name = plain_name(pat).unwrap_or_else(|| format_ident!("__parameter{number}"));
                let pattern = std::mem::replace(pat, parse_quote! { #name });
                if plain_name(&pattern).is_none() && !matches!(*pattern, Pat::Ident(_)) {
                    bindings.push(parse_quote! { let #name = #name; });
                }
                bindings.push(parse_quote! { let #pattern = #name; });
            }
        }
    }
    bindings
}

fn plain_name(pattern: &Pat) -> Option<Ident> {
    match pattern {
        Pat::Ident(ident) if ident.subpat.is_none() && ident.by_ref.is_none() => {
            Some(ident.ident.clone())
        }
        _ => None,
    }
}

/// Tells type inference what the body answers, which an `async` block handed to a function would
/// not know; nothing at run time.
fn output_hint(output: &Type) -> Option<Stmt> {
    let named = !quote! { #output }.into_iter().any(|tree| tree.to_string() == "impl");
    named.then(|| {
        parse_quote! {
            if let ::core::option::Option::Some(__output) = ::core::option::Option::None::<#output>
            {
                return __output;
            }
        }
    })
}
