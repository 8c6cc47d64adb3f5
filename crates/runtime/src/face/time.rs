//! Time passes: by waiting ([`sleep`]), or by computing ([`work`]).

use crate::current::{World, caller};
use crate::operation::Operation;
use reactor::{OpKey, Reactor};
use std::pin::Pin;
use std::task::{Context, Poll};
use trace::{EventKind, OpKind, SourceSpan};

pub use super::timeout::{Timeout, error, timeout};
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

/// A deadline: ready once it has passed, and from then on. It counts from its creation, polled or
/// not.
#[must_use = "a sleep does nothing for whoever does not await it"]
pub struct Sleep {
    operation: Operation,
    has_rung: bool,
}

impl Sleep {
    fn start(label: &str, span: Option<SourceSpan>, ask: &dyn Fn(&mut Reactor) -> OpKey) -> Sleep {
        Sleep { operation: Operation::start(OpKind::Sleep, label, span, ask), has_rung: false }
    }

    /// Whether its deadline has passed and it has said so.
    pub fn is_elapsed(&self) -> bool {
        self.has_rung
    }
}

/// Waits until `duration` has passed.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    let span = caller();
    let label = trace::Instant::START.after(duration).words();
    Sleep::start(&label, span, &|reactor| {
        let until = reactor.now().after(duration);
        reactor.sleep(until)
    })
}

/// Waits until `deadline`.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    let span = caller();
    let label = format!("until {}", deadline.0.words());
    Sleep::start(&label, span, &|reactor| reactor.sleep(deadline.0))
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if !self.has_rung {
            self.has_rung = Pin::new(&mut self.operation).poll(context).is_ready();
        }
        if self.has_rung { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Computes for so long. The lane is busy; what is due meanwhile in the outside world happens at
/// its own instant, and whoever it wakes must wait for this to end.
#[track_caller]
pub fn work(duration: Duration) {
    let (span, world) = (caller(), World::current());
    world.record().event(span, EventKind::WorkStarted);
    world.compute(duration);
    world.record().event(span, EventKind::WorkEnded);
}
