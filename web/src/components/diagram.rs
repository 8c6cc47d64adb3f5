//! The diagram: the lanes' labels stay at the left; the picture is what a window shows of the run.
//!
//! The picture is drawn once for each run and window; a step moves only the cursor, its veil and
//! the outlines of what is open. What the reader's hands do with it comes in as native events
//! (`diagram/input.rs`), means something (`diagram/gesture.rs`), is done (`diagram/act.rs`), and
//! moves the window without the rest of the page being asked; the page is told when the hands rest.

mod act;
mod cursor;
mod gesture;
mod input;
mod labels;
mod overview;
mod picture;
mod room;
pub(super) mod shape;
mod tools;

use super::aside::Asked;
use super::element::tag;
use super::shared::Shared;
use crate::browser::Timer;
use crate::parts::Hands;
use crate::state::{Action, Axis, Language, Picked, Run};
use ::diagram::{AxisKind, Folds, Look, Shape, View, Window, pen, px};
pub use act::{act, follow};
use cursor::cursor;
use gesture::Gesture;
pub use input::Input;
use input::Inputs;
use labels::labels;
pub use overview::overview;
use picture::Picture;
pub use room::Room;
use room::Watch;
use tools::tools;
use trace::Instant;
use web_sys::Element;
use yew::prelude::*;

/// The height of a row: low enough for two languages on a laptop's screen.
const ROW_PX: f64 = 22.0;
/// The height of the ruler.
const RULER_PX: f64 = 28.0;

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
    /// Which lanes are folded, hidden or moved.
    pub(super) folds: Shared<Folds>,
    /// What part of the run the reader has chosen to look at.
    pub(super) window: Option<Window>,
    pub(super) picked: Option<Picked>,
    /// What it takes to answer the reader's hands, once it is there.
    pub(super) hands: Option<&'static Hands>,
    pub(super) position: usize,
    /// Whether it is being printed.
    pub(super) paper: bool,
    pub(super) dispatch: Callback<Action>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.run == other.run
            && (self.position, self.paper) == (other.position, other.paper)
            && (self.axis, self.folded) == (other.axis, other.folded)
            && self.folds == other.folds
            && (self.window, self.picked) == (other.window, other.picked)
            && self.hands.is_some() == other.hands.is_some()
    }
}

/// What a diagram is told.
pub enum Message {
    /// How much room there is now.
    Room(Room),
    /// What the reader's hands do.
    Input(Input),
    /// They rest.
    Rest,
}

/// The region "Diagram".
pub struct Diagram {
    frame: NodeRef,
    room: Room,
    /// What the reader looks at, if they have chosen; the page may not know yet.
    chosen: Option<Window>,
    look: Look,
    view: Shared<View>,
    gesture: Gesture,
    /// What the hands did before there was an answer.
    waiting: Vec<Input>,
    hovered: Option<Shape>,
    /// A stretch that the reader measures.
    measured: Option<(f64, Option<f64>)>,
    /// An operation whose end is being moved: its place among the view's, px from the window's left
    /// end, and the instant there.
    moving: Option<(usize, f64, Instant)>,
    resting: Option<Timer>,
    watch: Option<(Watch, Inputs)>,
}

impl Component for Diagram {
    type Message = Message;
    type Properties = Props;

    fn create(ctx: &Context<Diagram>) -> Diagram {
        let room = Room::default();
        let chosen = ctx.props().window;
        let look = look(ctx.props(), room, chosen);
        let view = lay_out(ctx.props(), &look);
        Diagram {
            look,
            frame: NodeRef::default(),
            room,
            chosen,
            view,
            gesture: Gesture::default(),
            waiting: Vec::new(),
            hovered: None,
            measured: None,
            moving: None,
            resting: None,
            watch: None,
        }
    }

    fn update(&mut self, ctx: &Context<Diagram>, message: Message) -> bool {
        match message {
            Message::Room(room) if self.room == room => false,
            Message::Room(room) => {
                self.room = room;
                self.see(ctx.props(), false);
                true
            }
            Message::Input(input) => self.answer(ctx, input),
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
                self.answer(ctx, input);
            }
        }
        if props.window != before.window {
            self.chosen = props.window;
        }
        if props.run != before.run {
            (self.hovered, self.measured) = (None, None);
        }
        // A sheet shows all of the run, wherever the cursor is.
        let moved = props.position != before.position && props.paper == before.paper;
        if let (true, Some(hands)) = (moved, props.hands) {
            (hands.follow)(self, ctx);
        }
        let is_new =
            props.run != before.run || props.folded != before.folded || props.folds != before.folds;
        self.see(props, is_new);
        true
    }

    fn view(&self, ctx: &Context<Diagram>) -> Html {
        let props = ctx.props();
        let (view, scale) = (&self.view, room(props, self.room).scale);
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
        tag("section")
            .class("diagram")
            .attr("aria-label", "Diagram")
            .found_by(&self.frame)
            .with(tools())
            .html(match props.hands {
                Some(hands) => (hands.overview)(props, view, &self.look, scale),
                None => tag("svg").class("overview").attr("height", "24").done(),
            })
            .with(labels(view, &props.run, scale))
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
    /// Lays out what is looked at now, if that is not what is drawn; whether it is another picture.
    fn see(&mut self, props: &Props, is_new: bool) -> bool {
        let look = look(props, self.room, self.chosen);
        let same = !is_new && look == self.look;
        if !same {
            (self.view, self.look, self.hovered) = (lay_out(props, &look), look, None);
        }
        !same
    }

    /// Does what the reader means, as soon as it can be known what that is.
    fn answer(&mut self, ctx: &Context<Diagram>, input: Input) -> bool {
        match ctx.props().hands {
            Some(hands) => (hands.act)(self, ctx, input),
            None => {
                if self.waiting.len() < MOST_WAITING {
                    self.waiting.push(input);
                }
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
        let hovered = self.hovered;
        let asked = Asked { hovered, picked: props.picked, measured, moving: self.moving };
        (hands.aside)(&props.run, &self.view, asked)
    }
}

/// A sheet is laid out anew: a screen's picture, shrunk, has letters too small to read.
fn room(props: &Props, room: Room) -> Room {
    if props.paper { Room::PAPER } else { room }
}

fn look(props: &Props, room: Room, window: Option<Window>) -> Look {
    let axis = match props.axis {
        Axis::Story => AxisKind::Story,
        Axis::Time => AxisKind::Time,
    };
    let width = self::room(props, room).width_of_picture();
    let (row, ruler) = (ROW_PX, RULER_PX);
    let look = Look { axis, width, row, ruler, window, ..Look::default() };
    let timeline = &props.run.timeline;
    let natural = || ::diagram::Axis::new(timeline, &look).natural(props.position);
    Look { window: Some(window.unwrap_or_else(natural)), ..look }
}

fn lay_out(props: &Props, look: &Look) -> Shared<View> {
    let run = &props.run;
    let folds = props.folds.without(props.folded.map(Language::which));
    Shared(View::folded(&run.drawn(), &run.scenes, &run.timeline, look, &folds).into())
}
