//! `#[traced]` records the calls of a function, and changes nothing else about it; `select!` awaits
//! several futures and goes on with the first that is ready.
//!
//! The expansion speaks to `::awaitscope::__trace`, a module of whichever face the example imports:
//! the runtime's records, the one of the oracle tests does nothing.

mod function;
mod parameters;
mod place;
mod select;
mod suspension;
mod watched;

use proc_macro::TokenStream;

/// Records the Calls of a function.
///
/// - Of a plain `fn`: when it is entered and when it is left.
/// - Of an `async fn`: when its future is created, each entry and exit (once per poll), the
///   suspension point at which it was left pending, and being dropped unfinished.
/// - `async` blocks inside it are Calls of their own.
///
/// Neither the order of drops, nor laziness, nor what compiles is different with it. Awaits and
/// `async` blocks among the arguments of a macro are found if these are expressions; a macro whose
/// arguments are anything else is left as it is.
///
/// With the feature `untraced` it leaves its function as it is: whoever asks rustc for the size of
/// a future then hears of the one that its author wrote.
///
/// What cannot be recorded without becoming something else is refused:
///
/// ```compile_fail
/// #[macros::traced]
/// const fn answer() -> u32 {
///     42
/// }
/// ```
///
/// ```compile_fail
/// #[macros::traced]
/// unsafe fn answer() {}
/// ```
///
/// So is anything but a function, and a function without a body:
///
/// ```compile_fail
/// #[macros::traced]
/// struct Answer;
/// ```
#[proc_macro_attribute]
pub fn traced(arguments: TokenStream, item: TokenStream) -> TokenStream {
    if !arguments.is_empty() {
        let message = "#[traced] takes no arguments";
        return syn::Error::new(proc_macro2::Span::call_site(), message).to_compile_error().into();
    }
    if cfg!(feature = "untraced") {
        return item;
    }
    function::traced(syn::parse_macro_input!(item as syn::ItemFn)).into()
}

/// Awaits several futures at once, and goes on with the first that is ready, as tokio's does.
///
/// Each branch is `pattern = future, if condition => handler`; the condition may be left out. What
/// the branches make is polled in turn, by one task. When one is ready and its output fits its
/// pattern, **all futures are dropped**, first to last, and then its handler runs: it may await,
/// and `?`, `break`, `continue` and `return` are of the function around it. A future that is behind
/// a `&mut` is not dropped, since it is not the macro's.
///
/// A branch whose condition is false, or whose output does not fit, takes part no more; if none
/// does, the last branch, `else => handler`, is chosen. Where tokio would panic for lack of one,
/// nothing is ever chosen, and the run says who waits for that.
///
/// With `biased;` in front the branches are polled in the order in which they stand. Otherwise each
/// poll begins at a branch drawn from the run's seed; with seed 0, at the first.
#[proc_macro]
pub fn select(input: TokenStream) -> TokenStream {
    select::expand(&syn::parse_macro_input!(input as select::Select)).into()
}
