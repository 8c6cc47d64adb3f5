//! The parameters of a function, moved into its body as rustc moves those of an `async fn`.

use quote::format_ident;
use syn::{FnArg, Ident, ItemFn, Pat, PatType, Stmt, parse_quote};

/// Gives every parameter a plain name in the signature; what binds it again inside the body.
///
/// A parameter that is no plain name is bound twice, first whole: what its pattern leaves out (`_`)
/// lives as long as the rest.
pub(crate) fn take_parameters(function: &mut ItemFn) -> Vec<Stmt> {
    let mut bindings = Vec::new();
    for (number, parameter) in function.sig.inputs.iter_mut().enumerate() {
        let FnArg::Typed(PatType { pat, attrs, .. }) = parameter else { continue };
        let plain = plain_name(pat);
        let name = plain.clone().unwrap_or_else(|| format_ident!("__parameter{number}"));
        let pattern = std::mem::replace(pat, parse_quote! { #name });
        if plain.is_none() {
            // A pattern may bind by `ref mut`.
            bindings.push(parse_quote! { #[allow(unused_mut)] let mut #name = #name; });
        }
        if !matches!(*pattern, Pat::Wild(_)) {
            bindings.push(parse_quote! { #(#attrs)* let #pattern = #name; });
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
