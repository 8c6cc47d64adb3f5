//! From a link to a run on the page: finds the example, fetches its words, runs it, and has its
//! twin run.
//!
//! The page changes once, when everything is there; only a twin that keeps the reader waiting (a
//! slow network) arrives later than its example.

use crate::link::{Link, Read, short};
use crate::state::{Action, Opening, Run, Texts, TwinRun};
use crate::{browser, contents, parts, texts, twin};
use examples::{Example, UnknownExample};
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
    let number = next();
    spawn_local(async move {
        let Read { link, mut problems } = read;
        let (example, link) = find(link, &mut problems).await;
        let texts = texts::of(example).await.unwrap_or_else(|sentence| {
            problems.push(sentence);
            Rc::default()
        });
        let mut recipe = Recipe::of(example.id).with_seed(link.seed);
        let mut loaded = None;
        if !(link.knobs.is_empty() && link.typed.is_empty()) {
            match parts::words().await {
                Ok(words) => {
                    (words.read)(&link, example, &texts.knobs, &mut recipe, &mut problems);
                    loaded = Some(words);
                }
                Err(parts::NotLoaded) => problems.push(
                    "Knobs and what was typed are left out: a part of the page did not arrive."
                        .to_owned(),
                ),
            }
        }
        let opening = run(example, texts, recipe);
        let opening = Opening { place: link.place, axis: link.axis, problems, ..opening };
        show(opening, number, dispatch.clone()).await;
        // The address must not lose what was typed for want of them.
        if let Some(words) = loaded {
            dispatch.emit(Action::Words(words));
        }
    });
}

/// Runs the example that is on the page by another recipe.
pub fn run_again(run_before: &Run, recipe: Recipe, dispatch: Callback<Action>) {
    let number = next();
    let opening = run(run_before.example, Rc::clone(&run_before.texts), recipe);
    let again = dispatch.reform(|action| match action {
        Action::Open(opening) => Action::Rerun(opening),
        other => other,
    });
    if opening.twin.is_awaited() {
        spawn_local(show(opening, number, again));
    } else {
        again.emit(Action::Open(Box::new(opening)));
    }
}

fn next() -> u32 {
    OPENINGS.set(OPENINGS.get() + 1);
    OPENINGS.get()
}

/// Shows an opening together with its twin's run, unless a newer one has been asked for.
async fn show(opening: Opening, number: u32, dispatch: Callback<Action>) {
    let is_newest = || OPENINGS.get() == number;
    if !opening.twin.is_awaited() {
        if is_newest() {
            dispatch.emit(Action::Open(Box::new(opening)));
        }
        return;
    }
    let recipe = opening.recipe.clone();
    let twin = Box::pin(twin::run(opening.example, Rc::clone(&opening.texts), recipe.clone()));
    let show = |twin: TwinRun| {
        if is_newest() {
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

/// Runs an example's Rust; its twin's run too, if that was made before.
fn run(example: &'static Example, texts: Rc<Texts>, recipe: Recipe) -> Opening {
    let rust = Rc::new(example.run(&recipe));
    let twin = match (example.has_twin, twin::kept(&recipe)) {
        (false, _) => TwinRun::None,
        (true, Some(trace)) => TwinRun::Ran(trace),
        (true, None) => TwinRun::Awaited,
    };
    let problems = Vec::new();
    Opening { example, texts, recipe, rust, twin, place: None, axis: Default::default(), problems }
}

/// The example that a link names. If it cannot be had, that is said and the first one taken: of
/// the link, what belongs to an example means nothing then.
async fn find(link: Link, problems: &mut Vec<String>) -> (&'static Example, Link) {
    let first = parts::first();
    let Some(id) = &link.example else { return (first, link) };
    problems.push(match parts::example(id).await {
        Ok(Some(example)) => return (example, link),
        Ok(None) => {
            let UnknownExample { nearest, .. } = UnknownExample::among(id, contents::ids());
            format!(
                "There is no example “{}”; the nearest is “{nearest}”. This is “{}”.",
                short(id),
                first.id
            )
        }
        Err(parts::NotLoaded) => {
            forget_address();
            format!(
                "The example “{}” could not be loaded: its part of the page did not arrive. \
                 Choose it again when you are connected; this is “{}”.",
                short(id),
                first.id
            )
        }
    });
    (first, Link { place: None, knobs: Vec::new(), typed: Vec::new(), ..link })
}

/// Lets the address name no example, so that choosing the same one again is a change of address.
fn forget_address() {
    if !browser::is_embedded() {
        browser::set_fragment("#");
    }
}
