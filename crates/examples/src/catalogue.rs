//! The chapters, in the order in which they are taught: a folder each, with an entry an example.

pub(crate) mod at_work;
pub(crate) mod first_look;
pub(crate) mod hood;
pub(crate) mod promises;
pub(crate) mod refused;
pub(crate) mod specimens;
pub(crate) mod wrong;

use crate::Chapter;

/// A chapter, as a static of its own: whoever names it draws in the code of its examples, and of no
/// others.
macro_rules! chapters {
    ($($name:ident $number:literal $folder:ident;)*) => {
        $(
            pub(crate) static $name: Chapter = Chapter {
                number: $number,
                folder: stringify!($folder),
                examples: $folder::EXAMPLES,
            };
        )*
    };
}

chapters! {
    SPECIMENS 0 specimens;
    FIRST_LOOK 1 first_look;
    PROMISES 2 promises;
    HOOD 3 hood;
    AT_WORK 4 at_work;
    WRONG 5 wrong;
    REFUSED 6 refused;
}

pub(crate) static CHAPTERS: [&Chapter; 6] =
    [&FIRST_LOOK, &PROMISES, &HOOD, &AT_WORK, &WRONG, &REFUSED];
