//! The lanes' names, which stay at the left while the picture scrolls.

use super::shape::{line, words};
use crate::components::element::{Element, tag};
use crate::state::{Language, Run};
use ::diagram::{View, pen, px};
use trace::LaneKind;

/// One label for each lane, and a rule where another language begins.
pub(super) fn labels(view: &View, run: &Run, scale: f64) -> Element {
    let both = view.lanes.iter().any(|lane| lane.trace > 0);
    let mut before = None;
    let mut shapes = Vec::new();
    for lane in &view.lanes {
        let first = before.replace(lane.trace) != Some(lane.trace);
        let middle = lane.y + lane.height / 2.0;
        if lane.y > view.ruler {
            let class = if first { "rule border" } else { "rule" };
            shapes.push(line(class, 0.0, lane.y, view.gutter, lane.y));
        }
        // JavaScript's first lane bears the language's name already.
        let own = run.traces().len();
        if first && both && (lane.kind != LaneKind::JavaScript || lane.trace >= own) {
            let name = match lane.trace.checked_sub(own) {
                None => Language::of(lane.trace).name(),
                Some(0) => "Pinned: Rust",
                Some(_) => "Pinned: JavaScript",
            };
            shapes.push(words("language", 0.0, lane.y + 13.0, name));
        }
        shapes.push(words("name", 0.0, middle + 1.0, &lane.label));
        shapes.push(words("note", 0.0, middle + 15.0, &lane.note));
    }
    tag("svg")
        .class("labels")
        .value("viewBox", pen("0 0 $ $", &[view.gutter, view.height]))
        .value("width", px(view.gutter * scale))
        .value("height", px(view.height * scale))
        .attr("aria-hidden", "true")
        .all(shapes)
}
