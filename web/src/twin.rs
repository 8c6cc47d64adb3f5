//! Runs a twin: its file is imported and its promises are the browser's own; the world that settles
//! them is [`runtime::twin::TwinWorld`], which knows no JavaScript. The loop between the two is
//! `js/host.js`. The latest runs are kept, so that a recipe that the reader comes back to runs
//! once.

mod world;

use crate::browser;
use crate::state::{Texts, TwinRun};
use examples::Example;
use std::cell::RefCell;
use std::rc::Rc;
use trace::{Recipe, Trace};
use wasm_bindgen::prelude::*;
use world::World;

#[wasm_bindgen(module = "/js/host.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn drive(
        url: &str,
        file: &str,
        world: World,
        marks_for: &JsValue,
    ) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/js/marks.js")]
extern "C" {
    /// What answers the marks in a twin.
    #[wasm_bindgen(thread_local_v2, js_name = marksFor)]
    static MARKS_FOR: JsValue;
}

/// Whoever drags something passes through many recipes.
const MOST_KEPT: usize = 64;

thread_local! {
    static KEPT: RefCell<Vec<Rc<Trace>>> = const { RefCell::new(Vec::new()) };
}

/// The run of this recipe's twin, if it was made before.
pub fn kept(recipe: &Recipe) -> Option<Rc<Trace>> {
    KEPT.with_borrow(|kept| kept.iter().find(|trace| trace.recipe == *recipe).cloned())
}

/// Runs a twin to its end.
pub async fn run(example: &'static Example, texts: Rc<Texts>, recipe: Recipe) -> TwinRun {
    let world = World::new(example, &texts, &recipe);
    let file = example.twin_file().unwrap_or_default();
    let url = browser::address_of(&format!("twins/{file}"));
    let marks_for = MARKS_FOR.with(JsValue::clone);
    let driven = drive(&url, &file, world.share(), &marks_for).await;
    match (driven, world.finish()) {
        (Ok(_), Some(trace)) => {
            let trace = Rc::new(trace);
            KEPT.with_borrow_mut(|kept| {
                if kept.len() == MOST_KEPT {
                    kept.remove(0);
                }
                kept.push(Rc::clone(&trace));
            });
            TwinRun::Ran(trace)
        }
        _ => TwinRun::Failed(format!(
            "The JavaScript twin “{file}” could not be loaded, so only Rust runs; reload the page \
             to try again."
        )),
    }
}
