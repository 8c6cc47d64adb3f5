//! From a link to a run on the page: finds the example, runs it, and has its twin run.
//!
//! The page changes once, when both languages are there; only a twin that keeps the reader waiting
//! (a slow network) arrives later than its example.

use crate::browser;
use crate::link::{Read, short};
use crate::parts;
use crate::state::{Action, Opening, TwinRun};
use crate::twin;
use examples::{Code, Example};
use futures::FutureExt;
use futures::future::{Either, select};
use std::cell::Cell;
use std::rc::Rc;
use trace::Recipe;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// How long an example waits for its twin before it is shown alone.
const PATIENCE_MS: i32 = 200;

thread_local! {
    /// How many openings there were: an older one, still waiting, must not overtake a newer one.
    static OPENINGS: Cell<u32> = const { Cell::new(0) };
}

/// Opens what a link names, by way of actions.
pub fn open(read: Read, dispatch: Callback<Action>) {
    let number = OPENINGS.get() + 1;
    OPENINGS.set(number);
    spawn_local(show(read, dispatch, number));
}

/// Runs the example and has its twin run, unless a later opening comes between.
async fn show(read: Read, dispatch: Callback<Action>, number: u32) {
    let (opening, code) = run(read).await;
    if OPENINGS.get() != number {
        return;
    }
    let Some(twin) = opening.example.twin.filter(|_| opening.twin.is_awaited()) else {
        return dispatch.emit(Action::Open(Box::new(opening)));
    };
    let recipe = opening.recipe.clone();
    let world = code.twin_world(&recipe);
    let twin = Box::pin(twin::run(opening.example, twin, world));
    let show = |twin: TwinRun| {
        if OPENINGS.get() == number {
            let problem = match &twin {
                TwinRun::Failed(sentence) => Some(sentence.clone()),
                _ => None,
            };
            let mut opening = Opening { twin, ..opening };
            opening.problems.extend(problem);
            dispatch.emit(Action::Open(Box::new(opening)));
        }
    };
    match select(twin, browser::pause(PATIENCE_MS).boxed_local()).await {
        Either::Left((twin, _)) => show(twin),
        Either::Right(((), twin)) => {
            show(TwinRun::Awaited);
            dispatch.emit(Action::TwinArrived(recipe, twin.await));
        }
    }
}

/// Finds and runs the example; what cannot be used is said and its default taken.
async fn run(read: Read) -> (Opening, &'static Code) {
    let Read { link, mut problems } = read;
    let (mut example, mut place) = match link.example.as_deref().map(examples::find) {
        None => (first(), link.place),
        Some(Ok(example)) => (example, link.place),
        Some(Err(unknown)) => {
            problems.push(format!(
                "There is no example “{}”; the nearest is “{}”. This is “{}”.",
                short(&unknown.id),
                unknown.nearest,
                first().id
            ));
            // A step of another example means nothing here.
            (first(), None)
        }
    };
    let code = match parts::code(example).await {
        Ok(code) => code,
        Err(parts::NotLoaded) => {
            problems.push(format!(
                "The example “{}” could not be loaded: its part of the page did not arrive. \
                 Choose it again when you are connected; this is “{}”.",
                example.title,
                first().title
            ));
            (example, place) = (first(), None);
            forget_address();
            parts::first()
        }
    };
    let recipe = Recipe::of(example.id).with_seed(link.seed);
    let rust = Rc::new(example.run_code(code, &recipe));
    let twin = match (example.twin, twin::kept(&recipe)) {
        (None, _) => TwinRun::None,
        (Some(_), Some(trace)) => TwinRun::Ran(trace),
        (Some(_), None) => TwinRun::Awaited,
    };
    let opening = Opening { example, recipe, rust, twin, place, axis: link.axis, problems };
    (opening, code)
}

/// Lets the address name no example, so that choosing the same one again is a change of address.
fn forget_address() {
    if !browser::is_embedded() {
        browser::set_fragment("#");
    }
}

/// The example on which the page opens.
fn first() -> &'static Example {
    examples::find("lazy-future")
        .ok()
        .or_else(|| examples::catalogue().first())
        .expect("the catalogue holds at least one example")
}
