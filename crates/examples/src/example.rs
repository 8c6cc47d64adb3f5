//! One entry of the catalogue: its source, its twin, what to look for, and how to run it.

use crate::list::{CATALOGUE, SPECIMENS};
use awaitscope::Limits;
use awaitscope::twin::TwinWorld;
use awaitscope::world::Network;
use std::fmt;
use std::pin::Pin;
use trace::{Recipe, Trace};

/// A source file that shows one idea.
#[derive(Debug)]
pub struct Example {
    /// Stable: links and slides carry it.
    pub id: &'static str,
    /// Of the curriculum, from 1; 0 for specimens that only links and tests reach.
    pub chapter: u8,
    /// A few words.
    pub title: &'static str,
    /// One sentence: what to look for.
    pub look_for: &'static str,
    /// Async or blocking.
    pub kind: Kind,
    /// The name of the file, as a caption: `lazy_future.rs`.
    pub file: &'static str,
    /// The file that was compiled, byte for byte.
    pub source: &'static str,
    /// The same scenario in JavaScript.
    pub twin: Option<Twin>,
    /// The outside world that it meets.
    pub(crate) world: fn() -> Network,
    /// What a run of it may spend.
    pub(crate) limits: Limits,
    /// How to run it.
    pub(crate) program: Program,
}

/// An example's main function, and the way in which it is run.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Program {
    /// On the executor.
    Async(fn() -> Main),
    /// On a thread that it may block.
    Blocking(fn()),
}

/// The future of a main task. What it answers is gone, and its type too: one run serves all.
pub(crate) type Main = Pin<Box<dyn Future<Output = ()>>>;

/// A main task whose answer, an `io::Result` as a rule, nobody looks at.
pub(crate) fn answered<T: 'static>(main: Pin<Box<dyn Future<Output = T>>>) -> Main {
    Box::pin(async { drop(main.await) })
}

/// Whether an example suspends or blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It awaits.
    Async,
    /// It blocks its thread.
    Blocking,
}

/// The same scenario in JavaScript.
#[derive(Clone, Copy, Debug)]
pub struct Twin {
    /// The name of the file, `lazy_future.js`; the page serves it under `twins/`.
    pub file: &'static str,
    /// The file that the engine runs, byte for byte.
    pub source: &'static str,
}

/// No example has this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownExample {
    /// What was asked for.
    pub id: String,
    /// The id that is nearest to it.
    pub nearest: &'static str,
}

impl Example {
    /// Runs this example by a recipe; `recipe.example` must be this one's id.
    pub fn run(&self, recipe: &Recipe) -> Trace {
        debug_assert_eq!(recipe.example, self.id, "a recipe names its example");
        let (recipe, world) = (recipe.clone(), (self.world)());
        match self.program {
            Program::Async(main) => awaitscope::run(recipe, world, self.limits, main),
            Program::Blocking(main) => awaitscope::run_blocking(recipe, world, self.limits, main),
        }
    }

    /// The world in which a run of this example's twin takes place.
    pub fn twin_world(&self, recipe: &Recipe) -> TwinWorld {
        TwinWorld::new(recipe.clone(), (self.world)())
    }

    /// What a run of this example or of its twin may spend.
    pub fn limits(&self) -> Limits {
        self.limits
    }
}

/// Every example, in the order in which they are taught.
pub fn catalogue() -> &'static [Example] {
    &CATALOGUE
}

/// The example with this id (specimens too).
///
/// # Errors
/// If there is none: the nearest id.
pub fn find(id: &str) -> Result<&'static Example, UnknownExample> {
    let mut all = CATALOGUE.iter().chain(&SPECIMENS);
    all.find(|example| example.id == id).ok_or_else(|| UnknownExample {
        id: id.to_owned(),
        nearest: crate::nearest::nearest(id, CATALOGUE.iter().map(|example| example.id)),
    })
}

impl fmt::Display for UnknownExample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id: String = self.id.chars().take(60).collect();
        write!(f, "there is no example “{id}”; the nearest is “{}”", self.nearest)
    }
}

impl std::error::Error for UnknownExample {}
