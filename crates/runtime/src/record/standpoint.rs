//! What the record knows of each thread, and of their ends.
//!
//! It stands apart from the record of what programs do because it is laid down and taken up again
//! each time that another thread acts.

use super::Record;
use crate::run::Limits;
use std::ops::{Deref, DerefMut};
use trace::{
    Budget, CallId, Cause, Instant, LaneId, Outcome, SourceSpan, TaskId, TraceBuilder, Waiter,
    WorkerId,
};

/// What the record knows of a thread.
pub(crate) struct Standpoint {
    pub(crate) now: Instant,
    pub(crate) lane: LaneId,
    pub(crate) worker: WorkerId,
    /// The thread's number.
    pub(super) number: usize,
    /// What another thread did before this one does anything further.
    pub(super) after: Option<usize>,
    /// The last such thing since it went on.
    cause: Option<usize>,
    /// The task that is being polled, or that has just ended and wakes those who await it.
    pub(crate) acting: Option<TaskId>,
    /// The calls on the acting lane's stack, and where each awaits.
    pub(super) stack: Vec<(CallId, Option<SourceSpan>)>,
    /// The first call of the program that came onto the stack.
    pub(super) first: Option<CallId>,
    /// Whether the record itself stops it when its budget is spent.
    pub(crate) bounded: bool,
    /// Whether it waits for ever: its closure may go on, but nothing of that happened.
    silent: bool,
}

impl Default for Standpoint {
    fn default() -> Standpoint {
        Standpoint {
            now: Instant::START,
            lane: TraceBuilder::REACTOR,
            worker: WorkerId(0),
            number: 0,
            after: None,
            cause: None,
            acting: None,
            stack: Vec::new(),
            first: None,
            bounded: false,
            silent: false,
        }
    }
}

impl Standpoint {
    /// Of a thread that begins now.
    pub(crate) fn of_thread(
        number: usize,
        lane: LaneId,
        now: Instant,
        after: Option<usize>,
    ) -> Standpoint {
        let worker = WorkerId(number as u16);
        Standpoint {
            number,
            lane,
            worker,
            now,
            after,
            cause: after,
            bounded: true,
            ..Standpoint::default()
        }
    }
}

impl Deref for Record {
    type Target = Standpoint;

    fn deref(&self) -> &Standpoint {
        &self.at
    }
}

impl DerefMut for Record {
    fn deref_mut(&mut self) -> &mut Standpoint {
        &mut self.at
    }
}

impl Record {
    /// Takes up the standpoint of another thread, or lays its own down.
    pub(crate) fn exchange(&mut self, other: &mut Standpoint) {
        std::mem::swap(&mut self.at, other);
    }

    /// Whether the acting thread has stopped for good.
    pub(crate) fn is_silent(&self) -> bool {
        self.at.silent || self.stopped.is_some()
    }

    pub(crate) fn fall_silent(&mut self) {
        self.at.silent = true;
    }

    /// The acting thread's clock has passed what a run may spend. Others, whose closures run later,
    /// are not there yet: the run ends by it only if the first thread is, or cannot go on.
    pub(super) fn time_is_up(&mut self, limits: Limits) {
        let spent = Outcome::BudgetSpent(Budget::Time(limits.time));
        if self.at.number == 0 {
            return self.stop(spent);
        }
        self.at.silent = true;
        self.late.get_or_insert(spent);
    }

    /// How the run has ended if the first thread waits for ever, where that is not for want of
    /// somebody who wakes it.
    pub(crate) fn late(&self) -> Option<Outcome> {
        self.late.clone()
    }

    /// Ends the run; the first reason counts.
    pub(crate) fn stop(&mut self, outcome: Outcome) {
        self.stopped.get_or_insert(outcome);
    }

    pub(crate) fn stopped(&self) -> Option<Outcome> {
        self.stopped.clone()
    }

    /// Who waits when the acting thread does: the task that it polls, if it polls one.
    pub(crate) fn waiter(&self, thread: LaneId) -> Waiter {
        self.at.acting.map_or(Waiter::Thread(thread), Waiter::Task)
    }

    /// Until told otherwise, wakes are the doing of this thread; hands back the acting lane.
    pub(crate) fn woken_by_thread(&mut self, lane: Option<LaneId>) -> LaneId {
        self.waking = lane.map(Cause::Thread);
        std::mem::replace(&mut self.at.lane, lane.unwrap_or(TraceBuilder::REACTOR))
    }

    /// What comes next has its cause in an event of another thread.
    pub(crate) fn because(&mut self, event: Option<usize>) {
        (self.at.after, self.at.cause) = (event, event);
    }

    /// The acting thread goes on: how many events there are, and why it does, as a thread and one
    /// of its events.
    pub(crate) fn take_cause(&mut self) -> (usize, Option<(usize, usize)>) {
        let cause = self.at.cause.take();
        let cause = cause.and_then(|event| Some((self.marks.get(event)?.thread, event)));
        (self.events(), cause)
    }

    /// The place of the event that was recorded last.
    pub(crate) fn last_event(&self) -> Option<usize> {
        self.events().checked_sub(1)
    }

    /// Names the acting thread's lane, if it has no name, after the first call that it ran.
    pub(crate) fn name_lane(&mut self) {
        let trace = self.builder.so_far();
        if let Some(call) = self.at.first
            && trace.name(trace.lane(self.at.lane).name).is_empty()
        {
            let name = trace.call_name(call).to_owned();
            self.builder.rename(self.at.lane, &name);
        }
    }
}
