//! What the reader's hands mean is done here; it comes a moment after the picture, with the hands'
//! part of the program.

use super::gesture::{Meaning, Sight};
use super::input::Input;
use super::{Diagram, Message};
use crate::browser::Timer;
use crate::components::aside::{movable, moved_to};
use crate::state::{Action, Language, Picked};
use ::diagram::{Axis, OpView, Shape, Window};
use web_sys::Element;
use yew::prelude::*;

/// How long the hands rest before the page is told what is looked at.
const REST_MS: u32 = 180;

/// Whoever steps out of the window takes it along.
pub fn follow(diagram: &mut Diagram, ctx: &Context<Diagram>) {
    let Some(window) = diagram.chosen else { return };
    let axis = Axis::new(&ctx.props().run.timeline, &diagram.look);
    let followed = axis.follow(window, ctx.props().position);
    if followed != window {
        look_at(diagram, ctx, followed);
    }
}

/// Looks at another part of the run; the page is told when the hands rest.
fn look_at(diagram: &mut Diagram, ctx: &Context<Diagram>, window: Window) {
    diagram.chosen = Some(window);
    let link = ctx.link().clone();
    let rest = Box::new(move || link.send_message(Message::Rest));
    diagram.resting = Some(Timer::after(REST_MS, rest));
}

/// Does what an event means; whether the picture changes.
pub fn act(diagram: &mut Diagram, ctx: &Context<Diagram>, input: Input) -> bool {
    let props = ctx.props();
    let at = diagram.frame.cast::<Element>().map(|frame| frame.get_bounding_client_rect());
    let Some(corner) = at.map(|at| (at.left(), at.top())) else { return false };
    let look = diagram.look;
    let axis = Axis::new(&props.run.timeline, &look);
    let can_move = |op: &OpView| movable(&props.run, op);
    let sight = Sight {
        movable: &can_move,
        cursor: props.position as f64,
        view: &diagram.view,
        axis: &axis,
        look: &look,
        corner,
        scale: diagram.room.scale,
    };
    match diagram.gesture.means(&input, &sight) {
        Meaning::Nothing => false,
        Meaning::Look(window) => {
            input.keep();
            look_at(diagram, ctx, window);
            diagram.see(props, false)
        }
        Meaning::Picked => {
            input.keep();
            let window = match props.picked.map(|picked| picked.ends(&props.run)) {
                Some((from, to)) => axis.around(from, to),
                None => axis.all(),
            };
            look_at(diagram, ctx, window);
            diagram.see(props, false)
        }
        Meaning::Measure(stretch) => std::mem::replace(&mut diagram.measured, stretch) != stretch,
        Meaning::Move(op, x, stays) => {
            input.keep();
            let x = diagram.view.from_start(x);
            let to = moved_to(&props.run, &diagram.view, &axis, op, x);
            if let (true, Some((op, instant))) = (stays, to) {
                props.dispatch.emit(Action::end_at(op, Some(instant)));
            }
            diagram.moving = to.filter(|_| !stays).map(|(_, instant)| (op, x, instant));
            true
        }
        Meaning::Nudge(later) => {
            input.keep();
            props.dispatch.emit(Action::Late(Box::new(move |model| model.nudge(later))));
            false
        }
        Meaning::Hover(shape) => std::mem::replace(&mut diagram.hovered, shape) != shape,
        Meaning::PickHere => {
            input.keep();
            let step = |language| {
                let (event, _) = props.run.event(props.position, language)?;
                Some(Action::Show(language, event))
            };
            let show = step(Language::Rust).or_else(|| step(Language::JavaScript));
            show.into_iter().for_each(|show| props.dispatch.emit(show));
            false
        }
        Meaning::Leave if diagram.measured.take().is_some() => {
            input.keep();
            true
        }
        Meaning::Leave => {
            if props.picked.is_some() {
                input.keep();
                props.dispatch.emit(Action::Pick(None));
            }
            false
        }
        Meaning::Pick(shape) => {
            props.dispatch.emit(Action::Pick(shape.and_then(|shape| pick(diagram, ctx, shape))));
            false
        }
    }
}

/// What is picked with a shape.
fn pick(diagram: &Diagram, ctx: &Context<Diagram>, shape: Shape) -> Option<Picked> {
    let (which, reach) = diagram.view.reach(shape)?;
    // Of the run beside it there is nothing more to say.
    let own = which < ctx.props().run.traces().len();
    let (from, to) = (reach.from_event(), reach.to_event());
    own.then_some(Picked { language: Language::of(which), from, to })
}
