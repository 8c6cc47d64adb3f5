//! The catalogue: one `.rs` file an idea, its `.js` twin and its prose beside it.
//!
//! [`chapters`] and [`catalogue`] list the examples, [`find`] looks one up by its id,
//! [`Example::run`] runs it by a recipe. The sources import `awaitscope`, which is this workspace's
//! `runtime`; three that need a page's JavaScript are compiled by the crate `bridges`. The oracle
//! test compiles the same files against real tokio. To add an example, put its files into its
//! chapter's folder and an entry into the chapter's list.

#[allow(unreachable_pub, reason = "a main function is written as its reader would write it")]
mod catalogue;
mod example;
mod knob;
mod list;
mod nearest;
pub mod parts;
pub mod predict;
#[cfg(feature = "texts")]
pub mod texts;
pub mod worlds;

pub use awaitscope::Running;
pub use example::{Example, Kind, Started};
pub use knob::{Knob, knobs, settle, turned};
pub use list::{Chapter, anywhere, catalogue, chapters, everything, find};
pub use nearest::UnknownExample;
