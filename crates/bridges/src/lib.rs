//! The examples that only a page can run, for they need its JavaScript: Rust awaits real Promises,
//! JavaScript awaits Rust's futures, and our executor drives a real timer and a real fetch.
//!
//! Their files stand in the catalogue like all others; they are compiled here, so that nothing else
//! of what runs examples knows JavaScript. [`start`] begins a run of one, and whoever hosts it lets
//! the engine's queues run dry where [`Run`] says so. What the files import besides the well-known
//! crates: [`page`], [`recorded`], [`adopt`], [`timer`], [`fetch`] and [`words`].

extern crate self as bridges;

#[allow(unreachable_pub, reason = "a main function is written as its reader would write it")]
mod catalogue;
mod page;
mod real;

pub use page::{page, recorded, words};
pub use real::{fetch, timer};

use awaitscope::Limits;
use awaitscope::outside::{Adopted, Run};
use catalogue::{future_to_promise, live, promise_to_future};
use std::pin::Pin;
use trace::Recipe;

/// Records a future that the bridge will poll, with a run queue of its own.
pub fn adopt<F: Future>(future: F) -> Adopted<F> {
    awaitscope::outside::adopt("bridge", future)
}

type Main = Pin<Box<dyn Future<Output = ()>>>;

/// Begins a run of the example that the recipe names; none if it is not one of these.
pub fn start(recipe: Recipe, limits: Limits) -> Option<Run> {
    let (main, is_live): (fn() -> Main, bool) = match recipe.example.as_str() {
        "promise-to-future" => (|| Box::pin(promise_to_future::main()), false),
        "future-to-promise" => (|| Box::pin(future_to_promise::main()), false),
        "live" => (|| Box::pin(live::main()), true),
        _ => return None,
    };
    let wall = is_live.then(real::wall);
    Some(Run::start(recipe, Default::default(), limits, wall, main))
}
