//! What examples are written against: tokio's names and shapes over our own world.

pub(crate) mod block_on;
pub mod blocking;
pub mod callback;
mod instant;
mod interval;
pub mod io;
pub(crate) mod knob;
pub(crate) mod lock;
pub mod net;
mod pool;
pub(crate) mod print;
pub mod random;
pub(crate) mod select;
pub mod sync;
pub mod task;
pub mod thread;
pub mod time;
mod timeout;
pub mod tracing;
mod waiting;
