//! `#[traced]` changes nothing but the record.

extern crate runtime as awaitscope;

#[path = "traced/awaits.rs"]
mod awaits;
#[path = "traced/compiles.rs"]
mod compiles;
#[path = "traced/drops.rs"]
mod drops;
#[path = "traced/ends.rs"]
mod ends;
#[path = "traced/macros.rs"]
mod macros;
#[path = "traced/receivers.rs"]
mod receivers;
#[path = "traced/same.rs"]
mod same;
#[path = "support/story.rs"]
mod support;
#[path = "traced/twice.rs"]
mod twice;
