//! Where the reader is: a line, a veil over what has not happened yet, and what is open just now.

use super::shape::{line, path, rect};
use crate::components::element::{Element, tag};
use crate::state::Run;
use ::diagram::{View, pen};

/// The only part of the picture that a step redraws.
pub(super) fn cursor(view: &View, run: &Run, position: usize) -> Element {
    let x = view.x(&run.timeline, position).clamp(view.gutter - 10.0, view.width + 10.0);
    let veil = rect("veil", x, 0.0, (view.width - x).max(0.0), view.height);
    let mut now = tag("g").class("now").with(veil);
    for b in view.boxes.iter().filter(|b| b.from <= position && position < b.to) {
        let width = (x.min(b.x + b.width) - b.x).max(2.0);
        now = now.with(rect("open", b.x, b.y, width, b.height));
    }
    now.with(line("cursor", x, 6.0, x, view.height))
        .with(path("handle", pen("M$ 0h10v5l-5 5l-5-5z", &[x - 5.0])))
}
