//! Chapter 6: what the compiler refuses, and what it accepts instead.

use crate::Example;

pub(crate) static EXAMPLES: &[Example] = &[];
