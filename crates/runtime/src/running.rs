//! A run that is made in slices, so that whoever makes it can do something else in between.
//!
//! It stands apart because a run knows nothing of slices: they end between two polls, or between
//! two things that are due, and the trace is the same however it was cut. Nobody can interrupt a
//! poll, so that a slice lasts at least as long as that.

use crate::current::World;
use crate::run::{Limits, ended, spent, stalled, world};
use executor::Step;
use reactor::Network;
use std::rc::Rc;
use trace::{Budget, Instant, Outcome, Recipe, Trace};

/// An async program that has begun to run and is not over. If it is dropped before its end, so are
/// its tasks.
#[must_use = "a run goes on when it is told to"]
pub struct Running {
    /// None once the trace was handed out.
    world: Option<Rc<World>>,
    limits: Limits,
    /// Whether the main task is over. It owns the handle of that task, and so its output.
    is_over: Option<Box<dyn Fn() -> bool>>,
    /// While things are due at one instant: that instant.
    due: Option<Instant>,
}

impl Running {
    /// Calls `main` and spawns its future; nothing is polled yet.
    pub fn start<F>(
        recipe: Recipe,
        network: Network,
        limits: Limits,
        main: impl FnOnce() -> F,
    ) -> Running
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let world = world(recipe, network, limits);
        let is_over: Box<dyn Fn() -> bool> = world.enter(|| {
            let executor = world.executor();
            world.record().open_root("main");
            world.set_lane();
            world.thread(|thread| thread.driving = true);
            let main = executor.spawn(main());
            Box::new(move || main.is_finished()) as Box<dyn Fn() -> bool>
        });
        Running { world: Some(world), limits, is_over: Some(is_over), due: None }
    }

    /// Goes on for about so many events. Hands out the trace when the run is over, and nothing
    /// from then on.
    pub fn advance(&mut self, events: usize) -> Option<Trace> {
        let world = self.world.clone()?;
        let goal = world.record().events().saturating_add(events);
        let outcome = world.enter(|| {
            let outcome = self.go_on(&world, goal)?;
            world.close();
            world.await_pool();
            self.is_over = None;
            Some(outcome)
        })?;
        self.world = None;
        Some(world.into_record().finish(outcome))
    }

    fn go_on(&mut self, world: &World, goal: usize) -> Option<Outcome> {
        let executor = world.driver();
        loop {
            let is_cut = world.record().events() >= goal;
            if let Some(at) = self.due {
                // As in tokio, all that is due at one instant happens before anybody is polled.
                if is_cut {
                    return None;
                }
                self.due = world.pass(at).is_some().then_some(at);
                continue;
            }
            // A main that waited for ever did not complete, whatever it did after that.
            if let Some(outcome) = ended(world) {
                return Some(outcome);
            }
            if self.is_over.as_ref().is_none_or(|is_over| is_over()) {
                return Some(Outcome::Completed);
            }
            if let Some(outcome) = spent(world, self.limits) {
                return Some(outcome);
            }
            if is_cut {
                return None;
            }
            let step = executor.step();
            world.record().acting = None;
            if step == Step::Stalled {
                match world.next_deadline() {
                    Some(at) if at > Instant(self.limits.time) => {
                        return Some(Outcome::BudgetSpent(Budget::Time(self.limits.time)));
                    }
                    Some(at) => {
                        // What is typed at an instant comes when nothing else happens at it.
                        if world.pass(at).is_none() {
                            world.pass_idle();
                        }
                        self.due = Some(at);
                    }
                    None => return Some(stalled(world)),
                }
            }
        }
    }

    /// The world of the run, until that is over.
    pub(crate) fn world(&self) -> Option<Rc<World>> {
        self.world.clone()
    }

    /// How far it has come, as far as that can be told: tasks that have been polled and tasks that
    /// are over, of twice as many as there are.
    pub fn progress(&self) -> (u64, u64) {
        let Some(world) = &self.world else { return (1, 1) };
        let (tasks, polls) = (world.tasks.borrow().len() as u64, world.record().polls);
        let live = world.driver().live() as u64;
        (polls.min(tasks) + tasks.saturating_sub(live), 2 * tasks)
    }

    /// How many events there are so far.
    pub fn events(&self) -> usize {
        self.world.as_ref().map_or(0, |world| world.record().events())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(world) = self.world.take() {
            // Nobody will read what happens to its tasks.
            world.record().stop(Outcome::Completed);
            world.enter(|| {
                world.close();
                self.is_over = None;
            });
            drop(world.into_record());
        }
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Running({} events)", self.events())
    }
}
