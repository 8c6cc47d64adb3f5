//! Moments of the virtual clock, with the arithmetic of `std`'s and tokio's.
//!
//! It stands apart from the trace's instants because a program may only compare and add them.

use crate::current::World;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::time::Duration;

/// A moment of the virtual clock. Arithmetic ends at the beginning and at the end of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub(super) trace::Instant);

impl Instant {
    /// The present.
    pub fn now() -> Instant {
        Instant(World::current().reactor.borrow().now())
    }

    /// How long ago this was.
    pub fn elapsed(self) -> Duration {
        Instant::now() - self
    }

    /// How long before this `earlier` was; nothing if it was later.
    pub fn duration_since(self, earlier: Instant) -> Duration {
        self.0.since(earlier.0)
    }

    /// The same.
    pub fn saturating_duration_since(self, earlier: Instant) -> Duration {
        self.duration_since(earlier)
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    fn add(self, duration: Duration) -> Instant {
        Instant(self.0.after(duration))
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;

    fn sub(self, duration: Duration) -> Instant {
        let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        Instant(trace::Instant(self.0.0.saturating_sub(nanos)))
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}

impl Sub<Instant> for Instant {
    type Output = Duration;

    fn sub(self, earlier: Instant) -> Duration {
        self.duration_since(earlier)
    }
}
