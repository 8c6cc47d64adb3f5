//! The threads of a world. Wasm cannot park a stack, so a thread's closure runs to its end at once,
//! on a clock of its own, and the events of all threads are merged by instant at the end.
//!
//! A closure runs when its spawner next lets time pass: then the spawner stands still, and whatever
//! the new thread does to it (wakes, unparks, its own end) is known before the spawner gets there.
//! These *effects* lie as deadlines on the clock of whomever they reach. This is exact as long as
//! no thread needs one that waits beneath it on the real stack; where one does, the run is refused
//! with a sentence.

use super::World;
use super::effects::Effect;
use crate::finish::merge;
use crate::record::Standpoint;
use reactor::ClockId;
use std::task::Waker;
use trace::{
    EventKind, Instant, LaneId, LaneKind, Outcome, SourceSpan, Stuck, ThreadEvent, WaitOn,
};

/// The number of a thread within its run. The first one runs `main`, or the executor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ThreadId(pub(crate) usize);

pub(crate) struct Thread {
    pub(crate) lane: LaneId,
    pub(super) clock: ClockId,
    /// What the record knows of it while another thread acts.
    standpoint: Standpoint,
    /// Which of the world's executors it polls with.
    pub(crate) executor: Option<usize>,
    /// Whether it drives tasks: then it cannot start another `block_on`.
    pub(crate) driving: bool,
    /// The token of `unpark`.
    pub(crate) token: bool,
    /// Whether it has ever parked.
    pub(super) parked: bool,
    pub(crate) ended: Option<Instant>,
    /// The place of the event that says so.
    pub(super) last_event: Option<usize>,
    /// What it waits for, if it waits for ever.
    pub(crate) hung: Option<Stuck>,
    /// Whether the run waits for it before it ends: it belongs to the blocking pool.
    pub(crate) in_pool: bool,
    /// Who awaits its end; and whether that has reached its spawner.
    pub(crate) joiner: Option<Waker>,
    pub(crate) joined: bool,
}

impl Thread {
    pub(super) fn first() -> Thread {
        Thread::new(LaneId(0), ClockId::default(), Standpoint::default())
    }

    fn new(lane: LaneId, clock: ClockId, standpoint: Standpoint) -> Thread {
        Thread {
            lane,
            clock,
            standpoint,
            executor: None,
            driving: false,
            token: false,
            parked: false,
            ended: None,
            last_event: None,
            hung: None,
            in_pool: false,
            joiner: None,
            joined: false,
        }
    }
}

/// A thread whose closure has not run yet.
pub(crate) struct Unstarted {
    pub(super) thread: ThreadId,
    /// Runs it to its end. A program that spawns no thread does not carry what does that.
    run: Box<dyn FnOnce(&World)>,
}

impl World {
    /// Does something to the acting thread.
    pub(crate) fn thread<R>(&self, change: impl FnOnce(&mut Thread) -> R) -> R {
        self.thread_of(self.acting(), change)
    }

    pub(crate) fn thread_of<R>(&self, id: ThreadId, change: impl FnOnce(&mut Thread) -> R) -> R {
        change(&mut self.threads.borrow_mut()[id.0])
    }

    pub(crate) fn acting(&self) -> ThreadId {
        self.acting.get()
    }

    /// Makes a thread, which begins now and runs when its spawner next lets time pass.
    pub(crate) fn spawn_thread(
        &self,
        name: Option<&str>,
        stack: u32,
        span: Option<SourceSpan>,
        body: Box<dyn FnOnce()>,
    ) -> ThreadId {
        let id = ThreadId(self.threads.borrow().len());
        let clock = self.reactor.borrow_mut().open_clock();
        let lane = {
            let mut record = self.record();
            record.merging = Some(merge);
            let lane = record.builder.lane(LaneKind::Thread, name.unwrap_or_default());
            let spawned = ThreadEvent::Spawned(lane, stack / 1024);
            record.event(span, EventKind::Thread(spawned));
            lane
        };
        let standpoint = {
            let record = self.record();
            Standpoint::of_thread(id.0, lane, record.now, record.last_event())
        };
        self.threads.borrow_mut().push(Thread::new(lane, clock, standpoint));
        if !self.is_over() {
            let run = Box::new(move |world: &World| world.run_thread(id, body));
            self.unstarted.borrow_mut().push(Unstarted { thread: id, run });
        }
        id
    }

