//! A run: from a recipe and a program to a trace, whatever the program does.

use crate::current::World;
use crate::record::Record;
use executor::Step;
use reactor::{Network, Reactor};
use std::rc::Rc;
use trace::{Budget, Instant, LaneKind, OpState, Outcome, Recipe, State, Stuck, TaskPhase, Trace};

/// What a run may spend before it is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// So many events.
    pub events: u64,
    /// So many polls.
    pub polls: u64,
    /// So much virtual time, in nanoseconds.
    pub time: u64,
}

impl Limits {
    /// More than any lesson needs, and no more than a page can draw.
    pub const LESSON: Limits = Limits { events: 20_000, polls: 2_000, time: 3_600 * 1_000_000_000 };

    /// Room for a hundred thousand tasks: what a page can run, but only shows in part.
    pub const MANY: Limits = Limits { events: 2_000_000, polls: 400_000, ..Limits::LESSON };
}

/// Runs an async program: `main` makes the future of its main task. The run ends when that task
/// does (and what else was spawned is dropped, as at the end of tokio's `main`), when nothing can
/// be woken any more, or when a limit is reached between two polls.
pub fn run<F>(recipe: Recipe, network: Network, limits: Limits, main: impl FnOnce() -> F) -> Trace
where
    F: Future + 'static,
    F::Output: 'static,
{
    let world = world(recipe, network);
    let outcome = world.enter(|| {
        let executor = world.executor();
        world.record().open_root("main");
        let main = executor.spawn(main());
        let outcome = loop {
            if main.is_finished() {
                break Outcome::Completed;
            }
            if let Some(budget) = spent(&world, limits) {
                break Outcome::BudgetSpent(budget);
            }
            let step = executor.step();
            world.record().acting = None;
            if step == Step::Stalled
                && let Some(outcome) = pass_time(&world, limits)
            {
                break outcome;
            }
        };
        world.close();
        outcome
    });
    world.into_record().finish(outcome)
}

/// Runs a blocking program on a thread of its own.
pub fn run_blocking<T>(recipe: Recipe, network: Network, main: impl FnOnce() -> T) -> Trace {
    let world = world(recipe, network);
    world.enter(|| {
        world.record().open_lane(LaneKind::Thread, "main");
        let output = main();
        world.close();
        output
    });
    world.into_record().finish(Outcome::Completed)
}

fn world(recipe: Recipe, network: Network) -> Rc<World> {
    let reactor = Reactor::new(network, recipe.seed);
    World::new(reactor, Record::new(recipe))
}

fn spent(world: &World, limits: Limits) -> Option<Budget> {
    let record = world.record();
    if record.polls >= limits.polls {
        return Some(Budget::Polls(limits.polls));
    }
    if record.now > Instant(limits.time) {
        return Some(Budget::Time(limits.time));
    }
    (record.events() as u64 >= limits.events).then_some(Budget::Events(limits.events))
}

/// Nothing is ready: jumps to the next deadline, or says how the run has ended. As in tokio, all
/// that is due at one instant happens before anybody is polled.
fn pass_time(world: &World, limits: Limits) -> Option<Outcome> {
    let next = world.reactor.borrow().next_deadline();
    match next {
        Some(at) if at > Instant(limits.time) => {
            Some(Outcome::BudgetSpent(Budget::Time(limits.time)))
        }
        Some(at) => {
            while world.pass(at).is_some() {}
            None
        }
        None => Some(stalled(world)),
    }
}

/// Whether only the outside is awaited, or nothing can ever wake anybody.
fn stalled(world: &World) -> Outcome {
    let record = world.record();
    let trace = record.builder.so_far();
    let state: State = trace.state_at(usize::MAX);
    let stuck = (0..)
        .zip(&state.tasks)
        .filter(|(_, task)| task.phase == TaskPhase::Pending)
        .map(|(number, _)| {
            let task = trace::TaskId(number);
            Stuck { task, on: state.awaited(trace.task(task).lane).to_vec() }
        })
        .collect();
    if state.ops.iter().any(|op| matches!(op, OpState::Pending(_))) {
        Outcome::Idle(stuck)
    } else {
        Outcome::Deadlock(stuck)
    }
}
