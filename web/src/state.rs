//! What the page knows, in plain Rust: no Yew, no JavaScript, no DOM, all of it tested natively.
//!
//! A [`Model`] changes only by [`reduce`]; a [`Run`] is an example's traces on one timeline; what
//! there is to see at a position is derived as [`Facts`] and kept nowhere.

mod action;
mod beside;
mod closer;
mod facts;
mod lesson;
mod long;
mod machine;
mod model;
mod picked;
mod place;
mod promises;
mod run;
mod share;
mod source;
mod take;
mod task;
mod terminal;
mod texts;
mod what_if;

pub use action::{Action, Late, reduce};
pub use beside::Beside;
pub use closer::{Hop, HopTo, Sought};
pub use facts::{Facts, Line, Sentence, Side};
pub use lesson::{Leg, Lesson, Route};
pub use long::{Laid, Long};
pub use machine::{Local, Machine, MachineAt, Stage};
pub use model::{Axis, Model, Opening, Progress, Speed, Theme, Visit};
pub use picked::Picked;
pub use place::{Language, Place};
pub use promises::Known;
pub use run::{Run, TwinRun};
pub use share::{Share, sharing};
pub use source::{Mark, Marks};
pub use take::{Format, MOST_EVENTS, Take, Taking};
pub use task::{Row, RowState};
pub use terminal::{Shown, Terminal, Typed, Typing};
pub use texts::{More, Question, Source, Texts};
pub use what_if::{Movable, WhatIfs};

#[cfg(test)]
mod tests;
