//! The examples in parts: the one on which a page opens, and the chapters in groups, each of which
//! a page can fetch when one of its examples is first asked for.
//!
//! Whoever calls one of these functions draws in the code of the examples that it answers, and
//! whoever calls anything of the catalogue's listing draws in all.

use crate::catalogue::{
    AT_WORK, FIRST_LOOK, HOOD, PROMISES, REFUSED, SPECIMENS, WRONG, first_look,
};
use crate::{Chapter, Example};

static OPENING: Example = first_look::LAZY_FUTURE;

static BASICS: [&Chapter; 4] = [&FIRST_LOOK, &HOOD, &REFUSED, &SPECIMENS];
static CONTRASTS: [&Chapter; 1] = [&PROMISES];
static WORK: [&Chapter; 1] = [&AT_WORK];
static MISTAKES: [&Chapter; 1] = [&WRONG];

/// The example on which the page opens.
pub fn opening() -> &'static Example {
    &OPENING
}

/// First look, under the hood, what the compiler refuses; and the specimens.
pub fn basics() -> &'static [&'static Chapter] {
    &BASICS
}

/// Futures and Promises.
pub fn contrasts() -> &'static [&'static Chapter] {
    &CONTRASTS
}

/// A runtime at work.
pub fn work() -> &'static [&'static Chapter] {
    &WORK
}

/// Things that go wrong.
pub fn mistakes() -> &'static [&'static Chapter] {
    &MISTAKES
}
