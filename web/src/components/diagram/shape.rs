//! The few SVG shapes of which the picture is made, each written once.

use crate::components::element::{Element, tag};
use ::diagram::px;

/// A rectangle.
pub(in crate::components) fn rect(
    class: &'static str,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
) -> Element {
    shape("rect", class, [("x", x), ("y", y), ("width", width), ("height", height)])
}

/// A straight line.
pub(in crate::components) fn line(
    class: &'static str,
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
) -> Element {
    shape("line", class, [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)])
}

/// Any other line or surface, as path data.
pub(in crate::components) fn path(class: &'static str, d: String) -> Element {
    tag("path").class(class).value("d", d)
}

/// Words that begin (or are centred, as the class says) at a point.
pub(in crate::components) fn words(class: &'static str, x: f64, y: f64, text: &str) -> Element {
    tag("text").class(class).value("x", px(x)).value("y", px(y)).string(text)
}

/// Shapes that belong together.
pub(in crate::components) fn group(class: String) -> Element {
    tag("g").value("class", class)
}

fn shape(name: &'static str, class: &'static str, sizes: [(&'static str, f64); 4]) -> Element {
    let shape = tag(name).class(class);
    sizes.into_iter().fold(shape, |shape, (name, size)| shape.value(name, px(size)))
}
