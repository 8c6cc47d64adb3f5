//! The catalogue: one `.rs` file an idea, its `.js` twin and its prose beside it.
//!
//! [`catalogue`] lists the examples, [`find`] looks one up by its id, [`Example::run`] runs it by a
//! recipe. The sources import `awaitscope`, which is this workspace's `runtime`; the oracle test
//! compiles the same files against real tokio.

#[allow(unreachable_pub, reason = "a main function is written as its reader would write it")]
mod catalogue;
mod example;
mod list;
mod nearest;
pub mod parts;
#[allow(unreachable_pub, reason = "as in the catalogue")]
mod specimens;
pub mod worlds;

pub use example::{Code, Example, Kind, Part, Twin, UnknownExample, catalogue, find};
