//! The whole run, small, above what is shown of it: a strip, and on it the window.

use super::shape::{path, rect};
use super::{Props, Shared};
use crate::components::element::tag;
use crate::state::Run;
use ::diagram::{Axis, Folds, Look, View, pen, px};
use yew::prelude::*;

/// The height of the strip, px.
const HEIGHT: f64 = 24.0;

/// The strip. It is no control of its own: what it does, keys and buttons do too.
pub fn overview(props: &Props, view: &View, look: &Look, scale: f64) -> Html {
    let axis = Axis::new(&props.run.timeline, look);
    let (from, to) = axis.shares(view.window);
    let (start, width) = (Axis::start(look) - view.gutter, axis.width());
    let whole = Look { window: Some(axis.all()), row: 8.0, ..*look };
    let without = props.folded.map(|language| language.which());
    let small = html! { <Small run={props.run.clone()} look={Whole(whole)} {without} /> };
    let all = view.width - view.gutter;
    tag("svg")
        .class("overview")
        .attr("aria-hidden", "true")
        .value("viewBox", pen("0 0 $ $", &[all, HEIGHT]))
        .value("width", px(all * scale))
        .value("height", px(HEIGHT * scale))
        .with(rect("track", 0.0, 0.0, all, HEIGHT))
        .html(small)
        .with(rect(
            "thumb",
            start + from * width,
            0.5,
            ((to - from) * width).max(6.0),
            HEIGHT - 1.0,
        ))
        .done()
}

#[derive(Clone, Copy, PartialEq)]
struct Whole(Look);

/// Properties of [`Small`].
#[derive(Properties, PartialEq)]
struct SmallProps {
    run: Shared<Run>,
    look: Whole,
    without: Option<usize>,
}

/// The strip's picture, drawn once for each run and width.
struct Small;

impl Component for Small {
    type Message = ();
    type Properties = SmallProps;

    fn create(_: &Context<Small>) -> Small {
        Small
    }

    fn view(&self, ctx: &Context<Small>) -> Html {
        let SmallProps { run, look, without } = ctx.props();
        let folds = Folds::default().without(*without);
        let view = View::folded(&run.drawn(), &run.scenes, &run.timeline, &look.0, &folds);
        let tall = (view.height - view.ruler).max(1.0);
        let y = |y: f64| 3.0 + (y - view.ruler) / tall * (HEIGHT - 6.0);
        let mut data = String::new();
        for b in &view.boxes {
            let (top, foot) = (y(b.y), y(b.y + b.height));
            let (width, height) = (b.width.max(1.0), (foot - top).max(0.8));
            data += &pen("M$ $h$v$h-$z", &[b.x - view.gutter, top, width, height, width]);
        }
        path("small", data).done()
    }
}
