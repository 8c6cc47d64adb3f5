//! Runs an example's JavaScript twin outside a page: in Node, by the page's own `host.js`.
//!
//! There is one such machinery: for the tests, for `awaitscope run --twin`, and for the pictures
//! that are made when the page is built. [`run`] runs an example's twin by a recipe, [`run_in`] any
//! module in any world. What a page's world is to `host.js`, [`Hosted`] is here: `node` holds the
//! process and the pipe to it, `calls` carries the calls across. It leaves out what only a browser
//! can show: that the engine there orders microtasks alike.
//!
//! What cannot be run is a value, with a sentence and the next step.

mod calls;
mod node;

use examples::{Example, UnknownExample};
use node::Node;
use runtime::twin::Hosted;
use std::fmt;
use std::io;
use std::sync::{Mutex, PoisonError};
use trace::{Recipe, Trace};

/// The process, once there is one; one twin runs at a time.
static NODE: Mutex<Option<Node>> = Mutex::new(None);

/// Why a twin cannot be run here.
#[derive(Debug)]
pub enum NotRun {
    /// There is no such example.
    Unknown(UnknownExample),
    /// The example stands in Rust alone; its id.
    NoTwin(&'static str),
    /// `node` does not start.
    NoNode(io::Error),
    /// The twin cannot be marked exactly: its file, and why.
    Unmarked(String, Vec<marks::Refusal>),
    /// Node ended, or did what `host.js` never does; what is known of that.
    Broken(String),
}

impl NotRun {
    /// What could be done instead.
    pub fn instead(&self) -> String {
        match self {
            NotRun::Unknown(unknown) => format!("the id “{}”", unknown.nearest),
            NotRun::NoTwin(_) => {
                "the same without --twin; “awaitscope list” says which are also in JavaScript"
                    .to_owned()
            }
            NotRun::NoNode(_) => {
                "installing Node 20.19 or later (nodejs.org, or your system's packages), and \
                 “node --version” to see that it is found"
                    .to_owned()
            }
            NotRun::Unmarked(..) => "a twin without these; crates/marks says why".to_owned(),
            NotRun::Broken(_) => {
                "“node --version”: it must be 20.19 or later; what Node said stands above"
                    .to_owned()
            }
        }
    }
}

impl fmt::Display for NotRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotRun::Unknown(unknown) => unknown.fmt(f),
            NotRun::NoTwin(id) => {
                write!(f, "“{id}” stands in Rust alone, it has no JavaScript twin")
            }
            NotRun::NoNode(problem) => {
                write!(f, "JavaScript twins run in Node, and “node” does not start: {problem}")
            }
            NotRun::Unmarked(file, refusals) => {
                write!(f, "the twin {file} cannot be marked:")?;
                refusals.iter().try_for_each(|refusal| write!(f, "\n  {refusal}"))
            }
            NotRun::Broken(what) => write!(f, "the twin could not be run to its end: {what}"),
        }
    }
}

impl std::error::Error for NotRun {}

/// Runs the twin of the recipe's example to its end.
///
/// # Errors
/// If it has none, if Node is missing, or if Node does not do what it should.
pub fn run(recipe: &Recipe) -> Result<Trace, NotRun> {
    let example = examples::find(&recipe.example).map_err(NotRun::Unknown)?;
    run_of(example, recipe)
}

fn run_of(example: &Example, recipe: &Recipe) -> Result<Trace, NotRun> {
    let (Some(source), Some(file)) = (example.twin_source(), example.twin_file()) else {
        return Err(NotRun::NoTwin(example.id));
    };
    let knobs = examples::turned(&example.knobs(), recipe);
    let (world, budget) = (example.twin_world(recipe), example.limits().events);
    run_in(&file, source, Hosted::new(world, source.to_owned(), knobs, budget))
}

/// Runs a module of this name in a world, marked, as a page does: `press` writes the same text.
///
/// # Errors
/// If it cannot be marked or run.
pub fn run_in(file: &str, source: &str, hosted: Hosted) -> Result<Trace, NotRun> {
    let marked = marks::mark(source).map_err(|why| NotRun::Unmarked(file.to_owned(), why))?;
    let mut kept = NODE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut node = match kept.take() {
        Some(node) => node,
        None => Node::start().map_err(NotRun::NoNode)?,
    };
    // A process that has failed once is not asked again.
    let trace = node.run(file, &marked.text, hosted).map_err(NotRun::Broken)?;
    *kept = Some(node);
    Ok(trace)
}
