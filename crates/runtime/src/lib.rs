//! The runtime: our executor and our simulated reactor under a face with tokio's names and shapes.
//!
//! An example imports this crate as `awaitscope` and reads like real code; compiled against real
//! tokio by another face of the same shape, it prints the same lines at the same virtual times.
//! Whoever owns an example runs it with [`run`] (async) or [`run_blocking`], and gets a trace.
//!
//! - the face: [`spawn`], [`block_on`], [`thread`], [`task`], [`time`], [`net`], [`io`],
//!   [`random`], [`work`], [`join!`], [`println!`], [`#[traced]`](traced), and [`blocking`] for
//!   code that holds its thread;
//! - the run: [`Limits`], [`run`], [`run_blocking`], and [`run_on`] a [`Machine`] of few cores;
//! - [`twin`]: the same world for a JavaScript twin, driven from outside.
//!
//! Runs nest: one inside another has a world of its own, and the outer one waits for it. What the
//! face hands out belongs to the run that made it, as tokio's belongs to its runtime.

extern crate self as awaitscope;

mod call;
mod cores;
mod current;
mod face;
mod finish;
mod merge;
mod operation;
mod record;
mod recorder;
mod run;
pub mod twin;

pub use cores::Machine;
pub use face::block_on::{BlockOnError, block_on};
pub use face::{blocking, io, net, random, task, thread, time};
pub use futures::{join, try_join};
pub use macros::traced;
pub use run::{Limits, run, run_blocking, run_on};
pub use task::spawn;
pub use time::work;

/// What the outside world of a run is made of.
pub mod world {
    pub use reactor::{Client, Fault, HttpPeer, Network, Outbox, Peer, ScriptedClient, Service};
}

#[doc(hidden)]
pub mod __trace {
    //! What `#[traced]` and `println!` expand to. Not for use by hand.
    pub use crate::call::{Never, at, block, created, enter, future, mark, method};
    pub use crate::face::print::print;
}