    /// Runs, each to its end, the threads that the acting one has spawned since time last passed.
    pub(crate) fn run_unstarted(&self) {
        let unstarted = std::mem::take(&mut *self.unstarted.borrow_mut());
        for Unstarted { run, .. } in unstarted {
            run(self);
        }
    }

    fn run_thread(&self, thread: ThreadId, body: Box<dyn FnOnce()>) {
        let home = self.switch(thread);
        self.resume(true);
        self.record().event(None, EventKind::Thread(ThreadEvent::Started));
        body();
        self.end_thread(thread);
        self.switch(home);
        let (ended, in_pool) = self.thread_of(thread, |it| (it.ended, it.in_pool));
        if let Some(ended) = ended.filter(|_| in_pool) {
            self.affect(home, ended, Effect::Joined(thread));
        }
    }

    fn end_thread(&self, thread: ThreadId) {
        self.run_unstarted();
        if let Some(executor) = self.thread(|thread| thread.executor.take()) {
            self.shut_down(executor);
        }
        self.begin_wait();
        let mut record = self.record();
        record.name_lane();
        if !record.is_silent() {
            record.event(None, EventKind::Thread(ThreadEvent::Ended));
            let (now, last) = (record.now, record.last_event());
            drop(record);
            self.thread_of(thread, |it| (it.ended, it.last_event) = (Some(now), last));
        } else {
            // Who joins it waits for ever.
            let who = record.waiter(self.thread_of(thread, |it| it.lane));
            drop(record);
            let stuck = || Stuck { who, on: Vec::new() };
            self.thread_of(thread, |it| {
                it.hung.get_or_insert_with(stuck);
            });
        }
    }

    /// From here on another thread acts, on its own clock. Hands back the one before.
    fn switch(&self, to: ThreadId) -> ThreadId {
        let from = self.acting.replace(to);
        let mut record = self.record_of_all();
        self.thread_of(from, |thread| record.exchange(&mut thread.standpoint));
        self.thread_of(to, |thread| record.exchange(&mut thread.standpoint));
        drop(record);
        let clock = self.thread_of(to, |thread| thread.clock);
        self.reactor.borrow_mut().use_clock(clock);
        for (id, detained) in [(from, true), (to, false)] {
            if let Some(executor) = self.thread_of(id, |thread| thread.executor) {
                self.executors.borrow()[executor].detain(detained);
            }
        }
        from
    }

    /// The acting thread's lane is the one on which the record stands.
    pub(crate) fn set_lane(&self) {
        let lane = self.record().lane;
        self.thread(|thread| thread.lane = lane);
    }

    /// The acting thread waits for ever: nothing that it does from here on happened.
    pub(crate) fn hang(&self, on: WaitOn) {
        self.run_unstarted();
        let lane = self.thread(|thread| thread.lane);
        let mut record = self.record();
        let who = record.waiter(lane);
        record.fall_silent();
        record.merging = Some(merge);
        drop(record);
        self.thread(|thread| thread.hung = Some(Stuck { who, on: vec![on] }));
    }

    /// The run goes where this simulation cannot follow: it ends here.
    pub(crate) fn refuse(&self, sentence: &str) {
        let mut record = self.record();
        record.merging = Some(merge);
        record.stop(Outcome::Refused(sentence.to_owned()));
    }

    /// Whether the acting thread has stopped for good, though its closure may still be running.
    ///
    /// # Panics
    /// If it is asked for the hundred-thousandth time then: a loop around calls that cannot fail
    /// would otherwise hang the page.
    pub(crate) fn is_over(&self) -> bool {
        let over = self.record().is_silent();
        if over {
            self.asked.set(self.asked.get() + 1);
            assert!(self.asked.get() < 100_000, "a program goes on although its run is over");
        }
        over
    }

    /// Lets time pass until every thread of the blocking pool is over.
    pub(crate) fn await_pool(&self) {
        self.run_unstarted();
        let threads = self.threads.borrow();
        let ends = threads.iter().filter(|thread| thread.in_pool).filter_map(|it| it.ended);
        let last = ends.max();
        drop(threads);
        while last.is_some_and(|last| self.pass(last).is_some()) {}
    }

    /// Every thread that waits for ever.
    pub(crate) fn hung(&self) -> Vec<Stuck> {
        self.threads.borrow().iter().filter_map(|thread| thread.hung.clone()).collect()
    }
}
