//! The examples in parts: the one on which a page opens, each chapter, and the specimens. A page
//! can fetch each part but the first when it is first asked for.
//!
//! Whoever calls a function of this file draws in the code of its examples and of no others. The
//! catalogue's listing draws in the code of all.

use crate::Example;
use crate::catalogue;

static OPENING: Example = catalogue::first_look::LAZY_FUTURE;

/// The example on which the page opens.
pub fn opening() -> &'static Example {
    &OPENING
}

/// One function for each of these modules of the catalogue.
macro_rules! parts {
    ($($name:ident: $what:literal;)*) => {
        $(
            #[doc = $what]
            pub fn $name() -> &'static [Example] {
                catalogue::$name::EXAMPLES
            }
        )*
    };
}

parts! {
    first_look: "Chapter 1.";
    promises: "Chapter 2.";
    hood: "Chapter 3.";
    at_work: "Chapter 4.";
    wrong: "Chapter 5.";
    refused: "Chapter 6.";
    specimens: "What no chapter lists.";
}
