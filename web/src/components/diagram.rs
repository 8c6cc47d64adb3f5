//! The diagram: the lanes' labels stay at the left; the picture is what a window shows of the run.
//!
//! The picture is drawn once for each run and window; a step moves only the cursor, its veil and
//! the outlines of what is open. What the reader's hands do with it comes in as native events
//! (`diagram/input.rs`), means something (`diagram/gesture.rs`), and moves the window without the
//! rest of the page being asked; the page is told when the hands rest.

mod cursor;
mod gesture;
mod input;
mod labels;
mod overview;
mod picture;
mod room;
pub(super) mod shape;
mod tools;

use super::element::tag;
use super::shared::Shared;
use crate::browser::Timer;
use crate::parts::Hands;
use crate::state::{Action, Axis, Language, Picked, Run};
use ::diagram::{AxisKind, Folds, Look, Shape, View, Window, pen, px};
use cursor::cursor;
pub use gesture::{Gesture, Meaning, Sight, means};
pub use input::Input;
use input::Inputs;
use labels::labels;
pub use overview::overview;
use picture::Picture;
use room::{Room, Watch};
use tools::tools;
use web_sys::Element;
use yew::prelude::*;

/// The height of a row: low enough for two languages on a laptop's screen.
const ROW_PX: f64 = 22.0;
/// The height of the ruler.
const RULER_PX: f64 = 28.0;
/// How long the hands rest before the page is told what is looked at.
const REST_MS: u32 = 180;

/// How many events are kept until they can be answered.
const MOST_WAITING: usize = 50;

/// The picture's name; the same in words is the account.
const NAME: &str = "Call-stack timing diagram. “This run in words”, below, says the same as text.";

/// Properties of [`Diagram`].
#[derive(Properties)]
pub struct Props {
    pub(super) run: Shared<Run>,
    pub(super) axis: Axis,
    pub(super) folded: Option<Language>,
    /// What part of the run the reader has chosen to look at.
    pub(super) window: Option<Window>,
    pub(super) picked: Option<Picked>,
    /// What it takes to answer the reader's hands, once it is there.
    pub(super) hands: Option<&'static Hands>,
    pub(super) position: usize,
    pub(super) dispatch: Callback<Action>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.run == other.run
            && self.position == other.position
            && (self.axis, self.folded) == (other.axis, other.folded)
            && (self.window, self.picked) == (other.window, other.picked)
            && self.hands.is_some() == other.hands.is_some()
    }
}

/// What a diagram is told.
pub(super) enum Message {
    /// How much room there is now.
    Room(Room),
    /// What the reader's hands do.
    Input(Input),
    /// They rest.
    Rest,
}

/// The region "Diagram".
pub(super) struct Diagram {
    frame: NodeRef,
    room: Room,
    /// What the reader looks at, if they have chosen; the page may not know yet.
    chosen: Option<Window>,
    view: Shared<View>,
    gesture: Gesture,
    /// What the hands did before there was an answer.
    waiting: Vec<Input>,
    hovered: Option<Shape>,
    /// A stretch that the reader measures.
    measured: Option<(f64, Option<f64>)>,
    resting: Option<Timer>,
    watch: Option<(Watch, Inputs)>,
}

impl Component for Diagram {
    type Message = Message;
    type Properties = Props;

    fn create(ctx: &Context<Diagram>) -> Diagram {
        let room = Room::default();
        let chosen = ctx.props().window;
        let view = lay_out(ctx.props(), room, chosen);
        Diagram {
            frame: NodeRef::default(),
            room,
            chosen,
            view,
            gesture: Gesture::default(),
            waiting: Vec::new(),
            hovered: None,
            measured: None,
            resting: None,
            watch: None,
        }
    }

    fn update(&mut self, ctx: &Context<Diagram>, message: Message) -> bool {
        match message {
            Message::Room(room) if self.room == room => false,
            Message::Room(room) => {
                self.room = room;
                self.see(ctx.props());
                true
            }
            Message::Input(input) => self.act(ctx, input),
            Message::Rest => {
                ctx.props().dispatch.emit(Action::Look(self.chosen));
                false
            }
        }
    }

    fn changed(&mut self, ctx: &Context<Diagram>, before: &Props) -> bool {
        let props = ctx.props();
        if props.hands.is_some() {
            for input in std::mem::take(&mut self.waiting) {
                self.act(ctx, input);
            }
        }
        if props.window != before.window {
            self.chosen = props.window;
        }
        if props.run != before.run {
            (self.hovered, self.measured) = (None, None);
        }
        let moved = props.position != before.position;
        if let (true, Some(window)) = (moved, self.chosen) {
            // Whoever steps out of the window takes it along.
            let look = look(props, self.room, None);
            let axis = ::diagram::Axis::new(&props.run.timeline, &look);
            let followed = axis.follow(window, props.position);
            if followed != window {
                self.look_at(ctx, followed);
            }
        }
        let same = props.run == before.run
            && props.axis == before.axis
            && props.folded == before.folded
            && props.window == before.window;
        if !same || moved {
            self.see(props);
        }
        true
    }

