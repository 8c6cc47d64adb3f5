//! Where the reader is: a line, a veil over what has not happened yet, and what is open just now.

use ::diagram::View;
use yew::prelude::*;

/// The only part of the picture that a step redraws.
pub(super) fn cursor(view: &View, position: usize) -> Html {
    let x = view.columns.get(position).copied().unwrap_or_default();
    let text = ::diagram::px;
    let open = view.boxes.iter().filter(|b| b.from <= position && position < b.to).map(|b| {
        let width = (x.min(b.x + b.width) - b.x).max(2.0);
        html! {
            <rect class="open" x={text(b.x)} y={text(b.y)} width={text(width)}
                height={text(b.height)} />
        }
    });
    let height = text(view.height);
    html! {
        <g class="now">
            <rect class="veil" x={text(x)} y="0" width={text((view.width - x).max(0.0))}
                height={height.clone()} />
            { for open }
            <line class="cursor" x1={text(x)} x2={text(x)} y1="6" y2={height} />
            <path class="handle" d={format!("M{} 0h10v5l-5 5l-5-5z", text(x - 5.0))} />
        </g>
    }
}
