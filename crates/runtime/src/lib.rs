//! The runtime: our executor and our simulated reactor under a face with tokio's names and shapes.
//!
//! An example imports this crate as `awaitscope` and reads like real code; compiled against real
//! tokio by another face of the same shape, it prints the same lines at the same virtual times.
//! Whoever owns an example runs it with [`run`] (async) or [`run_blocking`], and gets a trace.
//!
//! - the face: [`spawn`], [`block_on`], [`task`], [`thread`], [`sync`], [`time`], [`net`], [`io`],
//!   [`random`], [`work`], [`join!`], [`select!`], [`println!`], [`#[traced]`](traced), [`knob!`],
//!   and [`blocking`] for code that holds its thread; [`future`] and [`stream`] are those of the
//!   `futures` crate;
//! - the run: [`Limits`], [`run`], [`run_blocking`], and [`run_on`] a [`Machine`] of few cores;
//! - [`outside`]: runs whose futures may wait for what happens outside them, as in a browser;
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
pub mod outside;
mod record;
mod recorder;
mod run;
mod running;
pub mod twin;
mod watch;

pub use cores::Machine;
pub use face::block_on::{BlockOnError, block_on};
pub use face::{blocking, callback, io, net, random, sync, task, thread, time, tracing};
pub use futures::{future, join, stream, try_join};
pub use macros::{select, traced};
pub use run::{Limits, run, run_blocking, run_on};
pub use running::Running;
pub use task::spawn;
pub use time::work;

/// What the outside world of a run is made of.
pub mod world {
    pub use reactor::{Client, Fault, Kept, Network, Outbox, Peer, Service};
    pub use reactor::{HttpPeer, Reader, ScriptedClient, SilentClient};
    pub use reactor::{TablePeer, TimedClient, Trouble};
}

#[doc(hidden)]
pub mod __trace {
    //! What `#[traced]`, `select!`, `println!` and `knob!` expand to. Not for use by hand.
    pub use crate::call::{Never, at, block, closure, created, enter, enter_poll, future, mark};
    pub use crate::call::{OtherAnswer, PollAnswer, method, once};
    pub use crate::face::knob::knob;
    pub use crate::face::print::print;
    pub use crate::face::select::{branches, nothing_to_select};
    pub use crate::face::tracing::open_span;
    pub use crate::watch::{Watch, again};
}
