//! Buttons for what the hands can do with the picture: whoever cannot drag presses.

use crate::components::element::{Element, tag};
use crate::components::icon::{Icon, icon};

/// Farther, closer, all of it. A press is told by the diagram's one listener.
pub(super) fn tools() -> Element {
    let does = |sign: Icon, name: &'static str, title: &'static str, key: &'static str| {
        tag("button")
            .attr("type", "button")
            .class("tool")
            .attr("aria-label", name)
            .attr("title", title)
            .attr("data-does", key)
            .with(icon(sign))
    };
    tag("div")
        .class("zoom")
        .attr("role", "group")
        .attr("aria-label", "Zoom")
        .with(does(Icon::Farther, "Zoom out", "Zoom out (S or −)", "-"))
        .with(does(Icon::Closer, "Zoom in", "Zoom in (W or +)", "+"))
        .with(does(Icon::All, "Show the whole run", "Show the whole run (0)", "0"))
}
