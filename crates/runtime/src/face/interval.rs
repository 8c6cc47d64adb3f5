//! `interval`: ticks, one period after the other, the first at once.
//!
//! Like a sleep's, the deadline of the next tick runs whether or not somebody awaits it. A tick
//! that is due already when it is set has no deadline, and no operation either.

use super::instant::Instant;
use super::time::Sleep;
use crate::current::{World, caller};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use trace::SourceSpan;

/// A tick that comes no later than this after its time is no late one, as in tokio.
const TOLERANCE: Duration = Duration::from_millis(5);

/// When the tick after a late one is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissedTickBehavior {
    /// One period after the late one's own time: ticks come fast until they are on time again.
    #[default]
    Burst,
    /// One period after the late one came.
    Delay,
    /// At the next whole number of periods; those between are left out.
    Skip,
}

/// Ticks, made by [`interval`] or [`interval_at`].
#[derive(Debug)]
pub struct Interval {
    next: Instant,
    /// The deadline of the next tick; none if that is due.
    sleep: Option<Sleep>,
    period: Duration,
    missed: MissedTickBehavior,
}

/// Ticks at once, and then each `period`. Of no length, a period is the shortest that there is.
#[track_caller]
pub fn interval(period: Duration) -> Interval {
    interval_at(Instant::now(), period)
}

/// Ticks at `start`, and then each `period`. Of no length, a period is the shortest that there is.
#[track_caller]
pub fn interval_at(start: Instant, period: Duration) -> Interval {
    let period = period.max(Duration::from_nanos(1));
    let mut interval =
        Interval { next: start, sleep: None, period, missed: MissedTickBehavior::Burst };
    interval.set(start, caller());
    interval
}

impl Interval {
    /// Waits for the next tick; answers when it was due. If this is dropped before it is done, no
    /// tick is lost.
    pub async fn tick(&mut self) -> Instant {
        std::future::poll_fn(|context| self.poll_tick(context)).await
    }

    /// As [`tick`](Interval::tick), for a future written by hand.
    pub fn poll_tick(&mut self, context: &mut Context<'_>) -> Poll<Instant> {
        if let Some(sleep) = &mut self.sleep {
            ready!(Pin::new(sleep).poll(context));
        }
        let (due, now) = (self.next, Instant::now());
        let late = now > due + TOLERANCE;
        let next = match self.missed {
            MissedTickBehavior::Delay if late => now + self.period,
            MissedTickBehavior::Skip if late => {
                let over = (now - due).as_nanos() % self.period.as_nanos();
                // Less than a period, which fits into the virtual clock.
                now + self.period - Duration::from_nanos(u64::try_from(over).unwrap_or(0))
            }
            _ => due + self.period,
        };
        let awaits = World::current().record().awaits();
        self.set(next, awaits);
        Poll::Ready(due)
    }

    /// Lets the next tick come one period from now.
    #[track_caller]
    pub fn reset(&mut self) {
        self.reset_after(self.period);
    }

    /// Lets the next tick come at once.
    #[track_caller]
    pub fn reset_immediately(&mut self) {
        self.reset_after(Duration::ZERO);
    }

    /// Lets the next tick come so long from now.
    #[track_caller]
    pub fn reset_after(&mut self, after: Duration) {
        self.reset_at(Instant::now() + after);
    }

    /// Lets the next tick come then.
    #[track_caller]
    pub fn reset_at(&mut self, at: Instant) {
        self.set(at, caller());
    }

    /// When the tick after a late one is due.
    pub fn missed_tick_behavior(&self) -> MissedTickBehavior {
        self.missed
    }

    /// Says when the tick after a late one is due.
    pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {
        self.missed = behavior;
    }

    /// The time between two ticks.
    pub fn period(&self) -> Duration {
        self.period
    }

    fn set(&mut self, next: Instant, span: Option<SourceSpan>) {
        self.next = next;
        self.sleep = (next > Instant::now()).then(|| Sleep::start(next.0, span));
    }
}
