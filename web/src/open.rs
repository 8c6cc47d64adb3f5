//! From an example to a run on the page: fetches its words, runs it, and has its twin run. Which
//! example a link means, and how it is to be run, is found out by [`crate::follow`].
//!
//! A long run is made in slices, and tells how far it has come; opening something else ends it.
//!
//! The page changes once, when everything is there; only a twin that keeps the reader waiting (a
//! slow network) arrives later than its example.

use crate::long_run::LongRun;
use crate::state::{Action, Laid, Opening, Run, Texts, TwinRun};
use crate::{browser, parts, texts, twin};
use examples::{Example, Running, Started};
use futures::FutureExt;
use futures::future::{Either, select};
use std::cell::Cell;
use std::rc::Rc;
use trace::{Recipe, Trace};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// How long an example waits for its twin before it is shown alone.
const PATIENCE_MS: i32 = 200;

/// A run of no more events than this is made in one go.
const AT_ONCE: usize = 10_000;

/// What was run: the trace, and its layout if it is long.
pub type Ran = (Rc<Trace>, Option<Laid>);

thread_local! {
    /// How many openings there were: an older one, still waiting, must not overtake a newer one.
    static OPENINGS: Cell<u32> = const { Cell::new(0) };
}

/// Opens the example on which the page opens.
pub fn open_first(problem: Option<String>, dispatch: Callback<Action>) {
    let number = next();
    let example = parts::first();
    spawn_local(async move {
        let mut problems: Vec<_> = problem.into_iter().collect();
        let texts = texts_of(example, &mut problems).await;
        let recipe = Recipe::of(example.id);
        // It is a short one.
        let Begun::Over(trace) = begin(example, &recipe) else { return };
        let opening = opening(example, texts, recipe, (trace, None));
        show(Opening { problems, ..opening }, number, dispatch).await;
    });
}

/// The words of an example; if they do not arrive, that is said, and it is shown without.
pub(crate) async fn texts_of(example: &'static Example, problems: &mut Vec<String>) -> Rc<Texts> {
    texts::of(example).await.unwrap_or_else(|sentence| {
        problems.push(sentence);
        Rc::default()
    })
}

/// Runs the example that is on the page by another recipe.
pub fn run_again(run_before: &Run, recipe: Recipe, dispatch: Callback<Action>) {
    let number = next();
    let (example, texts) = (run_before.example, Rc::clone(&run_before.texts));
    let again = dispatch.reform(|action| match action {
        Action::Open(opening) => Action::Rerun(opening),
        other => other,
    });
    let running = match begin(example, &recipe) {
        Begun::Over(trace) => {
            let opening = opening(example, texts, recipe, (trace, None));
            if opening.twin.is_awaited() {
                spawn_local(show(opening, number, again));
            } else {
                again.emit(Action::Open(Box::new(opening)));
            }
            return;
        }
        Begun::Long(running) => running,
    };
    spawn_local(async move {
        if let Some(ran) = go_on(running, &recipe, number, &texts, &again).await {
            show(opening(example, texts, recipe, ran), number, again).await;
        }
    });
}

/// The number of a new opening.
pub(crate) fn next() -> u32 {
    OPENINGS.set(OPENINGS.get() + 1);
    OPENINGS.get()
}

/// Whether nothing else was asked for since.
pub(crate) fn is_newest(number: u32) -> bool {
    OPENINGS.get() == number
}

/// Shows an opening together with its twin's run, unless a newer one has been asked for.
pub(crate) async fn show(opening: Opening, number: u32, dispatch: Callback<Action>) {
    if !opening.twin.is_awaited() {
        if is_newest(number) {
            dispatch.emit(Action::Open(Box::new(opening)));
        }
        return;
    }
    let recipe = opening.recipe.clone();
    let twin = Box::pin(twin::run(opening.example, Rc::clone(&opening.texts), recipe.clone()));
    let show = |twin: TwinRun| {
        if is_newest(number) {
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

/// A run that was begun.
pub(crate) enum Begun {
    /// It was over at once.
    Over(Rc<Trace>),
    /// It takes longer than a reader should wait for an answer of the page; or, if there is nothing
    /// here, it has not begun, and waits for the page's own JavaScript.
    Long(Option<Running>),
}

/// Begins to run an example's Rust, and goes on while that takes no time worth mentioning.
pub(crate) fn begin(example: &'static Example, recipe: &Recipe) -> Begun {
    match example.start(recipe) {
        Started::Over(trace) => Begun::Over(Rc::new(*trace)),
        Started::InPage => Begun::Long(None),
        Started::Running(mut running) => match running.advance(AT_ONCE) {
            Some(trace) => Begun::Over(Rc::new(trace)),
            None => Begun::Long(Some(running)),
        },
    }
}

/// The rest of a long run, and its layout; or a run in which JavaScript takes part. None if
/// something else was asked for meanwhile, or if it cannot be made; then that is said.
pub(crate) async fn go_on(
    running: Option<Running>,
    recipe: &Recipe,
    number: u32,
    texts: &Rc<Texts>,
    dispatch: &Callback<Action>,
) -> Option<Ran> {
    // How far it has come is shown in a style of its own.
    browser::later_styles().await;
    let Some(running) = running else {
        return parts::host(recipe, number)?.await;
    };
    let Ok(make) = parts::long().await else {
        let sentence = "The run is too long to be shown without a part of the page that did not \
                        arrive; choose it again when you are connected.";
        forget_address();
        dispatch.emit(Action::GiveUp(sentence.to_owned()));
        return None;
    };
    make(running, LongRun { number, texts: Rc::clone(texts), dispatch: dispatch.clone() }).await
}

/// What was run of an example's Rust; its twin's run too, if that was made before.
pub(crate) fn opening(
    example: &'static Example,
    texts: Rc<Texts>,
    recipe: Recipe,
    (rust, laid): Ran,
) -> Opening {
    let twin = match (example.has_twin, twin::kept(&recipe)) {
        (false, _) => TwinRun::None,
        (true, Some(trace)) => TwinRun::Ran(trace),
        (true, None) => TwinRun::Awaited,
    };
    Opening { laid, ..Opening::new(example, texts, recipe, rust, twin) }
}

/// Lets the address name no example, so that choosing the same one again is a change of address.
pub(crate) fn forget_address() {
    if !browser::is_embedded() {
        browser::set_fragment("#");
    }
}
