//! A thread waits: for another one's end, for its token, for a core. It stands on its own stack
//! while its clock moves.

use super::World;
use super::effects::MEANWHILE;
use super::threads::ThreadId;
use crate::cores::Slice;
use std::time::Duration;
use trace::{EventKind, Instant, SourceSpan, ThreadEvent, WaitId, WaitOn};

impl World {
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
                if self.pass_idle().is_none() {
                    match self.acting() {
                        ThreadId(0) => return self.hang(on),
                        _ => return self.refuse(MEANWHILE),
                    }
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
    pub(crate) fn wait_for(&self, on: WaitOn, span: Option<SourceSpan>) -> WaitId {
        self.begin_wait();
        self.record().start_wait(on, span).0
    }

    /// What it waited for is there; it goes on as soon as it has a core.
    pub(crate) fn wait_over(&self, wait: WaitId, span: Option<SourceSpan>) {
        self.record().event(span, EventKind::WaitEnded(wait));
        self.resume(false);
    }

    // Cores

    pub(crate) fn begin_wait(&self) {
        let (now, is_over) = {
            let record = self.record();
            (record.now, record.is_silent())
        };
        if let Some(cores) = &mut *self.cores.borrow_mut()
            && !is_over
        {
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
        let was_over = self.record().is_silent();
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
        if let Some(cores) = &mut *self.cores.borrow_mut()
            && !was_over
        {
            let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
            cores.computed(self.acting().0, nanos);
        }
    }
}
