//! A function, rewritten so that it says when it is created, entered and left.

use crate::parameters::take_parameters;
use crate::place::place;
use crate::suspension::Suspensions;
use crate::watched::watched;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{Error, ItemFn, ReturnType, Stmt, Type, parse_quote};

pub(crate) fn traced(mut function: ItemFn) -> TokenStream {
    if let Err(error) = refuse(&function) {
        return error.to_compile_error();
    }
    let watched = watched(&function);
    Suspensions::of(watched).visit_block_mut(&mut function.block);
    if function.sig.asyncness.is_some() { asynchronous(function) } else { synchronous(function) }
}

/// What cannot be traced without becoming something else.
fn refuse(function: &ItemFn) -> Result<(), Error> {
    let refused = |word: &dyn ToTokens, why: &str| {
        let text = word.to_token_stream();
        Err(Error::new_spanned(&text, format!("#[traced] cannot record a `{text} fn`: {why}")))
    };
    match &function.sig {
        sig if sig.constness.is_some() => {
            refused(&sig.constness, "the compiler may call it, and no run would know")
        }
        sig if sig.unsafety.is_some() => {
            refused(&sig.unsafety, "trace a function around it, which says why the call is sound")
        }
        sig if sig.abi.is_some() => {
            refused(&sig.abi, "whoever calls it from outside is no part of a run")
        }
        _ => Ok(()),
    }
}

/// The call is over when the parameters are gone, which are therefore bound again inside it. (Not
/// so a `self` taken by value: it has no other name, and goes just after its call has been left.)
fn synchronous(mut function: ItemFn) -> TokenStream {
    let (name, place) = named(&function);
    let bindings = take_parameters(&mut function);
    if let Some(answer) = poll_of(&function) {
        let (ident, receiver) = (&function.sig.ident, function.sig.receiver());
        let enter = match receiver {
            Some(_) if ident == "poll" => quote! { enter_poll::<Self>("poll", #place) },
            _ => quote! { enter(#name, #place) },
        };
        return polling(function, &answer, &enter, &bindings);
    }
    let enter: Stmt = parse_quote! {
        let __call = ::awaitscope::__trace::enter(#name, #place);
    };
    function.block.stmts.splice(0..0, std::iter::once(enter).chain(bindings));
    quote! { #function }
}

/// What a function answers whose answer can be told: a type that is called `Poll`, of a function
/// that does not speak for its caller's place (its body becomes a closure, which cannot).
fn poll_of(function: &ItemFn) -> Option<Type> {
    let ReturnType::Type(_, output) = &function.sig.output else { return None };
    let Type::Path(path) = &**output else { return None };
    let is_poll = path.path.segments.last().is_some_and(|last| last.ident == "Poll");
    (is_poll && !tracks_caller(function)).then(|| (**output).clone())
}

/// Runs the body inside the call, and looks at what it answers. Whether that is the `Poll` of
/// `std`, or a type that only has its name, is decided by the compiler.
fn polling(
    mut function: ItemFn,
    answer: &Type,
    enter: &TokenStream,
    bindings: &[Stmt],
) -> TokenStream {
    let hint = (!mentions_impl(answer.to_token_stream())).then(|| quote! { -> #answer });
    let body = &function.block.stmts;
    *function.block = parse_quote! {{
        let mut __call = ::awaitscope::__trace::#enter;
        let __answer = ::awaitscope::__trace::once(move || #hint { #(#bindings)* #(#body)* });
        {
            #[allow(unused_imports)]
            use ::awaitscope::__trace::{OtherAnswer as _, PollAnswer as _};
            (&__answer).tell(&mut __call);
        }
        __answer
    }};
    quote! { #function }
}

fn tracks_caller(function: &ItemFn) -> bool {
    function.attrs.iter().any(|attribute| attribute.path().is_ident("track_caller"))
}

/// As rustc itself lowers an `async fn`: the parameters move into the body, bound there to their
/// patterns, first to last, so that they are dropped as they would have been.
fn asynchronous(mut function: ItemFn) -> TokenStream {
    let (name, place) = named(&function);
    function.sig.asyncness = None;
    let receiver: Option<Stmt> = function.sig.receiver().map(|_| parse_quote! { let _ = &self; });
    let bindings = take_parameters(&mut function);
    let output: Type = match &function.sig.output {
        ReturnType::Default => parse_quote! { () },
        // Only a trait can name it as yet where a type is an argument.
        ReturnType::Type(_, output) if matches!(**output, Type::Never(_)) => {
            parse_quote! { ::awaitscope::__trace::Never }
        }
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
            #receiver
            #(#bindings)*
            #hint
            #(#body)*
        })
    }};
    *function.block = block;
    let track = (!tracks_caller(&function)).then(|| quote! { #[track_caller] });
    quote! { #track #[allow(clippy::manual_async_fn)] #function }
}

/// What the record calls it (a method with its type's name), and where it stands: from its name to
/// its closing brace.
fn named(function: &ItemFn) -> (TokenStream, TokenStream) {
    let (ident, block) = (&function.sig.ident, &function.block);
    let text = ident.to_string();
    let name = text.strip_prefix("r#").unwrap_or(&text);
    let name = match function.sig.receiver() {
        Some(_) => quote! { &::awaitscope::__trace::method::<Self>(#name) },
        None => quote! { #name },
    };
    (name, place(&quote! { #ident #block }))
}

/// Tells type inference what the body answers, which an `async` block handed to a function would
/// not know; nothing at run time.
pub(crate) fn output_hint(output: &Type) -> Option<Stmt> {
    let is_needed = !quote! { #output }.to_string().ends_with("Never");
    (is_needed && !mentions_impl(output.to_token_stream())).then(|| {
        parse_quote! {
            if let ::core::option::Option::Some(__output) = ::core::option::Option::None::<#output>
            {
                return __output;
            }
        }
    })
}

fn mentions_impl(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => mentions_impl(group.stream()),
        tree => tree.to_string() == "impl",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(function: &str, expected: Option<&str>) {
        let function: ItemFn = syn::parse_str(function).expect("the test's functions parse");
        let refused = refuse(&function).err().map(|error| error.to_string());
        let words = refused.as_deref().and_then(|text| text.split(':').next());
        assert_eq!(words, expected, "{}", quote! { #function });
    }

    #[test]
    fn what_cannot_be_recorded_is_refused_by_name() {
        check("const fn f() {}", Some("#[traced] cannot record a `const fn`"));
        check(
            concat!("un", "safe fn f() {}"),
            Some(concat!("#[traced] cannot record a `un", "safe fn`")),
        );
        check("extern \"C\" fn f() {}", Some("#[traced] cannot record a `extern \"C\" fn`"));
        check("fn f() {}", None);
        check("pub async fn f<'a, T>(self: Pin<&'a mut Self>, t: T) where T: Send {}", None);
    }

    #[test]
    fn an_impl_trait_is_found_however_deep_it_stands() {
        for (output, expected) in
            [("impl A", true), ("(u8, [Box<impl A>; 2])", true), ("Result<(), implicit>", false)]
        {
            let output: Type = syn::parse_str(output).expect("the test's types parse");
            assert_eq!(mentions_impl(quote! { #output }), expected);
        }
    }
}
