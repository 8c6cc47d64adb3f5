//! Trace → scene (layout) → view (final positions) → SVG or text.
//!
//! The picture is a call-stack timing diagram: time runs from left to right, each task, thread or
//! JavaScript stack has a lane, a call is a box atop its caller, and an async call that is pending
//! leaves the stack. Everything here is a function of an inert [`trace::Trace`]; nothing knows of
//! executors, pages or the DOM.
//!
//! - [`Timeline`]: the steps that one or two traces share.
//! - [`Scene`]: a trace laid out once: lanes, rows, pieces and arrows, counted in steps.
//! - [`Survey`]: a long run laid out once: a few lanes, and one row for all others.
//! - [`View`]: a scene at a width: final positions in pixels. Whoever draws it computes nothing.
//! - [`svg`] and [`ascii`]: the picture for a page, a slide, a terminal or a test.
//! - [`account`] and [`narrate`]: the same in words.
//! - [`inspect`], [`why`], [`search`]: what an event belongs to, what caused it, where else it is.
//! - [`compare`]: what differs between two runs of an example.
//! - [`lint`]: what went wrong, and what to do about it.

mod account;
mod ascii;
mod axis;
mod compare;
mod contrast;
mod inspect;
mod ledger;
mod lint;
mod narrate;
mod scene;
mod sentence;
mod survey;
mod svg;
mod timeline;
mod view;
mod words;

pub use account::{Account, Cell, Row, Section, Table, account, announce};
pub use ascii::ascii;
pub use axis::{AxisKind, Look};
pub use compare::{Change, Compared, Difference, Totals, compare};
pub use contrast::{Answer, Contrast, contrasts};
pub use inspect::{
    Cause, CauseKind, Details, Fact, Found, Hit, Step, Thing, Times, What, inspect, next, search,
    thing_at, why,
};
pub use lint::{Finding, Lint, lint};
pub use narrate::{narrate, narrate_near, opening};
pub use scene::Scene;
pub use survey::Survey;
pub use svg::{Theme, svg};
pub use timeline::Timeline;
pub use view::{
    ArrowKind, ArrowView, BoxEnd, BoxKind, BoxView, Break, EndsIn, LaneView, Mark, MarkKind,
    OpView, Span, ThreadKind, ThreadView, Tick, View,
};
pub use words::{call_noun, grouped, px};
