//! Prints the catalogue's words for the page, once, when it is built: nothing is highlighted and no
//! Markdown is rendered while somebody reads.
//!
//! - [`example`] and [`more`]: what the page fetches when an example is opened, and a moment
//!   later, as JSON.
//! - [`article`]: a page of prose of its own, as HTML.
//! - [`highlight`]: the colours of a source.
//! - [`prose`]: Markdown to HTML.

mod article;
mod example;
mod highlight;
mod prose;

pub use article::article;
pub use example::{example, more};
pub use highlight::{Colours, Language};
