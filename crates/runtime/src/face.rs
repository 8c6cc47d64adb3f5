//! What examples are written against: tokio's names and shapes over our own world.

pub mod blocking;
pub mod callback;
mod instant;
mod interval;
pub mod io;
pub(crate) mod knob;
pub mod net;
pub(crate) mod print;
pub mod random;
pub(crate) mod select;
pub mod sync;
pub mod task;
pub mod time;
mod timeout;
pub mod tracing;
mod waiting;
