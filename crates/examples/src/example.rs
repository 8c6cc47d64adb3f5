//! One entry of the catalogue: which file it is, in which world it runs, and how to run it.
//!
//! Its words and its source are texts beside it ([`crate::texts`]); nothing here needs them, so
//! that a page can run an example without carrying its prose.

use crate::predict::Predict;
use crate::worlds;
use awaitscope::Limits;
use awaitscope::Running;
use awaitscope::twin::TwinWorld;
use awaitscope::world::Network;
use std::pin::Pin;
use trace::{Instant, Outcome, Recipe, Trace, TraceBuilder};

/// A source file that shows one idea.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Stable: links and slides carry it.
    pub id: &'static str,
    /// Async or blocking, or refused by the compiler.
    pub kind: Kind,
    /// Its files' name without an ending: `lazy_future`.
    pub stem: &'static str,
    /// Whether the same scenario stands beside it in JavaScript.
    pub has_twin: bool,
    /// Which of its prediction's answers a trace bears out, if its prose asks for one.
    pub(crate) predict: Option<Predict>,
    /// The outside world that it meets.
    pub(crate) world: fn() -> Network,
    /// How its twin's world is made: of timers alone, or with a network.
    pub(crate) twin_world: fn(Recipe, Network) -> TwinWorld,
    /// What a run of it may spend.
    pub(crate) limits: Limits,
    /// The knobs by which it is rehearsed, if its defaults make it a feat of size.
    pub(crate) rehearsal: &'static [(&'static str, i64)],
    /// How to run it.
    pub(crate) program: Program,
}

/// How an example is run, as one function that knows its main and the way to run it: whoever holds
/// an async example alone does not draw in what runs threads.
pub(crate) type Program = fn(&Recipe, fn() -> Network, Limits) -> Started;

/// A main future, run on the executor.
macro_rules! on_executor {
    ($main:expr) => {
        |recipe, world, limits| {
            let main = || -> crate::example::Main { $main };
            let running = awaitscope::Running::start(recipe.clone(), world(), limits, main);
            crate::example::Started::Running(running)
        }
    };
}

/// A main function, run on a thread that it may block; every thread has a core of its own.
macro_rules! on_thread {
    ($main:expr) => {
        |recipe, world, limits| {
            let trace = awaitscope::run_blocking(recipe.clone(), world(), limits, || $main);
            crate::example::Started::Over(Box::new(trace))
        }
    };
}

/// The same on a computer with so many cores.
macro_rules! on_cores {
    ($cores:literal, $main:expr) => {
        |recipe, world, limits| {
            let machine = awaitscope::Machine::with_cores($cores);
            let trace = awaitscope::run_on(machine, recipe, &world, limits, &|| $main);
            crate::example::Started::Over(Box::new(trace))
        }
    };
}

/// A main function that stands in the crate `bridges`, for it needs a page's JavaScript.
macro_rules! in_page {
    () => {
        |_, _, _| crate::example::Started::InPage
    };
}

pub(crate) use {in_page, on_cores, on_executor, on_thread};

/// The future of a main task. What it answers is gone, and its type too: one run serves all.
pub(crate) type Main = Pin<Box<dyn Future<Output = ()>>>;

/// A main task whose answer, an `io::Result` as a rule, nobody looks at.
pub(crate) fn answered<T: 'static>(main: Pin<Box<dyn Future<Output = T>>>) -> Main {
    Box::pin(async { drop(main.await) })
}

/// A run that has begun.
#[derive(Debug)]
pub enum Started {
    /// It can be made in slices.
    Running(Running),
    /// It is over: a blocking program runs to its end.
    Over(Box<Trace>),
    /// It has not: a page begins it, with the crate `bridges`.
    InPage,
}

/// Whether an example suspends or blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It awaits.
    Async,
    /// It blocks its thread.
    Blocking,
    /// The compiler refuses a version of it; what runs is the version that it accepts.
    Refused,
    /// It awaits JavaScript's Promises, or is awaited by JavaScript: it runs in a page only.
    InPage,
    /// It runs in a page only, on the wall clock: no run of it is like another.
    Live,
}

impl Kind {
    /// As in the catalogue's listing: `async`, `sync`, `compile-fail`, `in-page` or `live`.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Async => "async",
            Kind::Blocking => "sync",
            Kind::Refused => "compile-fail",
            Kind::InPage => "in-page",
            Kind::Live => "live",
        }
    }

    /// Whether it needs the JavaScript of a page.
    pub fn needs_page(self) -> bool {
        matches!(self, Kind::InPage | Kind::Live)
    }
}

impl Example {
    /// What most entries have in common: async, alone with its timers, within a lesson's limits.
    pub(crate) const LESSON: Example = Example {
        id: "",
        kind: Kind::Async,
        stem: "",
        has_twin: false,
        predict: None,
        world: worlds::nobody,
        twin_world: TwinWorld::of_timers,
        limits: Limits::LESSON,
        rehearsal: &[],
        program: on_thread!(()),
    };

    /// The name of its Rust file, as a caption: `lazy_future.rs`.
    pub fn file(&self) -> String {
        format!("{}.rs", self.stem)
    }

    /// The name of its twin's file, if it has one; the page serves it under `twins/`.
    pub fn twin_file(&self) -> Option<String> {
        self.has_twin.then(|| format!("{}.js", self.stem))
    }

    /// Runs this example by a recipe; `recipe.example` must be this one's id. One that needs a page
    /// is refused by the outcome.
    pub fn run(&self, recipe: &Recipe) -> Trace {
        debug_assert_eq!(recipe.example, self.id, "a recipe names its example");
        match self.start(recipe) {
            Started::Over(trace) => *trace,
            Started::InPage => {
                let why = "this example awaits JavaScript, and runs in a page only.".to_owned();
                TraceBuilder::new(recipe.clone()).finish(Instant::START, Outcome::Refused(why))
            }
            Started::Running(mut running) => loop {
                if let Some(trace) = running.advance(usize::MAX) {
                    break trace;
                }
            },
        }
    }

    /// Begins a run in slices: only an async program can be cut.
    pub fn start(&self, recipe: &Recipe) -> Started {
        (self.program)(recipe, self.world, self.limits)
    }

    /// The recipe by which most tests run it: as its author wrote it, but smaller where the default
    /// is a feat of size.
    pub fn rehearsal(&self) -> Recipe {
        let knobs = self.rehearsal.iter().map(|(name, value)| ((*name).to_owned(), *value));
        Recipe { knobs: knobs.collect(), ..Recipe::of(self.id) }
    }

    /// The outside world that it meets: which hosts answer, and which clients come.
    pub fn network(&self) -> Network {
        (self.world)()
    }

    /// Which of the prediction's answers this run bears out: its place among them, from 0. None
    /// if there is no question, or if none of the answers holds for this run.
    pub fn predict(&self, trace: &Trace) -> Option<usize> {
        self.predict.and_then(|predict| predict(trace))
    }

    /// The world in which a run of this example's twin takes place.
    pub fn twin_world(&self, recipe: &Recipe) -> TwinWorld {
        (self.twin_world)(recipe.clone(), (self.world)())
    }

    /// What a run of this example or of its twin may spend.
    pub fn limits(&self) -> Limits {
        self.limits
    }
}
