//! Time passes: by waiting ([`sleep`]), or by computing ([`work`]).

use crate::current::{World, caller};
use crate::operation::Operation;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use trace::{EventKind, OpKind, SourceSpan};

pub use super::instant::Instant;
pub use super::interval::{Interval, MissedTickBehavior, interval, interval_at};
pub use super::timeout::{Timeout, error, timeout, timeout_at};
pub use std::time::Duration;

/// A deadline: ready once it has passed, and from then on. It counts from its creation, polled or
/// not.
#[must_use = "a sleep does nothing for whoever does not await it"]
pub struct Sleep {
    operation: Operation,
    deadline: Instant,
    has_rung: bool,
}

impl Sleep {
    /// The outside world is asked for a deadline; people read how far away it is.
    pub(super) fn start(deadline: trace::Instant, span: Option<SourceSpan>) -> Sleep {
        let left = deadline.since(Instant::now().0);
        let label = trace::Instant::START.after(left).words();
        let ask = |reactor: &mut reactor::Reactor| reactor.sleep(deadline);
        let operation = Operation::start(OpKind::Sleep, &label, span, &ask);
        Sleep { operation, deadline: Instant(deadline), has_rung: false }
    }

    /// When it rings, or has rung.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Whether its deadline has passed and it has said so.
    pub fn is_elapsed(&self) -> bool {
        self.has_rung
    }

    /// Sets it to another deadline; whoever awaits it is woken then.
    #[track_caller]
    pub fn reset(mut self: Pin<&mut Self>, deadline: Instant) {
        let new = Sleep::start(deadline.0, caller());
        let mut old = std::mem::replace(&mut *self, new);
        old.operation.hand_watcher_to(&self.operation);
    }
}

/// Waits until `duration` has passed.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    Sleep::start(Instant::now().0.after(duration), caller())
}

/// Waits until `deadline`.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep::start(deadline.0, caller())
}

impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sleep(until {})", self.deadline.0)
    }
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
