//! Chance, drawn from the run's seed: the same seed, the same numbers.

use crate::current::World;

/// A number below `bound`; 0 if `bound` is 0.
pub fn below(bound: u32) -> u32 {
    World::current().reactor.borrow_mut().random().below(bound)
}
