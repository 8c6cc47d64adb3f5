//! The catalogue: one `.rs` file an idea, its `.js` twin and its prose beside it.

mod example;

pub use example::{Example, Kind, Twin, UnknownExample, catalogue, find};
