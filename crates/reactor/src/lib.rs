//! The simulated outside world, as seen from the program: a virtual clock, deadlines, a network
//! with peers on it, and randomness drawn from a seed.
//!
//! The program **asks** for an operation ([`Reactor::sleep`], [`Reactor::connect`], …), **watches**
//! it with a waker, and somebody who owns the run lets time pass ([`Reactor::advance`]): the
//! operations that end hand back their wakers, to be woken once nothing is borrowed. This crate
//! knows wakers and nothing of tasks; it never reads a clock and never touches a network.

mod clock;
mod deadline;
mod net;
mod op;
mod random;
mod reactor;
mod wish;

pub use clock::ClockId;
pub use net::{Client, Fault, Kept, Network, Outbox, Peer, Said, Service};
pub use net::{HttpPeer, Reader, ScriptedClient, SilentClient, TablePeer, TimedClient, Trouble};
pub use net::{ListenerKey, News, Seat, StreamKey};
pub use op::{Answer, Cancelled, Ended, Failure, OpKey};
pub use random::Random;
pub use reactor::Reactor;