    fn view(&self, ctx: &Context<Diagram>) -> Html {
        let props = ctx.props();
        let (view, scale) = (&self.view, self.room.scale);
        let (width, height) = (view.width - view.gutter, view.height);
        let picture = html! { <Picture view={view.clone()} /> };
        let svg = tag("svg")
            .attr("role", "img")
            .attr("aria-label", NAME)
            .value("viewBox", pen("$ 0 $ $", &[view.gutter, width, height]))
            .value("width", px(width * scale))
            .value("height", px(height * scale))
            .html(picture)
            .with(cursor(view, &props.run, props.position))
            .html(self.aside(props));
        let scroll = tag("div")
            .class("picture")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", "Timing diagram")
            .with(svg);
        let look = look(props, self.room, self.chosen);
        tag("section")
            .class("diagram")
            .attr("aria-label", "Diagram")
            .found_by(&self.frame)
            .with(tools())
            .html(match props.hands {
                Some(hands) => (hands.overview)(props, view, &look, scale),
                None => tag("svg").class("overview").attr("height", "24").done(),
            })
            .with(labels(view, scale))
            .with(scroll)
            .done()
    }

    fn rendered(&mut self, ctx: &Context<Diagram>, first: bool) {
        if first && let Some(frame) = self.frame.cast::<Element>() {
            let inputs = Inputs::of(&frame, ctx.link().callback(Message::Input));
            self.watch = Some((Watch::over(frame, ctx.link().callback(Message::Room)), inputs));
        }
    }
}

impl Diagram {
    /// Lays out what is looked at now; whether that is another picture.
    fn see(&mut self, props: &Props) -> bool {
        let view = lay_out(props, self.room, self.chosen);
        // A step within the window draws no new picture.
        let same = *view.0 == *self.view.0;
        if !same {
            (self.view, self.hovered) = (view, None);
        }
        !same
    }

    /// Looks at another part of the run; the page is told when the hands rest.
    fn look_at(&mut self, ctx: &Context<Diagram>, window: Window) {
        self.chosen = Some(window);
        let link = ctx.link().clone();
        let rest = Box::new(move || link.send_message(Message::Rest));
        self.resting = Some(Timer::after(REST_MS, rest));
    }

    /// Does what the reader means.
    fn act(&mut self, ctx: &Context<Diagram>, input: Input) -> bool {
        let props = ctx.props();
        let Some(hands) = props.hands else {
            if self.waiting.len() < MOST_WAITING {
                self.waiting.push(input);
            }
            return false;
        };
        let at = self.frame.cast::<Element>().map(|frame| frame.get_bounding_client_rect());
        let Some(corner) = at.map(|at| (at.left(), at.top())) else { return false };
        let look = look(props, self.room, self.chosen);
        let axis = ::diagram::Axis::new(&props.run.timeline, &look);
        let sight = Sight {
            cursor: props.position as f64,
            view: &self.view,
            axis: &axis,
            look: &look,
            corner,
            scale: self.room.scale,
        };
        match (hands.means)(&mut self.gesture, &input, &sight) {
            Meaning::Nothing => false,
            Meaning::Look(window) => {
                input.keep();
                self.look_at(ctx, window);
                self.see(props)
            }
            Meaning::Picked => {
                input.keep();
                let window = match props.picked.map(|picked| picked.ends(&props.run)) {
                    Some((from, to)) => axis.around(from, to),
                    None => axis.all(),
                };
                self.look_at(ctx, window);
                self.see(props)
            }
            Meaning::Measure(stretch) => std::mem::replace(&mut self.measured, stretch) != stretch,
            Meaning::Hover(shape) => std::mem::replace(&mut self.hovered, shape) != shape,
            Meaning::Pick(shape) => {
                let picked = shape.and_then(|shape| {
                    let (which, reach) = self.view.reach(shape)?;
                    let (from, to) = (reach.from_event(), reach.to_event());
                    Some(Picked { language: Language::of(which), from, to })
                });
                props.dispatch.emit(Action::Pick(picked));
                false
            }
        }
    }

    /// What is said of the shape beneath the pointer and of the one that was picked, and what is
    /// measured: as soon as the words for it are there.
    fn aside(&self, props: &Props) -> Html {
        let Some(hands) = props.hands else { return Html::default() };
        let position = props.position as f64;
        let measured = self.measured.map(|(from, to)| (from, to.unwrap_or(position)));
        (hands.aside)(&props.run, &self.view, self.hovered, props.picked, measured)
    }
}

fn look(props: &Props, room: Room, window: Option<Window>) -> Look {
    let axis = match props.axis {
        Axis::Story => AxisKind::Story,
        Axis::Time => AxisKind::Time,
    };
    // A little less than there is room for, so that rounding never shows a scroll bar.
    let (width, row, ruler) = (room.width - 1.0, ROW_PX, RULER_PX);
    let look = Look { axis, width, row, ruler, window, ..Look::default() };
    let timeline = &props.run.timeline;
    let natural = || ::diagram::Axis::new(timeline, &look).natural(props.position);
    Look { window: Some(window.unwrap_or_else(natural)), ..look }
}

fn lay_out(props: &Props, room: Room, window: Option<Window>) -> Shared<View> {
    let (run, look) = (&props.run, look(props, room, window));
    let without = props.folded.map(Language::which).into_iter().collect();
    let folds = Folds { without, ..Folds::default() };
    Shared(View::folded(&run.traces(), &run.scenes, &run.timeline, &look, &folds).into())
}
