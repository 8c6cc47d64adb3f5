//! Time passes: by waiting ([`sleep`]), or by computing ([`work`]).

use crate::current::{World, caller};
use crate::operation::Operation;
use std::pin::Pin;
use std::task::{Context, Poll};
use trace::{EventKind, OpKind};

pub use std::time::Duration;

/// A moment of the virtual clock; what tokio calls `Instant`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(trace::Instant);

impl Instant {
    /// The present.
    pub fn now() -> Instant {
        Instant(World::current().reactor.borrow().now())
    }

    /// How long ago this was.
    pub fn elapsed(self) -> Duration {
        Instant::now().0.since(self.0)
    }
}

impl std::ops::Add<Duration> for Instant {
    type Output = Instant;

    fn add(self, duration: Duration) -> Instant {
        Instant(self.0.after(duration))
    }
}

/// A deadline: ready once it has passed. It counts from its creation, polled or not.
#[must_use = "a sleep does nothing for whoever does not await it"]
pub struct Sleep(Operation);

/// Waits until `duration` has passed.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    let span = caller();
    let label = trace::Instant::START.after(duration).words();
    Sleep(Operation::start(OpKind::Sleep, &label, span, |reactor| {
        let until = reactor.now().after(duration);
        reactor.sleep(until)
    }))
}

/// Waits until `deadline`.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    let span = caller();
    let label = format!("until {}", deadline.0.words());
    Sleep(Operation::start(OpKind::Sleep, &label, span, |reactor| reactor.sleep(deadline.0)))
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.0).poll(context).map(drop)
    }
}

/// Computes for so long. The lane is busy; what is due meanwhile in the outside world happens at
/// its own instant, and whoever it wakes must wait for this to end.
#[track_caller]
pub fn work(duration: Duration) {
    let (span, world) = (caller(), World::current());
    let end = {
        let mut record = world.record();
        record.event(span, EventKind::WorkStarted);
        record.now.after(duration)
    };
    while world.pass(end).is_some() {}
    world.record().event(span, EventKind::WorkEnded);
}
