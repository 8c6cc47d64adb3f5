//! Tasks, wakers, a run queue, and one [`step`](Executor::step): take one ready task, poll it
//! once, say what happened.
//!
//! The executor is single-threaded and has no clock and no I/O. It knows nothing of the reactor:
//! [`Waker`](std::task::Waker) is the contract between them. Everything that happens to a task
//! can be watched through an [`Observer`], which is a type parameter, so that nobody pays for the
//! empty one.
//!
//! ```
//! use executor::{Executor, PollResult, Silent, Step, TaskId};
//!
//! let executor = Executor::new(Silent);
//! let answer = executor.spawn(async { 6 * 7 });
//! let polled = Step::Polled { task: TaskId(0), result: PollResult::Ready };
//! assert_eq!(executor.step(), polled);
//! assert_eq!(executor.step(), Step::Stalled);
//! assert!(answer.is_finished());
//! ```
//!
//! # The life of a task
//!
//! ```text
//!   spawn
//!     │
//!     ▼       step                Ready, or ended meanwhile
//!  Queued ───────────► Polling ───────────────────────────────► Ending ───► gone
//!   ▲ ▲ │                │ │                                     ▲  ▲
//!   │ │ └────────────────┼─┼─────────────── abort, shut-down ────┘  │
//!   │ └──────────────────┘ │ Pending                                │
//!   │ Pending, and woken   ▼                                        │
//!   └─────────────────── Idle ───────────── abort, shut-down ───────┘
//!           wake
//! ```
//!
//! In Ending the future is dropped. Gone means gone: no future, no slot, no place in the queue,
//! and no output unless somebody holds the [`JoinHandle`].
//!
//! # Reading order
//!
//! | File | Says |
//! |---|---|
//! | `observer` | what happens to a task, in words |
//! | `executor` | the handle: everything a user may ask |
//! | `join` | waiting for a task's output, aborting it |
//! | `engine` | what the handles, the wakers and the host really do |
//! | `turn` | one poll, and the end of a task: what happens in which order |
//! | `tasks` | where the futures of one executor live |
//! | `waker` | the vtable; the only `unsafe` |
//! | `key` | how a task's id fits into a waker's pointer |
//! | `slots` | the waker's side of a task: phase, counts, place in the queue |
//! | `table` | one thread's slots and run queues |
//! | `thread` | finding the table of this thread, or the way to another thread's |
//! | `inbox` | wakes from other threads, and what becomes of a table whose thread ends |

mod engine;
mod executor;
mod inbox;
mod join;
mod key;
mod observer;
mod slots;
mod table;
mod tasks;
mod thread;
mod turn;
mod waker;

pub use executor::{Executor, Park, Stalled, Step};
pub use join::{AbortHandle, JoinError, JoinHandle};
pub use observer::{Ended, Observer, PollResult, Silent, TaskId, WakeEffect, WakerCounts};
