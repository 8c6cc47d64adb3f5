//! The few SVG shapes of which the picture is made, each written once.

use ::diagram::px;
use yew::prelude::*;

/// A rectangle.
pub(super) fn rect(class: &'static str, x: f64, y: f64, width: f64, height: f64) -> Html {
    html! { <rect {class} x={px(x)} y={px(y)} width={px(width)} height={px(height)} /> }
}

/// A straight line.
pub(super) fn line(class: &'static str, x1: f64, y1: f64, x2: f64, y2: f64) -> Html {
    html! { <line {class} x1={px(x1)} y1={px(y1)} x2={px(x2)} y2={px(y2)} /> }
}

/// Any other line or surface, as path data.
pub(super) fn path(class: &'static str, d: String) -> Html {
    html! { <path {class} {d} /> }
}

/// Words that begin (or are centred, as the class says) at a point.
pub(super) fn words(class: &'static str, x: f64, y: f64, text: &str) -> Html {
    html! { <text {class} x={px(x)} y={px(y)}>{ text.to_owned() }</text> }
}

/// Shapes that belong together: with a sentence about them, and perhaps a place to go to.
pub(super) fn group(
    class: String,
    title: &str,
    onclick: Option<Callback<MouseEvent>>,
    parts: [Html; 2],
) -> Html {
    html! { <g {class} {onclick}><title>{ title.to_owned() }</title>{ for parts }</g> }
}
