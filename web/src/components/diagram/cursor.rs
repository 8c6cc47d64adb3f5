//! Where the reader is: a line, a veil over what has not happened yet, and what is open just now.

use super::shape::{line, path, rect};
use ::diagram::{View, px};
use yew::prelude::*;

/// The only part of the picture that a step redraws.
pub(super) fn cursor(view: &View, position: usize) -> Html {
    let x = view.columns.get(position).copied().unwrap_or_default();
    let open = view.boxes.iter().filter(|b| b.from <= position && position < b.to).map(|b| {
        let width = (x.min(b.x + b.width) - b.x).max(2.0);
        rect("open", b.x, b.y, width, b.height)
    });
    html! {
        <g class="now">
            { rect("veil", x, 0.0, (view.width - x).max(0.0), view.height) }
            { for open }
            { line("cursor", x, 6.0, x, view.height) }
            { path("handle", format!("M{} 0h10v5l-5 5l-5-5z", px(x - 5.0))) }
        </g>
    }
}
