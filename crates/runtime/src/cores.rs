//! Which thread computes on which core, and when: from what each thread asked for in one run to the
//! plan by which the next run is timed.
//!
//! It stands apart because it is arithmetic and knows nothing of a world. A program is run with no
//! plan first, then again by the plan that follows from what its threads asked for, until the plan
//! stays the same: then every stretch of computing stood where the scheduler would have put it.
//! It leaves out priorities, and who shares a cache with whom.

use std::collections::VecDeque;
use std::time::Duration;
use trace::{Instant, WorkerId};

/// The simulated computer: how many cores it has, and how it shares them. What threads and switches
/// cost is counted and estimated ([`trace::ThreadCosts`]); it moves no clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// How many threads can compute at the same instant.
    pub cores: u16,
    /// For how long a thread keeps its core while others want it.
    pub slice: Duration,
}

impl Machine {
    /// One core.
    pub const ONE_CORE: Machine = Machine::with_cores(1);

    /// How long a thread keeps its core while others wait for it: 3 ms. Linux 6.6 (EEVDF) sets the
    /// base slice to 0.75 ms × (1 + log₂ of the cores, of which it counts at most 8): 3 ms
    /// (`kernel/sched/fair.c`, `sysctl_sched_base_slice`).
    pub const SLICE: Duration = Duration::from_millis(3);

    /// What is reserved for a thread's stack unless it asks otherwise: 2 MiB, the default of Rust's
    /// standard library (`std::thread`, “Stack size”). It is address space; pages of it become
    /// resident as they are touched.
    pub const STACK: u32 = 2 * 1024 * 1024;

    /// So many cores.
    pub const fn with_cores(cores: u16) -> Machine {
        Machine { cores, slice: Machine::SLICE }
    }
}

/// From being ready to waiting again: so much computing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Burst {
    /// When it could have begun.
    pub(crate) ready: Instant,
    /// When the thread waited again.
    pub(crate) end: Instant,
    /// How much it computed, in nanoseconds.
    pub(crate) cpu: u64,
    /// How many events had been recorded when it began.
    pub(crate) events: usize,
    /// The burst of another thread in which its cause lies: a thread and a number.
    pub(crate) cause: Option<(usize, usize)>,
}

/// A stretch on one core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    pub(crate) core: WorkerId,
    pub(crate) from: Instant,
    pub(crate) to: Instant,
}

/// Per thread, in order of their making, its bursts.
pub(crate) type Script = Vec<Vec<Burst>>;

/// Per thread and burst, its slices; there is always one.
pub(crate) type Plan = Vec<Vec<Vec<Slice>>>;

/// A plan that is being followed, and the script that comes of it.
#[derive(Default)]
pub(crate) struct Cores {
    pub(crate) plan: Plan,
    pub(crate) script: Script,
    /// Per thread, the slice of its burst that it is in.
    at: Vec<usize>,
}

impl Cores {
    /// A thread is ready to go on, because of an event of another thread if of any: a new burst
    /// begins. Says where.
    pub(crate) fn begin(
        &mut self,
        thread: usize,
        now: Instant,
        events: usize,
        cause: Option<(usize, usize)>,
    ) -> Option<Slice> {
        let cause = cause.and_then(|(thread, event)| {
            let bursts = self.script.get(thread)?;
            Some((thread, bursts.iter().rposition(|burst| burst.events <= event)?))
        });
        if self.script.len() <= thread {
            self.script.resize(thread + 1, Vec::new());
            self.at.resize(thread + 1, 0);
        }
        self.at[thread] = 0;
        self.script[thread].push(Burst { ready: now, end: now, cpu: 0, events, cause });
        self.slices(thread)?.first().copied()
    }

    /// A plan to follow.
    pub(crate) fn new(plan: Plan) -> Cores {
        Cores { plan, ..Cores::default() }
    }

    /// The slice in which a thread can compute from now on, or the next one; and whether it must
    /// leave its core before.
    pub(crate) fn slice(&mut self, thread: usize, now: Instant) -> Option<(Slice, bool)> {
        let slices = self.slices(thread)?;
        let at = slices.iter().position(|slice| slice.to > now)?;
        let slice = slices[at];
        let left = std::mem::replace(&mut self.at[thread], at) < at;
        Some((slice, left))
    }

    /// A thread has computed for so long.
    pub(crate) fn computed(&mut self, thread: usize, nanos: u64) {
        if let Some(burst) = self.script.get_mut(thread).and_then(|bursts| bursts.last_mut()) {
            burst.cpu = burst.cpu.saturating_add(nanos);
        }
    }

    /// A thread begins to wait, or is over.
    pub(crate) fn wait(&mut self, thread: usize, now: Instant) {
        if let Some(burst) = self.script.get_mut(thread).and_then(|bursts| bursts.last_mut()) {
            burst.end = now;
        }
    }

    fn slices(&self, thread: usize) -> Option<&Vec<Slice>> {
        let burst = self.script.get(thread)?.len().checked_sub(1)?;
        self.plan.get(thread)?.get(burst)
    }
}

/// A thread that is being scheduled.
struct Runner<'a> {
    bursts: &'a [Burst],
    burst: usize,
    /// When it will be ready; none while it is queued or runs.
    ready: Option<Instant>,
    /// How many of its bursts have begun.
    begun: usize,
    left: u64,
    core: Option<u16>,
    /// Whether another thread has had its core since.
    left_core: bool,
}

/// A core: which thread, since when, and until when it may stay.
type Seat = Option<(usize, Instant, Instant)>;

struct Scheduler<'a> {
    threads: Vec<Runner<'a>>,
    seats: Vec<Seat>,
    queue: VecDeque<usize>,
    slice: u64,
    plan: Plan,
}

