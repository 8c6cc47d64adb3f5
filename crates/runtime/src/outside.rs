//! Runs that somebody outside takes part in: whoever hosts them has a queue of its own, as a
//! browser has its microtasks, and futures of a run may wait for what happens there.
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
use crate::run::Limits;
use crate::running::Running;
pub use adopted::{Adopted, adopt};
use executor::Step;
use handle::Hosting;
pub use handle::{Handle, Pending};
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
    /// Calls `main` and spawns its future; nothing is polled yet, and until then there is nobody
    /// outside. With a `wall`, the run's time is
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
        let running = Running::start(recipe, network, limits, main);
        let hosting = Hosting::new(running.world(), wall);
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
        // What the outside has woken until now, it has woken.
        world.record().woken_all();
        self.hosting.tell_time(&world);
        loop {
            if self.due.is_some() {
                if world.enter(|| self.pass_due(&world)) {
                    return Pause::Turn;
                }
                continue;
            }
            if let Some(trace) = self.running.advance(0) {
                self.hosting.end();
                return Pause::Over(Box::new(trace));
            }
            let step = world.enter(|| world.driver().step());
            self.hosting.stand_outside(&world);
            if step != Step::Stalled {
                self.owes_turn = true;
            } else if std::mem::take(&mut self.owes_turn) {
                return Pause::Turn;
            } else if let Some(pause) = self.wait(&world) {
                return pause;
            }
        }
    }

    /// Ends the run because its host has waited long enough; why, in a sentence. None if it was
    /// over before.
    pub fn give_up(mut self, why: &str) -> Option<Trace> {
        if let Some(world) = self.running.world() {
            world.record().stop(Outcome::Refused(why.to_owned()));
        }
        self.running.advance(0)
    }

    /// As in tokio, all that is due at one instant happens before anybody is polled; but after each
    /// thing that the outside hears of, its queue is to run dry. True if there was one.
    fn pass_due(&mut self, world: &World) -> bool {
        let ended = self.due.and_then(|at| world.pass(at));
        if ended.is_none() {
            self.due = None;
        }
        self.hosting.hand_over(world, ended.unwrap_or_default())
    }

    /// Nobody is ready, and the host's queue is dry.
    fn wait(&mut self, world: &Rc<World>) -> Option<Pause> {
        let next = world.next_deadline();
        if self.hosting.is_live() {
            return Some(Pause::Outside(next));
        }
        match next {
            Some(at) if at > Instant(self.limits.time) => {
                let spent = Outcome::BudgetSpent(Budget::Time(self.limits.time));
                world.record().stop(spent);
            }
            Some(at) => self.due = Some(at),
            None if self.hosting.is_awaited() => return Some(Pause::Outside(None)),
            // As any other run that nobody can wake.
            None => {
                let trace = self.running.advance(1)?;
                self.hosting.end();
                return Some(Pause::Over(Box::new(trace)));
            }
        }
        None
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.hosting.end();
    }
}
