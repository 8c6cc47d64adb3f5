//! A twin's run as its host asks for it: plain numbers and texts, within a budget.
//!
//! It stands apart because there are two hosts, the page and the tests in Node. Each of them only
//! carries these calls across (through wasm, or through a pipe) from `host.js`, which both run.

use super::{Completion, TwinWorld};
use std::time::Duration;
use trace::{Budget, OpId, Outcome, SourceSpan, Trace};

/// A twin's world, its source and its knobs, and what its host has found so far.
pub struct Hosted {
    world: TwinWorld,
    source: String,
    knobs: String,
    /// How many events the run may have.
    budget: u64,
    is_spent: bool,
    outcome: Option<Outcome>,
    /// What [`Hosted::advance`] found.
    completion: Option<Completion>,
}

/// Why the world does not do what it was asked for: an exception in the twin.
pub type Refused = &'static str;

const SPENT: Refused = "This run was stopped: its budget of events is spent.";
const UNKNOWN: Refused = "The host asks for an operation that its world does not know.";

impl Hosted {
    /// A run that has not begun. `source` is the twin's own text, for the places of its calls;
    /// `knobs` is a JSON object.
    pub fn new(world: TwinWorld, source: String, knobs: String, budget: u64) -> Hosted {
        let (outcome, completion) = (None, None);
        Hosted { world, source, knobs, budget, is_spent: false, outcome, completion }
    }

    /// The numbers that the recipe has set, a JSON object.
    pub fn knobs(&self) -> String {
        self.knobs.clone()
    }

    /// A host task begins. Free of charge, like all that does not come from the twin.
    pub fn start_turn(&mut self) {
        self.world.start_turn();
    }

    /// Its microtasks have run dry.
    pub fn end_turn(&mut self) {
        self.world.end_turn();
    }

    /// `main` was called.
    pub fn main_called(&mut self) {
        self.world.main_called();
    }

    /// `main` has returned.
    pub fn settled(&mut self) {
        self.world.main_ended(None);
        self.outcome = Some(Outcome::Completed);
    }

    /// `main` has thrown, or rejects with what this line has thrown.
    pub fn threw(&mut self, message: &str, line: u32) {
        self.world.main_ended(self.span(line));
        self.outcome = Some(Outcome::Threw(message.to_owned()));
    }

    /// `log(…)`, from this line of the twin (0 if unknown).
    ///
    /// # Errors
    /// If the budget is spent, as with all that a twin asks for: an exception ends also a loop that
    /// never awaits.
    pub fn log(&mut self, text: &str, line: u32) -> Result<(), Refused> {
        let at = self.span(line);
        self.charged()?.log(text, at);
        Ok(())
    }

    /// The engine tells of an error that nobody has handled: `event` is its name for that.
    pub fn report(&mut self, event: &str, words: &str, line: u32) {
        // An exception that this world has thrown is no error of the twin.
        if !self.is_spent {
            let at = self.span(line);
            self.world.log(&format!("{event}: {words}"), at);
        }
    }

    /// `work(ms)`.
    ///
    /// # Errors
    /// If the budget is spent.
    pub fn work(&mut self, ms: f64, line: u32) -> Result<(), Refused> {
        let at = self.span(line);
        self.charged()?.work(duration(ms), at);
        Ok(())
    }

    /// Asks for an operation by its name; answers with its number. What `text` and `number` mean:
    /// `sleep` so many milliseconds, `fetch` an address, `lookup` a host, `connect` to a port of a
    /// host, `write` a text into a connection, `read` from a connection.
    ///
    /// # Errors
    /// If the budget is spent, or if there is no such operation.
    pub fn start(
        &mut self,
        verb: &str,
        text: &str,
        number: f64,
        line: u32,
    ) -> Result<u32, Refused> {
        let at = self.span(line);
        let world = self.charged()?;
        // A cast from float to integer saturates.
        let operation = match verb {
            "sleep" => world.sleep(duration(number), at),
            "fetch" => world.fetch_text(text, at),
            "lookup" => world.lookup(text, at),
            "connect" => world.connect(text, number as u16, at),
            "write" => world.write(number as u32, text, at),
            "read" => world.read(number as u32, at),
            _ => return Err(UNKNOWN),
        };
        Ok(operation.0)
    }

    /// Cancels an operation; nothing if it is over.
    pub fn cancel(&mut self, operation: u32) {
        self.world.cancel(OpId(operation));
    }

    /// Closes a connection.
    pub fn close(&mut self, stream: u32) {
        self.world.close(stream);
    }

    /// `now()`: milliseconds of virtual time.
    ///
    /// # Errors
    /// If the budget is spent.
    pub fn now(&mut self) -> Result<f64, Refused> {
        Ok(self.charged()?.now().as_millis())
    }

    /// Moves to the next completion; false if nothing is under way, or if the budget is spent.
    pub fn advance(&mut self) -> bool {
        self.completion = self.charged().ok().and_then(TwinWorld::next_completion);
        self.completion.is_some()
    }

    /// The operation that is complete.
    pub fn operation(&self) -> Option<u32> {
        self.completion.as_ref().map(|(operation, _)| operation.0)
    }

    /// What it answered; nothing if it failed.
    pub fn answer(&self) -> Option<String> {
        self.completion.as_ref().and_then(|(_, answer)| answer.clone().ok())
    }

    /// Why it failed; nothing if it did not.
    pub fn failure(&self) -> Option<String> {
        self.completion.as_ref().and_then(|(_, answer)| answer.clone().err())
    }

    /// Ends the run. Nothing under way and `main` unsettled is a deadlock with no task to name.
    pub fn finish(self) -> Trace {
        let outcome = match self.outcome {
            _ if self.is_spent => Outcome::BudgetSpent(Budget::Events(self.budget)),
            Some(outcome) => outcome,
            None => Outcome::Deadlock(Vec::new()),
        };
        self.world.finish(outcome)
    }

    /// The world, while the budget lasts.
    fn charged(&mut self) -> Result<&mut TwinWorld, Refused> {
        self.is_spent |= self.world.events() as u64 >= self.budget;
        if self.is_spent { Err(SPENT) } else { Ok(&mut self.world) }
    }

    /// The whole of a line: browsers agree on the line of a call, but not on its column.
    fn span(&self, line: u32) -> Option<SourceSpan> {
        let text = self.source.lines().nth(line.checked_sub(1)? as usize)?;
        let indent = text.chars().take_while(|c| c.is_whitespace()).count();
        let column = u32::try_from(indent).ok()? + 1;
        let end_column = u32::try_from(text.chars().count()).ok()? + 1;
        Some(SourceSpan { line, column, end_line: line, end_column })
    }
}

/// Milliseconds as a twin says them; what is no number counts as none.
fn duration(ms: f64) -> Duration {
    // A cast from float to integer saturates and takes NaN to 0.
    Duration::from_nanos((ms * 1e6).round() as u64)
}
