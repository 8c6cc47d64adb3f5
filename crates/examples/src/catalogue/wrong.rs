//! Chapter 5: things that go wrong, each for a reason that a lint can name.

use crate::Example;

pub(crate) static EXAMPLES: &[Example] = &[];
