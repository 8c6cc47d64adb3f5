//! Trace → scene (layout) → view (final positions) → SVG or text.
//!
//! The picture is a call-stack timing diagram: time runs from left to right, each task, thread or
//! JavaScript stack has a lane, a call is a box atop its caller, and an async call that is pending
//! leaves the stack. Everything here is a function of an inert [`trace::Trace`]; nothing knows of
//! executors, pages or the DOM.
//!
//! - [`Timeline`]: the steps that one or two traces share.
//! - [`Scene`]: a trace laid out once: lanes, rows, pieces and arrows, counted in events.
//! - [`Window`], [`Axis`], [`Folds`]: what part of it is looked at, and how that is changed.
//! - [`View`]: a scene seen through a window: final positions in pixels, of a bounded number of
//!   shapes. Whoever draws it computes nothing.
//! - [`title`]: what each shape stands for, in a sentence.
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
mod svg;
mod timeline;
pub mod title;
mod view;
mod window;
mod words;

pub use account::{Account, Cell, Row, Section, Table, account, announce, is_long};
pub use ascii::ascii;
pub use axis::{Axis, AxisKind, Look};
pub use compare::{Change, Compared, Difference, Totals, compare};
pub use contrast::{Answer, Contrast, contrasts};
pub use inspect::{
    Cause, CauseKind, Details, Fact, Found, Hit, Step, Thing, Times, What, inspect, next, search,
    thing_at, why,
};
pub use lint::{Finding, Lint, lint, section};
pub use narrate::{narrate, narrate_near, opening};
pub use scene::{Reach, Scene};
pub use svg::{Theme, svg};
pub use timeline::Timeline;
pub use view::{
    ArrowKind, ArrowView, BoxEnd, BoxKind, BoxView, Break, EndsIn, Fold, Folds, LaneView, Mark,
    MarkKind, OpView, Shape, Span, ThreadKind, ThreadView, Tick, View,
};
pub use window::Window;
pub use words::{call_noun, grouped, lane_label, lane_name, pen, px};
