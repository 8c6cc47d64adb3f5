//! What happens to operating-system threads, and what they cost.
//!
//! It stands apart from the other events because only blocking programs have any of this. Waiting
//! is not in here: a thread's waits are the same events as a task's.

use crate::{EventKind, Instant, LaneId, LaneKind, Trace};
use std::time::Duration;

/// What happened to a thread. Unless it says otherwise, that of the event's lane.
///
/// ```text
/// thread   spawned ── started ─┬─ without a core ── core got ─┬─ … ── ended   (or cut off)
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadEvent {
    /// The event's lane made a thread: its lane, and how many KiB were reserved for its stack.
    Spawned(LaneId, u32),
    /// Its closure began to run.
    Started,
    /// Its closure has returned.
    Ended,
    /// The run is over and this lane is not: the calls on its stack never return.
    CutOff,
    /// The event's lane gave that thread its token: its present or next `park` returns.
    Unparked(LaneId),
    /// What it waited for is there, and every core is busy with another thread.
    CoreWanted,
    /// Its time slice is over, and another thread gets the core.
    Preempted,
    /// It has a core, and goes on: the event's worker.
    CoreGot,
}

/// Where a thread stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadPhase {
    /// Nobody has spawned it; nobody ever spawns the main thread.
    Unspawned,
    /// Spawned; its closure has not begun.
    Spawned,
    /// It runs, or waits of its own accord.
    Running,
    /// It could go on and has no core.
    WithoutCore,
    /// Over.
    Ended,
}

/// How often each thing happened for which threads pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThreadCosts {
    /// Threads that were made; the main thread is not.
    pub spawned: u64,
    /// Bytes of address space that were reserved for their stacks, all together.
    pub reserved: u64,
    /// How often a thread gave up its core because it had to wait.
    pub voluntary: u64,
    /// How often a thread was taken off its core because its time slice was over.
    pub involuntary: u64,
}

impl ThreadCosts {
    /// What making and joining a thread costs: about 15 µs. Measurements of `pthread_create` with
    /// `pthread_join` on Linux lie between 10 and 30 µs.
    pub const SPAWN: Duration = Duration::from_micros(15);

    /// What a switch from one thread to another costs: about 1.5 µs. lmbench's `lat_ctx` and the
    /// pipe test of `perf bench sched` show between 1 and 2 µs on Linux, with a warm cache.
    pub const SWITCH: Duration = Duration::from_nanos(1_500);

    /// About so much processor time went into making threads and switching between them. No clock
    /// of a run moves by it, so that lessons stay in whole milliseconds.
    pub fn time(&self) -> Instant {
        let nanos = |each: Duration, count: u64| (each.as_nanos() as u64).saturating_mul(count);
        let made = nanos(ThreadCosts::SPAWN, self.spawned);
        Instant(made.saturating_add(nanos(ThreadCosts::SWITCH, self.switches())))
    }

    /// Context switches of both kinds, as the operating system counts them.
    pub fn switches(&self) -> u64 {
        self.voluntary + self.involuntary
    }
}

impl ThreadPhase {
    /// The phase after an event, if the event may happen in this one.
    pub(crate) fn after(self, event: ThreadEvent) -> Option<ThreadPhase> {
        use ThreadPhase as P;
        match (event, self) {
            (ThreadEvent::Started, P::Spawned) => Some(P::Running),
            (ThreadEvent::Ended, P::Running) => Some(P::Ended),
            // Also of a task's lane, whose stack may be cut off with its thread.
            (ThreadEvent::CutOff, P::Unspawned | P::Spawned | P::Running | P::WithoutCore) => {
                Some(P::Ended)
            }
            (ThreadEvent::CoreWanted | ThreadEvent::Preempted, P::Unspawned | P::Running) => {
                Some(P::WithoutCore)
            }
            (ThreadEvent::CoreGot, P::WithoutCore) => Some(P::Running),
            (ThreadEvent::Spawned(..) | ThreadEvent::Unparked(_), _) => Some(self),
            _ => None,
        }
    }
}

impl Trace {
    /// What the threads of this run cost, counted.
    pub fn thread_costs(&self) -> ThreadCosts {
        let mut costs = ThreadCosts::default();
        for event in &self.events {
            match event.kind {
                EventKind::Thread(ThreadEvent::Spawned(_, kib)) => {
                    costs.spawned += 1;
                    costs.reserved += u64::from(kib) * 1024;
                }
                EventKind::Thread(ThreadEvent::Preempted) => costs.involuntary += 1,
                EventKind::WaitStarted(_) if self.lane(event.lane).kind == LaneKind::Thread => {
                    costs.voluntary += 1;
                }
                _ => {}
            }
        }
        costs
    }
}
