//! The lanes' names, which stay at the left while the picture scrolls.

use crate::state::Language;
use ::diagram::{View, px};
use trace::LaneKind;
use yew::prelude::*;

/// One label for each lane, and a rule where another language begins.
pub(super) fn labels(view: &View, scale: f64) -> Html {
    let both = view.lanes.iter().any(|lane| lane.trace > 0);
    let mut before = None;
    let lanes = view.lanes.iter().map(|lane| {
        let first = before.replace(lane.trace) != Some(lane.trace);
        let y = px(lane.y);
        let middle = lane.y + lane.height / 2.0;
        html! {
            <g class="lane">
                if lane.y > view.ruler {
                    <line x1="0" x2={px(view.gutter)} y1={y.clone()} y2={y}
                        class={classes!("rule", first.then_some("border"))} />
                }
                if first && both && lane.kind != LaneKind::JavaScript {
                    <text class="language" x="0" y={px(lane.y + 13.0)}>
                        { Language::of(lane.trace).name() }
                    </text>
                }
                <text class="name" x="0" y={px(middle + 1.0)}>{ &lane.label }</text>
                <text class="note" x="0" y={px(middle + 15.0)}>{ &lane.note }</text>
            </g>
        }
    });
    let whole = format!("0 0 {} {}", px(view.gutter), px(view.height));
    let size = |units: f64| px(units * scale);
    html! {
        <svg class="labels" viewBox={whole} width={size(view.gutter)} height={size(view.height)}
            aria-hidden="true">
            { for lanes }
        </svg>
    }
}
