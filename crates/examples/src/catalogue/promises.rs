//! Chapter 2: futures are not Promises.

use crate::Example;

pub(crate) static EXAMPLES: &[Example] = &[];
