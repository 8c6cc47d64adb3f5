//! How long laying out and looking takes in WebAssembly, as it is built for the page: `cargo xtask
//! bench` builds this with the page's settings and `web/e2e/scale.mjs` runs and times it in Node.
//!
//! It stands apart from the page, which has no use for traces made by hand, and draws nothing: what
//! the browser adds is measured in the page itself.
#![allow(missing_docs, reason = "nobody but the script calls it")]

#[path = "../../crates/trace/tests/support/mod.rs"]
mod support;

use diagram::{Axis, AxisKind, Folds, Look, Scene, Timeline, View, Window};
use trace::{Index, Recipe, Trace};
use wasm_bindgen::prelude::*;

/// A trace, and what is made of it.
#[wasm_bindgen]
pub struct Bench {
    trace: Trace,
    timeline: Timeline,
    scenes: Vec<Scene>,
    window: Option<Window>,
    folds: Folds,
}

/// The shapes that are measured.
#[wasm_bindgen]
pub fn shapes() -> Vec<String> {
    ["hundred-thousand", "one lane", "10 000 lanes", "one lane, a hundredth"]
        .map(str::to_owned)
        .into()
}

#[wasm_bindgen]
impl Bench {
    /// Makes a trace of a shape; nothing is laid out.
    #[wasm_bindgen(constructor)]
    pub fn new(shape: &str) -> Bench {
        let trace = match shape {
            "one lane" => support::large::one_lane(92_000),
            "one lane, a hundredth" => support::large::one_lane(920),
            "10 000 lanes" => support::large::many_lanes(10_000, 15),
            id => examples::find(id).expect("the script names none else").run(&Recipe::of(id)),
        };
        let (timeline, scenes) = (Timeline::default(), Vec::new());
        Bench { trace, timeline, scenes, window: None, folds: Folds::default() }
    }

    pub fn events(&self) -> usize {
        self.trace.events.len()
    }

    pub fn timeline(&mut self) {
        self.timeline = Timeline::new(&[&self.trace]);
    }

    pub fn scene(&mut self) {
        self.scenes = vec![Scene::new(&self.trace)];
    }

    /// The bytes of the scene, for each event.
    pub fn bytes(&self) -> f64 {
        let bytes: usize = self.scenes.iter().map(Scene::bytes).sum();
        bytes as f64 / self.events() as f64
    }

    pub fn index(&self) {
        std::hint::black_box(Index::new(&self.trace));
    }

    /// Shows all of the run; then closer by a factor about its middle.
    pub fn zoom(&mut self, time: bool, factor: f64) {
        let look = look(time, None);
        let axis = Axis::new(&self.timeline, &look);
        self.window = Some(axis.zoom(axis.all(), axis.width() / 2.0, factor));
    }

    /// Moves the window.
    pub fn pan(&mut self, time: bool, by_px: f64) {
        let look = look(time, self.window);
        let axis = Axis::new(&self.timeline, &look);
        self.window = Some(axis.pan(self.window.unwrap_or_else(|| axis.all()), by_px));
    }

    /// Computes a view; how many shapes it holds.
    pub fn view(&self, time: bool) -> usize {
        let look = look(time, self.window);
        let view = View::folded(&[&self.trace], &self.scenes, &self.timeline, &look, &self.folds);
        view.boxes.len() + view.ops.len() + view.threads.len() + view.arrows.len()
    }
}

fn look(time: bool, window: Option<Window>) -> Look {
    let axis = if time { AxisKind::Time } else { AxisKind::Story };
    Look { axis, width: 1400.0, row: 22.0, ruler: 28.0, window, ..Look::default() }
}
