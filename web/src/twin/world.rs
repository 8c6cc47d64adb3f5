//! The simulated world as `js/host.js` sees it: plain numbers and texts, one method an operation.

use crate::state::{Language, Texts};
use examples::Example;
use runtime::twin::{Completion, TwinWorld};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use trace::{Budget, Outcome, Recipe, SourceSpan, Trace};
use wasm_bindgen::prelude::*;

/// A handle on a twin's world; JavaScript holds one and Rust another.
#[wasm_bindgen]
pub struct World {
    shared: Rc<Shared>,
}

struct Shared {
    texts: Rc<Texts>,
    world: RefCell<Option<TwinWorld>>,
    outcome: RefCell<Option<Outcome>>,
    /// What [`World::advance`] found.
    completion: RefCell<Option<Completion>>,
    /// How many events the run may have.
    budget: u64,
    is_spent: Cell<bool>,
}

impl World {
    pub(super) fn new(example: &'static Example, texts: Rc<Texts>, recipe: &Recipe) -> World {
        let shared = Shared {
            texts,
            world: RefCell::new(Some(example.twin_world(recipe))),
            outcome: RefCell::default(),
            completion: RefCell::default(),
            budget: example.limits().events,
            is_spent: Cell::new(false),
        };
        World { shared: Rc::new(shared) }
    }

    pub(super) fn share(&self) -> World {
        World { shared: Rc::clone(&self.shared) }
    }

    /// Ends the run. Nothing under way and `main` unsettled is a deadlock with no task to name.
    pub(super) fn finish(&self) -> Option<Trace> {
        let spent = Outcome::BudgetSpent(Budget::Events(self.shared.budget));
        let outcome = match self.shared.outcome.take() {
            _ if self.is_spent() => spent,
            Some(outcome) => outcome,
            None => Outcome::Deadlock(Vec::new()),
        };
        self.shared.world.take().map(|world| world.finish(outcome))
    }

    /// Asks the world, while its budget lasts. A spent budget is an exception in the twin, which
    /// also ends a loop that never awaits.
    fn ask<T>(&self, ask: impl FnOnce(&mut TwinWorld) -> T) -> Result<T, JsError> {
        let mut world = self.shared.world.borrow_mut();
        match world.as_mut() {
            Some(world) if (world.events() as u64) < self.shared.budget => Ok(ask(world)),
            _ => {
                self.shared.is_spent.set(true);
                Err(JsError::new("This run was stopped: its budget of events is spent."))
            }
        }
    }

    /// The whole of a line: browsers agree on the line of a call, but not on its column.
    fn span(&self, line: u32) -> Option<SourceSpan> {
        let source = self.shared.texts.source(Language::JavaScript)?;
        let text = source.text.lines().nth(line.checked_sub(1)? as usize)?;
        let indent = text.chars().take_while(|c| c.is_whitespace()).count();
        let column = u32::try_from(indent).ok()? + 1;
        let end_column = u32::try_from(text.chars().count()).ok()? + 1;
        Some(SourceSpan { line, column, end_line: line, end_column })
    }
}

#[wasm_bindgen]
impl World {
    /// A host task begins.
    pub fn start_turn(&self) -> Result<(), JsError> {
        self.ask(TwinWorld::start_turn)
    }

    /// Its microtasks have run dry. Free of charge: what was opened must be closed.
    pub fn end_turn(&self) {
        if let Some(world) = self.shared.world.borrow_mut().as_mut() {
            world.end_turn();
        }
    }

    /// `log(…)`, from this line of the twin (0 if unknown).
    pub fn log(&self, text: &str, line: u32) -> Result<(), JsError> {
        self.ask(|world| world.log(text, self.span(line)))
    }

    /// `work(ms)`.
    pub fn work(&self, ms: f64, line: u32) -> Result<(), JsError> {
        self.ask(|world| world.work(duration(ms), self.span(line)))
    }

    /// `sleep(ms)`: the number of the operation.
    pub fn sleep(&self, ms: f64, line: u32) -> Result<u32, JsError> {
        self.ask(|world| world.sleep(duration(ms), self.span(line)).0)
    }

    /// `fetchText(url)`: the number of the operation.
    pub fn fetch_text(&self, url: &str, line: u32) -> Result<u32, JsError> {
        self.ask(|world| world.fetch_text(url, self.span(line)).0)
    }

    /// `now()`: milliseconds of virtual time.
    pub fn now(&self) -> Result<f64, JsError> {
        self.ask(|world| world.now().as_millis())
    }

    /// Moves to the next completion; false if nothing is under way.
    pub fn advance(&self) -> bool {
        let next = self.ask(TwinWorld::next_completion).ok().flatten();
        let found = next.is_some();
        *self.shared.completion.borrow_mut() = next;
        found
    }

    /// The operation that is complete.
    pub fn operation(&self) -> Option<u32> {
        self.shared.completion.borrow().as_ref().map(|(operation, _)| operation.0)
    }

    /// What it answered; nothing if it failed.
    pub fn answer(&self) -> Option<String> {
        let completion = self.shared.completion.borrow();
        completion.as_ref().and_then(|(_, answer)| answer.clone().ok())
    }

    /// Why it failed; nothing if it did not.
    pub fn failure(&self) -> Option<String> {
        let completion = self.shared.completion.borrow();
        completion.as_ref().and_then(|(_, answer)| answer.clone().err())
    }

    /// `main` has returned.
    pub fn settled(&self) {
        *self.shared.outcome.borrow_mut() = Some(Outcome::Completed);
    }

    /// `main` has thrown.
    pub fn threw(&self, message: &str) {
        *self.shared.outcome.borrow_mut() = Some(Outcome::Threw(message.to_owned()));
    }

    /// Whether the budget is spent.
    pub fn is_spent(&self) -> bool {
        self.shared.is_spent.get()
    }
}

/// Milliseconds as a twin says them; what is no number counts as none.
fn duration(ms: f64) -> Duration {
    // A cast from float to integer saturates and takes NaN to 0.
    Duration::from_nanos((ms * 1e6).round() as u64)
}
