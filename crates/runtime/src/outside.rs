//! Runs that somebody outside takes part in: whoever hosts them has a queue of its own, as a browser
//! has its microtasks, and futures of a run may wait for what happens there.
//!
//! The outside knows a run by its [`Handle`]: it begins operations and ends them, has timers on the
//! run's clock, prints lines, and polls futures of the run that it has adopted. There is no
//! JavaScript in here, no I/O, and no clock but the one that a host lends.
//!
//! ```text
//! host  ── proceed ─► tasks are polled until none is ready ─► Turn
//!   ▲                                                          │
//!   └─────── the host's own queue runs dry ◄───────────────────┘
//! host  ── proceed ─► still none is ready: one deadline passes ─► …
//!                     or only the outside can go on            ─► Outside
//! ```

mod adopted;
mod handle;

use crate::current::World;
use crate::run::{Limits, stalled};
use crate::running::Running;
pub use adopted::{Adopted, adopt};
pub use handle::{Handle, Pending};
use handle::Hosting;
use executor::Step;
use reactor::Network;
use std::rc::Rc;
use trace::{Budget, Instant, Outcome, Recipe, Trace};

/// What time it is outside, counted from the beginning of the run.
pub type Wall = Box<dyn Fn() -> Instant>;

/// A run that a host drives. If it is dropped before its end, so are its tasks, and whatever the
/// outside still does reaches nobody.
#[must_use = "a run goes on when it is told to"]
#[derive(Debug)]
pub struct Run {
    running: Running,
    hosting: Rc<Hosting>,
    limits: Limits,
    /// Whether the host has something to do before time may pass.
    owes_turn: bool,
    /// While things are due at one instant of simulated time: that instant.
    due: Option<Instant>,
}

/// Why a run stands still.
#[derive(Debug)]
pub enum Pause {
    /// What has happened may have put something on the host's own queue: go on when that is dry.
    Turn,
    /// Nothing goes on before the outside speaks, or before this instant.
    Outside(Option<Instant>),
    /// The run is over.
    Over(Box<Trace>),
}

impl Run {
    /// Calls `main` and spawns its future; nothing is polled yet. With a `wall`, the run's time is
    /// what that says, and no run is like another; without, it is simulated as ever.
    pub fn start<F>(
        recipe: Recipe,
        network: Network,
        limits: Limits,
        wall: Option<Wall>,
        main: impl FnOnce() -> F,
    ) -> Run
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let hosting = Hosting::new(wall);
        let begun = Rc::clone(&hosting);
        let running = Running::start(recipe, network, limits, move || {
            begun.begin(&World::current());
            main()
        });
        Run { running, hosting, limits, owes_turn: false, due: None }
    }

    /// Calls `callback` each time that a task becomes ready while none was. It may be called within
    /// a poll, so that it had better only make a note.
    pub fn on_ready(&self, callback: impl Fn() + 'static) {
        if let Some(world) = self.running.world() {
            world.driver().on_ready(callback);
        }
    }

    /// Goes on until the host is to do something. Once the run is over, only the outside is left.
    pub fn proceed(&mut self) -> Pause {
        let Some(world) = self.running.world() else { return Pause::Outside(None) };
        match world.enter(|| self.go_on(&world)) {
            Ok(pause) => pause,
            Err(outcome) => self.over(outcome),
        }
    }

    /// Ends the run because its host has waited long enough; why, in a sentence.
    pub fn give_up(mut self, why: &str) -> Option<Trace> {
        self.hosting.end();
        self.running.end(Outcome::Refused(why.to_owned()))
    }

    fn over(&mut self, outcome: Outcome) -> Pause {
        self.hosting.end();
        match self.running.end(outcome) {
            Some(trace) => Pause::Over(Box::new(trace)),
            None => Pause::Outside(None),
        }
    }

    fn go_on(&mut self, world: &Rc<World>) -> Result<Pause, Outcome> {
        // What the outside has woken until now, it has woken.
        world.record().woken_all();
        self.hosting.tell_time(world);
        loop {
            if let Some(at) = self.due {
                // As in tokio, all that is due at one instant happens before anybody is polled; but
                // after each thing that the outside hears of, its queue runs dry.
                let ended = world.pass(at);
                self.due = ended.is_some().then_some(at);
                if self.hosting.hand_over(world, ended.unwrap_or_default()) {
                    return Ok(Pause::Turn);
                }
                continue;
            }
            if let Some(outcome) = self.running.outcome(world) {
                return Err(outcome);
            }
            let step = world.driver().step();
            world.record().acting = None;
            if step != Step::Stalled {
                self.owes_turn = true;
                continue;
            }
            self.hosting.stand_outside(world);
            if std::mem::take(&mut self.owes_turn) {
                return Ok(Pause::Turn);
            }
            let next = world.next_deadline();
            if self.hosting.is_live() {
                return Ok(Pause::Outside(next));
            }
            match next {
                Some(at) if at > Instant(self.limits.time) => {
                    return Err(Outcome::BudgetSpent(Budget::Time(self.limits.time)));
                }
                Some(at) => {
                    // What is typed at an instant comes when nothing else happens at it.
                    let ended = world.pass(at).or_else(|| world.pass_idle());
                    self.due = Some(at);
                    if self.hosting.hand_over(world, ended.unwrap_or_default()) {
                        return Ok(Pause::Turn);
                    }
                }
                None if self.hosting.is_awaited() => return Ok(Pause::Outside(None)),
                None => return Err(stalled(world)),
            }
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.hosting.end();
    }
}
