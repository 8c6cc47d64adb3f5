//! The simulated world as `js/host.js` sees it: [`Hosted`], carried across to JavaScript.

use crate::state::{Language, Texts};
use examples::Example;
use runtime::twin::{Hosted, Refused};
use std::cell::RefCell;
use std::rc::Rc;
use trace::{Recipe, Trace};
use wasm_bindgen::prelude::*;

/// A handle on a twin's world; JavaScript holds one and Rust another.
#[wasm_bindgen]
pub struct World {
    hosted: Rc<RefCell<Option<Hosted>>>,
}

impl World {
    pub(super) fn new(example: &'static Example, texts: &Texts, recipe: &Recipe) -> World {
        let source = texts.source(Language::JavaScript).map(|source| source.text.clone());
        let knobs = examples::turned(&texts.knobs, recipe);
        let (world, budget) = (example.twin_world(recipe), example.limits().events);
        let hosted = Hosted::new(world, source.unwrap_or_default(), knobs, budget);
        World { hosted: Rc::new(RefCell::new(Some(hosted))) }
    }

    pub(super) fn share(&self) -> World {
        World { hosted: Rc::clone(&self.hosted) }
    }

    /// Ends the run; once.
    pub(super) fn finish(&self) -> Option<Trace> {
        self.hosted.take().map(Hosted::finish)
    }

    /// Nothing happens any more in a run that has ended.
    fn tell<T: Default>(&self, tell: impl FnOnce(&mut Hosted) -> T) -> T {
        self.hosted.borrow_mut().as_mut().map(tell).unwrap_or_default()
    }

    /// A refusal is an exception in the twin.
    fn ask<T>(&self, ask: impl FnOnce(&mut Hosted) -> Result<T, Refused>) -> Result<T, JsError> {
        match self.hosted.borrow_mut().as_mut() {
            Some(hosted) => ask(hosted).map_err(JsError::new),
            None => Err(JsError::new("This run is over.")),
        }
    }
}

/// Each as [`Hosted`] says.
#[wasm_bindgen]
#[allow(missing_docs, reason = "they stand at the methods of the same name")]
impl World {
    pub fn knobs(&self) -> String {
        self.tell(|hosted| hosted.knobs())
    }

    pub fn start_turn(&self) {
        self.tell(Hosted::start_turn);
    }

    pub fn end_turn(&self) {
        self.tell(Hosted::end_turn);
    }

    pub fn main_called(&self) {
        self.tell(Hosted::main_called);
    }

    pub fn settled(&self) {
        self.tell(Hosted::settled);
    }

    pub fn threw(&self, message: &str, line: u32) {
        self.tell(|hosted| hosted.threw(message, line));
    }

    pub fn report(&self, event: &str, words: &str, line: u32) {
        self.tell(|hosted| hosted.report(event, words, line));
    }

    pub fn log(&self, text: &str, line: u32) -> Result<(), JsError> {
        self.ask(|hosted| hosted.log(text, line))
    }

    pub fn work(&self, ms: f64, line: u32) -> Result<(), JsError> {
        self.ask(|hosted| hosted.work(ms, line))
    }

    pub fn start(&self, verb: &str, text: &str, number: f64, line: u32) -> Result<u32, JsError> {
        self.ask(|hosted| hosted.start(verb, text, number, line))
    }

    pub fn cancel(&self, operation: u32) {
        self.tell(|hosted| hosted.cancel(operation));
    }

    pub fn close(&self, stream: u32) {
        self.tell(|hosted| hosted.close(stream));
    }

    pub fn now(&self) -> Result<f64, JsError> {
        self.ask(Hosted::now)
    }

    pub fn advance(&self) -> bool {
        self.tell(Hosted::advance)
    }

    pub fn operation(&self) -> Option<u32> {
        self.tell(|hosted| hosted.operation())
    }

    pub fn answer(&self) -> Option<String> {
        self.tell(|hosted| hosted.answer())
    }

    pub fn failure(&self) -> Option<String> {
        self.tell(|hosted| hosted.failure())
    }
}
