//! The finished, inert record of one run.
//!
//! An example **runs**, leaves a [`Trace`], is laid out as a scene, and is drawn. This crate is the
//! second of those four words: plain data, ordered by (instant, sequence), that knows nothing of
//! executors, reactors, pixels or pages. Everything that a reader sees is a function of it.
//!
//! - [`Event`] and [`EventKind`]: what happened, small and of fixed size.
//! - [`Trace`]: the events and the tables that they point into; built by a [`TraceBuilder`].
//! - [`Trace::validate`]: what is opened is closed, and time never steps back.
//! - [`State`]: what is so at a cursor; stepping back is moving the cursor.
//! - [`Index`]: the same of a long trace, for a few lanes at a time.
//! - [`Anchor`]: how a link names a place.
//! - [`OpName`]: how a what-if names an operation, so that it is found again in another run.
//! - [`Trace::to_text`] and [`Trace::parse`]: the text form, one event a line.
//!
//! It has no dependencies, performs no I/O and reads no clock.

mod anchor;
mod build;
mod connection;
mod event;
mod id;
mod index;
mod instant;
mod order;
mod outcome;
mod promise;
mod recipe;
mod rows;
mod scope;
mod state;
mod table;
mod text;
mod thread;
mod trace;
mod validate;
mod what_if;

pub use anchor::{Anchor, AnchorError, Phase};
pub use build::TraceBuilder;
pub use connection::{
    Closing, Connection, ConnectionEvent, ConnectionState, TerminalLine, visible,
};
pub use event::{Cause, Ended, Event, EventKind, Left, OpEnd, PollResult, WakeEffect};
pub use id::{
    BytesId, CallId, ChannelId, ConnectionId, LaneId, NameId, OpId, ScopeId, SpanId, TaskId,
    WaitId, WorkerId,
};
pub use index::{Index, Tally};
pub use instant::Instant;
pub use outcome::{Budget, Outcome, Stuck, Waiter};
pub use promise::{Awaited, PromiseState, Promised, Promises};
pub use recipe::Recipe;
pub use rows::Rows;
pub use scope::{ScopeNode, scope_tree};
pub use state::{CallState, OpState, ScopeState, State, TaskPhase, TaskState, WaitState};
pub use table::{
    Call, CallKind, Channel, Lane, LaneKind, Op, OpKind, Scope, SourceSpan, Task, Wait, WaitOn,
};
pub use text::ParseError;
pub use thread::{ThreadCosts, ThreadEvent, ThreadPhase};
pub use trace::Trace;
pub use validate::Invalid;
pub use what_if::{Actor, Actors, NoOpName, OpName, OpSpan};
