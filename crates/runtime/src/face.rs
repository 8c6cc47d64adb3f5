//! What examples are written against: tokio's names and shapes over our own world.

pub(crate) mod block_on;
pub mod blocking;
pub mod io;
pub(crate) mod lock;
pub mod net;
mod pool;
pub(crate) mod print;
pub mod random;
pub mod task;
pub mod thread;
pub mod time;
mod timeout;
