//! The diagram: the lanes' labels stay at the left, the picture scrolls beneath the cursor.
//!
//! The picture is drawn once for each run, axis and width; a step moves only the cursor, its veil
//! and the outlines of what is open.

mod cursor;
mod labels;
mod picture;
mod room;
mod shape;

use super::element::tag;
use super::shared::Shared;
use crate::state::{Action, Axis, Language, Run};
use ::diagram::{AxisKind, Look, Scene, View, px};
use cursor::cursor;
use labels::labels;
use picture::Picture;
use room::{Room, Watch};
use web_sys::Element;
use yew::prelude::*;

/// The height of a row: low enough for two languages on a laptop's screen.
const ROW_PX: f64 = 22.0;

/// The picture's name; the same in words is the account.
const NAME: &str = "Call-stack timing diagram. “This run in words”, below, says the same as text.";

/// Properties of [`Diagram`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) run: Shared<Run>,
    pub(super) axis: Axis,
    pub(super) folded: Option<Language>,
    pub(super) position: usize,
    pub(super) dispatch: Callback<Action>,
}

/// The region "Diagram".
pub(super) struct Diagram {
    frame: NodeRef,
    scroll: NodeRef,
    room: Room,
    view: Shared<View>,
    watch: Option<Watch>,
    /// Which point of which view was brought in sight last.
    sight: Option<(i32, Shared<View>)>,
}

impl Component for Diagram {
    /// How much room there is now.
    type Message = Room;
    type Properties = Props;

    fn create(ctx: &Context<Diagram>) -> Diagram {
        let room = Room::default();
        let view = lay_out(ctx.props(), room);
        let (frame, scroll) = (NodeRef::default(), NodeRef::default());
        Diagram { frame, scroll, room, view, watch: None, sight: None }
    }

    fn update(&mut self, ctx: &Context<Diagram>, room: Room) -> bool {
        if self.room == room {
            return false;
        }
        self.room = room;
        self.view = lay_out(ctx.props(), room);
        true
    }

    fn changed(&mut self, ctx: &Context<Diagram>, before: &Props) -> bool {
        let props = ctx.props();
        if props.run != before.run || props.axis != before.axis || props.folded != before.folded {
            self.view = lay_out(props, self.room);
        }
        true
    }

    fn view(&self, ctx: &Context<Diagram>) -> Html {
        let Props { position, dispatch, .. } = ctx.props();
        let (view, scale) = (&self.view, self.room.scale);
        let (width, height) = (view.width - view.gutter, view.height);
        let picture = html! { <Picture view={view.clone()} dispatch={dispatch.clone()} /> };
        let svg = tag("svg")
            .attr("role", "img")
            .attr("aria-label", NAME)
            .value("viewBox", format!("{} 0 {} {}", px(view.gutter), px(width), px(height)))
            .value("width", px(width * scale))
            .value("height", px(height * scale))
            .html(picture)
            .with(cursor(view, *position));
        let scroll = tag("div")
            .class("scroll")
            .found_by(&self.scroll)
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", "Timing diagram")
            .attr("data-scrolls", "")
            .with(svg);
        let section = tag("section").class("diagram").attr("aria-label", "Diagram");
        section.found_by(&self.frame).with(labels(view, scale)).with(scroll).done()
    }

    fn rendered(&mut self, ctx: &Context<Diagram>, first: bool) {
        if first && let Some(frame) = self.frame.cast::<Element>() {
            self.watch = Some(Watch::over(frame, ctx.link().callback(|room| room)));
        }
        let x = self.view.x(ctx.props().position);
        let x_px = ((x - self.view.gutter) * self.room.scale) as i32;
        let sight = Some((x_px, self.view.clone()));
        if self.sight != sight {
            self.sight = sight;
            if let Some(scroll) = self.scroll.cast::<Element>() {
                keep_in_sight(&scroll, x_px);
            }
        }
    }
}

fn lay_out(props: &Props, room: Room) -> Shared<View> {
    let run = &props.run;
    let axis = match props.axis {
        Axis::Story => AxisKind::Story,
        Axis::Time => AxisKind::Time,
    };
    // A little less than there is room for, so that rounding never shows a scroll bar.
    let look = Look { axis, width: room.width - 1.0, row: ROW_PX, ..Look::default() };
    if let Some(long) = &run.long {
        return Shared(long.view(run, &look).into());
    }
    let view = |scenes: &[Scene]| View::new(&run.traces(), scenes, &run.timeline, &look);
    let Some(folded) = props.folded else { return Shared(view(&run.scenes).into()) };
    let mut scenes = run.scenes.clone();
    // Its twin may not have run yet.
    if let Some(scene) = scenes.get_mut(folded.which()) {
        *scene = Scene::default();
    }
    Shared(view(&scenes).into())
}

/// Scrolls sideways when the cursor comes near an edge, far enough to see what is next.
fn keep_in_sight(scroll: &Element, x: i32) {
    let (left, room) = (scroll.scroll_left(), scroll.client_width());
    let margin = (room / 6).min(96);
    if x < left + margin || x > left + room - margin {
        scroll.set_scroll_left(x - room / 2);
    }
}
