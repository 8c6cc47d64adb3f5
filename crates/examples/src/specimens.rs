//! Programs that end badly on purpose, reached by link and by tests, listed nowhere.

pub(crate) mod deadlock;
pub(crate) mod runaway;
