//! Where the reader is: a line, a veil over what has not happened yet, and what is open just now.

use ::diagram::{View, px};
use yew::prelude::*;

/// The only part of the picture that a step redraws.
pub(super) fn cursor(view: &View, position: usize) -> Html {
    let x = view.columns.get(position).copied().unwrap_or_default();
    let open = view.boxes.iter().filter(|b| b.from <= position && position < b.to).map(|b| {
        let width = (x.min(b.x + b.width) - b.x).max(2.0);
        html! {
            <rect class="open" x={px(b.x)} y={px(b.y)} width={px(width)}
                height={px(b.height)} />
        }
    });
    let height = px(view.height);
    html! {
        <g class="now">
            <rect class="veil" x={px(x)} y="0" width={px((view.width - x).max(0.0))}
                height={height.clone()} />
            { for open }
            <line class="cursor" x1={px(x)} x2={px(x)} y1="6" y2={height} />
            <path class="handle" d={format!("M{} 0h10v5l-5 5l-5-5z", px(x - 5.0))} />
        </g>
    }
}
