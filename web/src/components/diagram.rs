//! The diagram: the lanes' labels stay at the left, the picture scrolls beneath the cursor.
//!
//! The picture is drawn once for each run, axis and width; a step moves only the cursor, its veil
//! and the outlines of what is open.

mod cursor;
mod labels;
mod picture;
mod room;
mod shape;

use super::shared::Shared;
use crate::state::{Action, Axis, Run};
use ::diagram::{AxisKind, Look, View, px};
use cursor::cursor;
use labels::labels;
use picture::Picture;
use web_sys::Element;
use yew::prelude::*;

/// The height of a row: low enough for two languages on a laptop's screen.
const ROW_PX: f64 = 22.0;

/// Properties of [`Diagram`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) run: Shared<Run>,
    pub(super) axis: Axis,
    pub(super) position: usize,
    pub(super) dispatch: Callback<Action>,
}

/// The region "Diagram".
#[component]
pub(super) fn Diagram(props: &Props) -> Html {
    let frame = use_node_ref();
    let scroll = use_node_ref();
    let room = room::use_room(&frame);
    let view = use_memo((props.run.clone(), props.axis, room), |(run, axis, room)| {
        let axis = match axis {
            Axis::Story => AxisKind::Story,
            Axis::Time => AxisKind::Time,
        };
        // A little less than there is room for, so that rounding never shows a scroll bar.
        let look = Look { axis, width: room.width - 1.0, row: ROW_PX, ..Look::default() };
        Shared(View::new(&run.traces(), &run.scenes, &run.timeline, &look).into())
    });
    let x = view.columns.get(props.position).copied().unwrap_or_default();
    let x_px = ((x - view.gutter) * room.scale) as i32;
    use_effect_with((scroll.clone(), x_px, (*view).clone()), |(scroll, x_px, _)| {
        if let Some(scroll) = scroll.cast::<Element>() {
            keep_in_sight(&scroll, *x_px);
        }
    });
    let (width, height) = (view.width - view.gutter, view.height);
    let part = format!("{} 0 {} {}", px(view.gutter), px(width), px(height));
    let size = |units: f64| px(units * room.scale);
    html! {
        <section class="diagram" aria-label="Diagram" ref={frame}>
            { labels(&view, room.scale) }
            <div class="scroll" ref={scroll} tabindex="0" role="group" aria-label="Timing diagram"
                data-scrolls="">
                <svg role="img" aria-label="Call-stack timing diagram. “This run in words”, below, says the same as text."
                    viewBox={part} width={size(width)} height={size(height)}>
                    <Picture view={(*view).clone()} dispatch={props.dispatch.clone()} />
                    { cursor(&view, props.position) }
                </svg>
            </div>
        </section>
    }
}

/// Scrolls sideways when the cursor comes near an edge, far enough to see what is next.
fn keep_in_sight(scroll: &Element, x: i32) {
    let (left, room) = (scroll.scroll_left(), scroll.client_width());
    let margin = (room / 6).min(96);
    if x < left + margin || x > left + room - margin {
        scroll.set_scroll_left(x - room / 2);
    }
}
