//! The threads of a world. Wasm cannot park a stack, so a thread's closure runs to its end at once,
//! on a clock of its own, and the events of all threads are merged by instant at the end.
//!
//! A closure runs when its spawner next lets time pass: then the spawner stands still, and whatever
//! the new thread does to it (wakes, unparks, its own end) is known before the spawner gets there.
//! These *effects* lie as deadlines on the clock of whomever they reach. This is exact as long as no
//! thread needs one that waits beneath it on the real stack; where one does, the run is refused
//! with a sentence.

use super::World;
use crate::cores::Slice;
use crate::record::Standpoint;
use reactor::{ClockId, OpKey};
use std::task::Waker;
use std::time::Duration;
use trace::{
    CallId, EventKind, Instant, LaneId, LaneKind, Outcome, SourceSpan, Stuck, ThreadEvent, WaitOn,
};

/// The number of a thread within its run. The first one runs `main`, or the executor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ThreadId(pub(crate) usize);

pub(crate) struct Thread {
    pub(crate) lane: LaneId,
    clock: ClockId,
    /// What the record knows of it while another thread acts.
    standpoint: Standpoint,
    /// Which of the world's executors it polls with.
    pub(crate) executor: Option<usize>,
    /// Whether it drives tasks: then it cannot start another `block_on`.
    pub(crate) driving: bool,
    /// The token of `unpark`.
    pub(crate) token: bool,
    /// Whether it has ever parked.
    parked: bool,
    pub(crate) ended: Option<Instant>,
    /// The place of the event that says so.
    last_event: Option<usize>,
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
    thread: ThreadId,
    body: Box<dyn FnOnce()>,
}

/// What one thread does to another, and when it reaches that one's clock.
#[derive(Clone, Copy)]
pub(super) enum Effect {
    /// A task of this executor is woken, by the thread of a lane.
    Wake(usize, executor::TaskId, LaneId),
    /// The thread gets its token.
    Unpark(ThreadId),
    /// A thread of the blocking pool is over.
    Joined(ThreadId),
}

