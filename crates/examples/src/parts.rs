//! The examples in two parts: the one on which a page opens, and all of them. A page can fetch the
//! second part when it is first asked for.
//!
//! Whoever calls [`all`], or anything of the catalogue's listing, draws in the code of every
//! example; [`opening`] draws in that of one.

use crate::catalogue::{CHAPTERS, first_look, specimens};
use crate::{Chapter, Example};

static OPENING: Example = first_look::LAZY_FUTURE;

static ALL: [&[Chapter]; 2] = [&CHAPTERS, &specimens::CHAPTER];

/// The example on which the page opens.
pub fn opening() -> &'static Example {
    &OPENING
}

/// Every chapter, and last the specimens.
pub fn all() -> &'static [&'static [Chapter]] {
    &ALL
}
