//! The chapters, in the order in which they are taught: a folder each, with an entry an example.

pub(crate) mod at_work;
pub(crate) mod first_look;
pub(crate) mod hood;
pub(crate) mod promises;
pub(crate) mod refused;
pub(crate) mod specimens;
pub(crate) mod wrong;

use crate::Chapter;

pub(crate) static CHAPTERS: [Chapter; 6] = [
    Chapter { number: 1, folder: "first_look", examples: first_look::EXAMPLES },
    Chapter { number: 2, folder: "promises", examples: promises::EXAMPLES },
    Chapter { number: 3, folder: "hood", examples: hood::EXAMPLES },
    Chapter { number: 4, folder: "at_work", examples: at_work::EXAMPLES },
    Chapter { number: 5, folder: "wrong", examples: wrong::EXAMPLES },
    Chapter { number: 6, folder: "refused", examples: refused::EXAMPLES },
];
