//! Random programs, over many seeds, against a model of the executor that hears the same events.
//!
//! The model is the observer: a first-in-first-out queue, and for each task whether it is idle,
//! queued, being polled or gone. It objects to any event that these do not allow.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, VecDeque};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use executor::{
    Ended, Executor, JoinHandle, Observer, PollResult, Step, TaskId, WakeEffect, WakerCounts,
};

use crate::stock::{Alive, yield_now};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Life {
    Idle,
    Queued,
    Polling { woken: bool },
    Gone,
}

#[derive(Clone, Default)]
struct Model(Rc<Inner>);

#[derive(Default)]
struct Inner {
    lives: RefCell<Vec<Life>>,
    wakes_told: RefCell<Vec<u32>>,
    queue: RefCell<VecDeque<TaskId>>,
    log: RefCell<String>,
}

impl Model {
    /// Moves a task from one state to the next, and returns the earlier.
    fn turn(&self, task: TaskId, next: Life) -> Life {
        self.0.log.borrow_mut().push_str(&format!("{} {next:?}\n", task.0));
        if next == Life::Queued {
            self.0.queue.borrow_mut().push_back(task);
        }
        std::mem::replace(&mut self.0.lives.borrow_mut()[task.0 as usize], next)
    }

    fn life(&self, task: TaskId) -> Life {
        self.0.lives.borrow()[task.0 as usize]
    }
}

impl Observer for Model {
    fn spawned(&self, task: TaskId) {
        assert_eq!(task.0 as usize, self.0.lives.borrow().len());
        self.0.lives.borrow_mut().push(Life::Idle);
        self.0.wakes_told.borrow_mut().push(0);
        self.turn(task, Life::Queued);
    }

    fn poll_started(&self, task: TaskId) {
        assert_eq!(self.0.queue.borrow_mut().pop_front(), Some(task), "not its turn");
        assert_eq!(self.turn(task, Life::Polling { woken: false }), Life::Queued);
    }

    fn poll_ended(&self, task: TaskId, result: PollResult) {
        match (self.life(task), result) {
            (Life::Polling { woken: true }, PollResult::Pending) => self.turn(task, Life::Queued),
            (Life::Polling { .. }, _) => self.turn(task, Life::Idle),
            (other, _) => panic!("a poll ended of a task that was {other:?}"),
        };
    }

    fn ended(&self, task: TaskId, _: Ended, counts: WakerCounts) {
        let before = self.turn(task, Life::Gone);
        assert!(matches!(before, Life::Idle | Life::Queued), "ended while {before:?}");
        self.0.queue.borrow_mut().retain(|queued| *queued != task);
        assert!(counts.drops <= counts.clones);
        assert!(counts.wakes >= self.0.wakes_told.borrow()[task.0 as usize]);
    }

    fn woken(&self, task: TaskId, effect: WakeEffect) {
        self.0.wakes_told.borrow_mut()[task.0 as usize] += 1;
        match (effect, self.life(task)) {
            (WakeEffect::Queued, Life::Idle) => drop(self.turn(task, Life::Queued)),
            (WakeEffect::WhilePolling, Life::Polling { woken: false }) => {
                self.turn(task, Life::Polling { woken: true });
            }
            (WakeEffect::AlreadyQueued, Life::Queued | Life::Polling { woken: true }) => {}
            other => panic!("a wake had the wrong effect: {other:?}"),
        }
    }
}

/// What the tasks of one program share.
struct World {
    executor: Executor<Model>,
    seed: Cell<u64>,
    /// How many tasks may still be spawned.
    budget: Cell<u32>,
    parked: RefCell<Vec<Waker>>,
    handles: RefCell<Vec<JoinHandle<Alive>>>,
    alive: Alive,
}

impl World {
    /// A number below `end`, from a linear congruential generator (Knuth's MMIX).
    fn draw(&self, end: u32) -> u32 {
        let seed = self.seed.get().wrapping_mul(6364136223846793005);
        self.seed.set(seed.wrapping_add(1442695040888963407));
        ((self.seed.get() >> 33) % u64::from(end)) as u32
    }

    fn take_any<T>(&self, from: &RefCell<Vec<T>>) -> Option<T> {
        let count = from.borrow().len() as u32;
        (count > 0).then(|| from.borrow_mut().swap_remove(self.draw(count) as usize))
    }

    fn spawn(self: &Rc<Self>) {
        if let Some(left) = self.budget.get().checked_sub(1) {
            self.budget.set(left);
            let handle = self.executor.spawn(live(self.clone(), self.alive.clone()));
            self.handles.borrow_mut().push(handle);
        }
    }

    fn wake_any(&self) -> bool {
        let waker = self.take_any(&self.parked);
        waker.map(Waker::wake).is_some()
    }

    fn abort_any(&self) {
        let spawned = self.executor.observer().0.lives.borrow().len() as u32;
        if spawned > 0 {
            self.executor.abort(TaskId(self.draw(spawned)));
        }
    }
}

async fn live(world: Rc<World>, output: Alive) -> Alive {
    for _ in 0..world.draw(10) {
        match world.draw(20) {
            0..4 => yield_now().await,
            4..9 => {
                let mut parked = false;
                let park = poll_fn(|cx| {
                    if std::mem::replace(&mut parked, true) {
                        return Poll::Ready(());
                    }
                    let waker = cx.waker().clone();
                    world.parked.borrow_mut().extend([waker.clone(), waker]);
                    Poll::Pending
                });
                park.await;
            }
            9..12 => drop(world.wake_any()),
            12..15 => world.spawn(),
            15 => world.abort_any(),
            16 => drop(world.take_any(&world.handles)),
            17 => drop(world.executor.step()),
            _ => {
                let handle = world.take_any(&world.handles);
                if let Some(handle) = handle {
                    drop(handle.await);
                }
            }
        }
    }
    output
}

/// Runs the program of a seed to its end, and returns the log of its model.
fn run(seed: u64) -> String {
    let model = Model::default();
    let world = Rc::new(World {
        executor: Executor::new(model.clone()),
        seed: Cell::new(seed),
        budget: Cell::new(30),
        parked: RefCell::default(),
        handles: RefCell::default(),
        alive: Alive::default(),
    });
    for _ in 0..4 {
        world.spawn();
    }
    while world.executor.live() > 0 {
        assert_eq!(world.executor.ready(), Vec::from(model.0.queue.borrow().clone()));
        if world.executor.step() == Step::Stalled && !world.wake_any() {
            world.abort_any();
        }
        if world.draw(50) == 0 {
            world.abort_any();
        }
    }
    assert!(model.0.lives.borrow().iter().all(|life| *life == Life::Gone));
    assert_eq!(world.executor.ready(), []);
    // Wakers of tasks that are gone wake nobody, and only handles still hold an output.
    while world.wake_any() {}
    assert_eq!(world.executor.step(), Step::Stalled);
    world.handles.take();
    assert_eq!(Rc::strong_count(&world.alive), 1);
    assert_eq!(Rc::strong_count(&world), 1);
    model.0.log.take()
}

#[test]
fn random_programs_agree_with_the_model_and_leave_nothing_behind() {
    let seeds = if cfg!(miri) { 6 } else { 2000 };
    let mut logs = BTreeSet::new();
    for seed in 0..seeds {
        let log = run(seed);
        assert_eq!(log, run(seed), "seed {seed} ran otherwise the second time");
        logs.insert(log);
    }
    // Programs do differ: else the seeds would prove nothing.
    assert!(logs.len() as u64 > seeds / 2);
}