/// The plan for this script: first come, first served; whoever computes longer than a slice while
/// others wait goes to the back of the queue.
pub(crate) fn schedule(script: &Script, machine: Machine) -> Plan {
    let threads = script.iter().map(|bursts| Runner {
        bursts,
        burst: 0,
        begun: 0,
        ready: bursts.first().map(|burst| burst.ready),
        left: bursts.first().map_or(0, |burst| burst.cpu),
        core: None,
        left_core: true,
    });
    let mut scheduler = Scheduler {
        threads: threads.collect(),
        seats: vec![None; usize::from(machine.cores.max(1))],
        queue: VecDeque::new(),
        slice: u64::try_from(machine.slice.as_nanos()).unwrap_or(u64::MAX).max(1),
        plan: script.iter().map(|bursts| vec![Vec::new(); bursts.len()]).collect(),
    };
    while let Some(now) = scheduler.next() {
        scheduler.finish(now);
        scheduler.admit(now);
        scheduler.preempt(now);
        scheduler.dispatch(now);
    }
    // Whoever is left waits for a cause that never came: the script was not timed rightly yet.
    scheduler.plan
}

impl Scheduler<'_> {
    /// The next instant at which something changes.
    fn next(&self) -> Option<Instant> {
        let ready = self.threads.iter().filter(|thread| self.is_caused(thread));
        let ready = ready.filter_map(|thread| thread.ready);
        let seats = self.seats.iter().flatten().map(|(_, _, until)| *until);
        ready.chain(seats).min()
    }

    /// Whether what a thread waits for has happened, as far as that is another thread's doing. At
    /// one instant the time alone does not say that.
    fn is_caused(&self, thread: &Runner) -> bool {
        let cause = thread.bursts.get(thread.burst).and_then(|burst| burst.cause);
        cause.is_none_or(|(other, burst)| self.threads[other].begun > burst)
    }

    /// Bursts that are done by now leave their cores.
    fn finish(&mut self, now: Instant) {
        for seat in 0..self.seats.len() {
            let Some((thread, _, until)) = self.seats[seat] else { continue };
            if until <= now && self.stop(seat, now) == 0 {
                self.seats[seat] = None;
                self.done(thread, now);
            }
        }
    }

    /// Books what the thread of a seat has computed until now; what is left of its burst.
    fn stop(&mut self, seat: usize, now: Instant) -> u64 {
        let Some((thread, since, until)) = self.seats[seat] else { return 0 };
        self.seats[seat] = Some((thread, now, until));
        let runner = &mut self.threads[thread];
        runner.left -= now.0 - since.0;
        let slices = &mut self.plan[thread][runner.burst];
        match slices.last_mut() {
            Some(last) if !runner.left_core => last.to = now,
            _ => slices.push(Slice { core: WorkerId(seat as u16), from: since, to: now }),
        }
        runner.left_core = false;
        runner.left
    }

    /// A burst is over; the next one comes as long after it as it did in the script.
    fn done(&mut self, thread: usize, now: Instant) {
        let runner = &mut self.threads[thread];
        let end = runner.bursts[runner.burst].end;
        runner.burst += 1;
        if let Some(next) = runner.bursts.get(runner.burst) {
            runner.ready = Some(now.after(next.ready.since(end)));
            runner.left = next.cpu;
            runner.left_core = true;
        }
    }

    /// Whoever is ready by now queues.
    fn admit(&mut self, now: Instant) {
        let mut ready: Vec<_> = (0..self.threads.len())
            .filter(|thread| {
                let runner = &self.threads[*thread];
                runner.ready.is_some_and(|at| at <= now) && self.is_caused(runner)
            })
            .collect();
        ready.sort_by_key(|thread| self.threads[*thread].ready);
        for thread in ready {
            self.threads[thread].ready = None;
            self.queue.push_back(thread);
        }
    }

    /// Whose slice is over gives way, if anybody waits; else it gets another.
    fn preempt(&mut self, now: Instant) {
        for seat in 0..self.seats.len() {
            let Some((thread, _, until)) = self.seats[seat] else { continue };
            if until > now {
                continue;
            }
            if self.queue.is_empty() {
                self.stop(seat, now);
                self.sit(seat, thread, now);
            } else {
                self.stop(seat, now);
                self.threads[thread].left_core = true;
                self.seats[seat] = None;
                self.queue.push_back(thread);
                self.dispatch_to(seat, now);
            }
        }
    }

    fn dispatch(&mut self, now: Instant) {
        while !self.queue.is_empty() {
            let Some(first) = self.queue.front().copied() else { return };
            let own = self.threads[first].core.map(usize::from);
            let free = |seat: &usize| self.seats[*seat].is_none();
            let Some(seat) = own.filter(free).or_else(|| (0..self.seats.len()).find(free)) else {
                return;
            };
            self.dispatch_to(seat, now);
        }
    }

    fn dispatch_to(&mut self, seat: usize, now: Instant) {
        let Some(thread) = self.queue.pop_front() else { return };
        self.threads[thread].core = Some(seat as u16);
        let begun = self.threads[thread].burst + 1;
        self.threads[thread].begun = begun;
        self.sit(seat, thread, now);
        if self.threads[thread].left == 0 {
            self.stop(seat, now);
            self.seats[seat] = None;
            self.done(thread, now);
        }
        self.admit(now);
    }

    fn sit(&mut self, seat: usize, thread: usize, now: Instant) {
        let stay = self.threads[thread].left.min(self.slice);
        self.seats[seat] = Some((thread, now, now.after(Duration::from_nanos(stay))));
    }
}