/// Why a thread is refused that would need another one to run meanwhile.
const MEANWHILE: &str = "a thread would have to go on while another one, which it waits for, is \
                         still on its way there; this simulation runs each thread to its end.";

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
            self.unstarted.borrow_mut().push(Unstarted { thread: id, body });
        }
        id
    }

    /// Runs, each to its end, the threads that the acting one has spawned since time last passed.
    pub(crate) fn run_unstarted(&self) {
        let unstarted = std::mem::take(&mut *self.unstarted.borrow_mut());
        for Unstarted { thread, body } in unstarted {
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
    }

    fn end_thread(&self, thread: ThreadId) {
        self.run_unstarted();
        if let Some(executor) = self.thread(|thread| thread.executor.take()) {
            self.shut_down(executor);
        }
        self.begin_wait();
        let mut record = self.record();
        let named = !record.lane_name().is_empty();
        if let Some(call) = record.first_call().filter(|_| !named) {
            record.name_lane_after(call);
        }
        if !record.is_silent() {
            record.event(None, EventKind::Thread(ThreadEvent::Ended));
            let (now, last) = (record.now, record.last_event());
            drop(record);
            self.thread_of(thread, |it| (it.ended, it.last_event) = (Some(now), last));
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

    // Effects

    fn affect(&self, target: ThreadId, at: Instant, effect: Effect) {
        let clock = self.thread_of(target, |thread| thread.clock);
        let op = self.reactor.borrow_mut().alarm(clock, at);
        let cause = self.record().last_event();
        self.effects.borrow_mut().push((op, effect, cause));
    }

    /// Somebody wakes a task while its thread stands still: it will be woken in its time.
    pub(crate) fn wake_later(&self, executor: usize, task: executor::TaskId) {
        let (now, lane) = (self.record().now, self.thread(|thread| thread.lane));
        let threads = self.threads.borrow();
        let home = threads.iter().position(|thread| thread.executor == Some(executor));
        drop(threads);
        if let Some(home) = home {
            self.affect(ThreadId(home), now, Effect::Wake(executor, task, lane));
        }
    }

    /// Gives a thread its token: now, or when its clock gets here.
    pub(crate) fn unpark(&self, target: ThreadId, span: Option<SourceSpan>) {
        let lane = self.thread_of(target, |thread| thread.lane);
        let unparked = EventKind::Thread(ThreadEvent::Unparked(lane));
        self.record().event(span, unparked);
        let is_unstarted = self.unstarted.borrow().iter().any(|one| one.thread == target);
        if target == self.acting() || is_unstarted {
            return self.thread_of(target, |thread| thread.token = true);
        }
        let now = self.record().now;
        let (ended, parked) = self.thread_of(target, |thread| (thread.ended, thread.parked));
        match ended {
            None => self.affect(target, now, Effect::Unpark(target)),
            Some(ended) if ended > now && parked => self.refuse(MEANWHILE),
            Some(_) => {}
        }
    }

    /// What was on its way from another thread has arrived. True if that is what this was.
    pub(super) fn arrives(&self, op: OpKey) -> bool {
        let mut effects = self.effects.borrow_mut();
        let Some(place) = effects.iter().position(|(other, ..)| *other == op) else { return false };
        let (_, effect, cause) = effects.swap_remove(place);
        drop(effects);
        self.record().because(cause);
        match effect {
            Effect::Unpark(thread) => self.thread_of(thread, |thread| thread.token = true),
            Effect::Wake(executor, task, lane) => {
                let executor = self.executors.borrow()[executor].clone();
                self.by_thread(lane, || executor.wake(task));
            }
            Effect::Joined(thread) => {
                let (joiner, lane) = self.thread_of(thread, |thread| {
                    thread.joined = true;
                    (thread.joiner.take(), thread.lane)
                });
                if let Some(joiner) = joiner {
                    self.by_thread(lane, || joiner.wake());
                }
            }
        }
        true
    }

    /// Wakes that come from another thread are recorded as its doing.
    fn by_thread(&self, lane: LaneId, wake: impl FnOnce()) {
        let outer = self.record().woken_by_thread(Some(lane));
        wake();
        let mut record = self.record();
        record.woken_by_thread(None);
        record.lane = outer;
    }

    // Waiting

    /// Waits until another thread is over; its event is a wait of the acting lane.
    pub(crate) fn join_thread(&self, target: ThreadId, span: Option<SourceSpan>) {
        self.run_unstarted();
        if self.is_over() {
            return;
        }
        let (ended, hung, lane) =
            self.thread_of(target, |thread| (thread.ended, thread.hung.is_some(), thread.lane));
        let now = self.record().now;
        if ended.is_none() && !hung {
            return self.refuse(MEANWHILE);
        }
        let call = self.record().enter_foreign("join", span);
        match ended {
            Some(ended) if ended <= now => {}
            Some(ended) => {
                let wait = self.wait_for(WaitOn::Thread(lane), span);
                while self.pass(ended).is_some() {}
                let last = self.thread_of(target, |thread| thread.last_event);
                self.record().because(last);
                self.wait_over(wait, span);
            }
            None => {
                self.wait_for(WaitOn::Thread(lane), span);
                return self.hang(WaitOn::Thread(lane));
            }
        }
        self.record().leave_foreign(call, span);
    }

    /// Whether a thread is over by now.
    pub(crate) fn thread_is_over(&self, target: ThreadId) -> bool {
        let now = self.record().now;
        self.thread_of(target, |thread| {
            thread.joined || !thread.in_pool && thread.ended.is_some_and(|ended| ended <= now)
        })
    }

    /// Waits for the token, and takes it.
    pub(crate) fn park(&self, span: Option<SourceSpan>) {
        if self.is_over() {
            return;
        }
        self.thread(|thread| thread.parked = true);
        let take = || self.thread(|thread| std::mem::take(&mut thread.token));
        let call = self.record().enter_foreign("park", span);
        if !take() {
            let on = WaitOn::Named(self.record().builder.name("an unpark"));
            let wait = self.wait_for(on, span);
            while !take() {
                match self.next_deadline() {
                    Some(next) => drop(self.pass(next)),
                    None if self.acting() == ThreadId(0) => return self.hang(on),
                    None => return self.refuse(MEANWHILE),
                }
                if self.is_over() {
                    return;
                }
            }
            self.wait_over(wait, span);
        }
        self.record().leave_foreign(call, span);
    }

    /// The acting thread begins to wait, and gives up its core.
    pub(crate) fn wait_for(&self, on: WaitOn, span: Option<SourceSpan>) -> trace::WaitId {
        self.begin_wait();
        self.record().start_wait(on, span).0
    }

    /// What it waited for is there; it goes on as soon as it has a core.
    pub(crate) fn wait_over(&self, wait: trace::WaitId, span: Option<SourceSpan>) {
        self.record().event(span, EventKind::WaitEnded(wait));
        self.resume(false);
    }

    // Cores

    pub(crate) fn begin_wait(&self) {
        let now = self.record().now;
        if let Some(cores) = &mut *self.cores.borrow_mut() {
            cores.wait(self.acting().0, now);
        }
    }

    /// The acting thread could go on: it does when it has a core.
    pub(crate) fn resume(&self, is_new: bool) {
        let now = self.record().now;
        let (events, cause) = self.record().take_cause();
        let slice = match &mut *self.cores.borrow_mut() {
            Some(cores) if !self.is_over() => cores.begin(self.acting().0, now, events, cause),
            _ => None,
        };
        if let Some(slice) = slice {
            let waits = slice.from > now && !is_new;
            self.wait_for_core(slice, waits.then_some(ThreadEvent::CoreWanted));
        }
    }

    /// Waits until the slice begins; says so with this event, if with any.
    fn wait_for_core(&self, slice: Slice, lacks: Option<ThreadEvent>) {
        let lane = self.thread(|thread| thread.lane);
        if let Some(lacks) = lacks {
            self.record().event_on(lane, None, EventKind::Thread(lacks));
        }
        while self.pass(slice.from).is_some() {}
        let mut record = self.record();
        record.worker = slice.core;
        if lacks.is_some() {
            record.event_on(lane, None, EventKind::Thread(ThreadEvent::CoreGot));
        }
    }

    /// Computes for so long, whenever it has a core.
    pub(crate) fn compute(&self, duration: Duration) {
        let mut left = duration;
        while !self.is_over() {
            let now = self.record().now;
            let slice = match &mut *self.cores.borrow_mut() {
                Some(cores) => cores.slice(self.acting().0, now),
                None => None,
            };
            let mut until = now.after(left);
            if let Some((slice, preempted)) = slice {
                if preempted {
                    self.wait_for_core(slice, Some(ThreadEvent::Preempted));
                    continue;
                }
                until = until.min(slice.to);
            }
            while self.pass(until).is_some() {}
            left = left.saturating_sub(until.since(now));
            // The end of time is reached with some of it left.
            if left.is_zero() || until == Instant(u64::MAX) {
                break;
            }
        }
        if let Some(cores) = &mut *self.cores.borrow_mut() {
            let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
            cores.computed(self.acting().0, nanos);
        }
    }

    // Ends

    /// The acting thread waits for ever: nothing that it does from here on happened.
    pub(crate) fn hang(&self, on: WaitOn) {
        self.run_unstarted();
        let lane = self.thread(|thread| thread.lane);
        let mut record = self.record();
        let who = record.waiter(lane);
        record.fall_silent();
        drop(record);
        self.thread(|thread| thread.hung = Some(Stuck { who, on: vec![on] }));
    }

    /// The run goes where this simulation cannot follow: it ends here.
    pub(crate) fn refuse(&self, sentence: &str) {
        self.record().stop(Outcome::Refused(sentence.to_owned()));
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

/// For a lane that has no name yet: that of the first call on it.
impl crate::record::Record {
    fn name_lane_after(&mut self, call: CallId) {
        let name = self.builder.so_far().call_name(call).to_owned();
        let lane = self.lane;
        self.builder.rename(lane, &name);
    }

    fn lane_name(&self) -> String {
        let trace = self.builder.so_far();
        trace.name(trace.lane(self.lane).name).to_owned()
    }
}
