//! Where a token stands in its file, as the four numbers of a source span.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// `(line, column, end_line, end_column)` of everything from the first to the last token.
pub(crate) fn place(tokens: &impl ToTokens) -> TokenStream {
    let spans: Vec<Span> = tokens.to_token_stream().into_iter().map(|tree| tree.span()).collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return quote! { (0, 0, 0, 0) };
    };
    let (first, last) = (first.unwrap().start(), last.unwrap().end());
    let number = |n: usize| n as u32;
    let (line, column) = (number(first.line()), number(first.column()));
    let (end_line, end_column) = (number(last.line()), number(last.column()));
    quote! { (#line, #column, #end_line, #end_column) }
}
