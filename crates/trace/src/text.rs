//! The text form: for people and tests, one row or event a line, each starting in column 0.
//!
//! ```text
//! awaitscope trace v1
//! recipe lazy-future seed 0
//! outcome completed
//! name "main"
//! lane task T0 N1
//! span 3:1-3:12
//! …
//! 20ms L1 call-left C0 suspended @S4 ; main 9:5
//! ```
//!
//! What stands after ` ; ` is for people and is not read back.

mod read;
mod thread;
mod word;
mod write;

use std::fmt;

pub(crate) const FIRST_LINE: &str = "awaitscope trace v1";

/// Why a text is not a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The offending line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for ParseError {}
