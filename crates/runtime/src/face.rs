//! What examples are written against: tokio's names and shapes over our own world.

pub mod blocking;
pub mod io;
pub(crate) mod knob;
pub mod net;
pub(crate) mod print;
pub mod random;
pub mod sync;
pub mod task;
pub mod time;
mod timeout;
mod waiting;
