//! A run: from a recipe and a program to a trace, whatever the program does.

use crate::cores::{Cores, Machine, Plan, Script, schedule};
use crate::current::World;
use crate::finish::merge;
use crate::record::Record;
use crate::running::Running;
use reactor::{Network, Reactor};
use std::rc::Rc;
use trace::{
    Budget, Instant, LaneKind, Outcome, Recipe, State, Stuck, TaskPhase, Trace, WaitOn, Waiter,
};

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
/// does (and what else was spawned is dropped, as at the end of tokio's `main`, once the blocking
/// pool is done), when nothing can be woken any more, or when a limit is reached between two polls.
/// Every thread has a core of its own.
pub fn run<F>(recipe: Recipe, network: Network, limits: Limits, main: impl FnOnce() -> F) -> Trace
where
    F: Future + 'static,
    F::Output: 'static,
{
    let mut running = Running::start(recipe, network, limits, main);
    loop {
        if let Some(trace) = running.advance(usize::MAX) {
            return trace;
        }
    }
}

/// Runs a blocking program: `main` on a thread of its own. Every thread has a core of its own.
///
/// The run ends when `main` returns. Nobody can interrupt a closure; when a limit is reached, or
/// when `main` waits for ever, its further calls fail where they can and do nothing otherwise.
pub fn run_blocking<T>(
    recipe: Recipe,
    network: Network,
    limits: Limits,
    main: impl FnOnce() -> T,
) -> Trace {
    let world = world(recipe, network, limits);
    let outcome = run_main(&world, main);
    world.into_record().finish(outcome)
}

/// Runs a blocking program on a computer whose cores are counted. Which thread computes when is
/// found by running the program again until its schedule stays the same, so it must be one that can
/// be: `network` and `main` make the same every time.
pub fn run_on(
    machine: Machine,
    recipe: &Recipe,
    network: &dyn Fn() -> Network,
    limits: Limits,
    main: &dyn Fn(),
) -> Trace {
    let mut plan = Plan::new();
    let mut trace = None;
    for _ in 0..SCHEDULES {
        let (outcome, script, world) = run_by(plan.clone(), recipe, network(), limits, main);
        let next = schedule(&script, machine);
        if next == plan {
            return world.into_record().finish(outcome);
        }
        plan = next;
        trace = Some((outcome, world));
    }
    let (outcome, world) = trace.expect("at least one schedule was tried");
    let unsettled = "its threads keep finding another order on so few cores, and none was right.";
    world.record().stop(Outcome::Refused(unsettled.to_owned()));
    world.into_record().finish(outcome)
}

/// How many schedules are tried. Each is right for longer than the one before; a lesson needs three
/// or four.
const SCHEDULES: usize = 200;

fn run_by(
    plan: Plan,
    recipe: &Recipe,
    network: Network,
    limits: Limits,
    main: &dyn Fn(),
) -> (Outcome, Script, Rc<World>) {
    let world = world(recipe.clone(), network, limits);
    *world.cores.borrow_mut() = Some(Cores::new(plan));
    let outcome = run_main(&world, main);
    let cores = world.cores.take().unwrap_or_default();
    (outcome, cores.script, world)
}

fn run_main<T>(world: &Rc<World>, main: impl FnOnce() -> T) -> Outcome {
    world.enter(|| {
        world.record().open_lane(LaneKind::Thread, "main");
        world.record().bounded = true;
        world.record().merging = Some(merge);
        world.set_lane();
        world.resume(true);
        let output = main();
        world.run_unstarted();
        world.begin_wait();
        world.close();
        drop(output);
        ended(world).unwrap_or(Outcome::Completed)
    })
}

pub(crate) fn world(recipe: Recipe, network: Network, limits: Limits) -> Rc<World> {
    let mut reactor = Reactor::new(network, recipe.seed);
    for (input, (client, at, bytes)) in (0..).zip(&recipe.typed) {
        reactor.announce(*client, *at, input, bytes.clone());
    }
    let mut record = Record::new(recipe);
    for seat in reactor.seats() {
        record.builder.connection(seat.client, seat.name, seat.port);
    }
    record.limits = Some(limits);
    World::new(reactor, record)
}

/// How the run has ended, if the first thread cannot go on: it was stopped, or waits for ever.
pub(crate) fn ended(world: &World) -> Option<Outcome> {
    if let Some(stopped) = world.record().stopped() {
        return Some(stopped);
    }
    let record = world.record();
    if !record.is_silent() {
        return None;
    }
    if let Some(late) = record.late() {
        return Some(late);
    }
    let stuck = world.hung();
    let outside = stuck.iter().any(|stuck| matches!(stuck.on[..], [WaitOn::Op(_)]));
    Some(if outside { Outcome::Idle(stuck) } else { Outcome::Deadlock(stuck) })
}

/// Whether a budget is spent.
pub(crate) fn spent(world: &World, limits: Limits) -> Option<Outcome> {
    let record = world.record();
    let budget = if record.polls >= limits.polls {
        Budget::Polls(limits.polls)
    } else if record.now > Instant(limits.time) {
        Budget::Time(limits.time)
    } else if record.events() as u64 >= limits.events {
        Budget::Events(limits.events)
    } else {
        return None;
    };
    Some(Outcome::BudgetSpent(budget))
}

/// Whether only the outside is awaited, or nothing can ever wake anybody.
pub(crate) fn stalled(world: &World) -> Outcome {
    let record = world.record();
    if let Some(late) = record.late() {
        return late;
    }
    let trace = record.builder.so_far();
    let state: State = trace.state_at(usize::MAX);
    let stuck = state
        .tasks
        .known()
        .filter(|(_, task)| task.phase == TaskPhase::Pending)
        .map(|(number, _)| {
            let task = trace::TaskId(number as u32);
            let on = state.awaited(trace.task(task).lane).to_vec();
            Stuck { who: Waiter::Task(task), on }
        })
        .collect();
    if state.pending_ops().next().is_some() {
        Outcome::Idle(stuck)
    } else {
        Outcome::Deadlock(stuck)
    }
}
