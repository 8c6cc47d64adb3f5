//! All that decides a run. Same recipe, same bytes of trace.

use crate::{Instant, OpName};

/// Example, knobs, seed, what-ifs and typed input: nothing else may influence a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipe {
    /// Which example, by its id in the catalogue.
    pub example: String,
    /// What the run's random numbers are drawn from.
    pub seed: u64,
    /// Knobs that differ from their defaults, in order of their names.
    pub knobs: Vec<(String, i64)>,
    /// Operations that shall end at another instant, in order of their names, each once.
    pub what_ifs: Vec<(OpName, Instant)>,
    /// What the reader typed: connection, instant, bytes; in order of time.
    pub typed: Vec<(u32, Instant, Vec<u8>)>,
}

impl Recipe {
    /// The example as its author wrote it.
    pub fn of(example: &str) -> Recipe {
        Recipe { example: example.to_owned(), ..Recipe::default() }
    }

    /// The same with another seed.
    pub fn with_seed(self, seed: u64) -> Recipe {
        Recipe { seed, ..self }
    }
}
