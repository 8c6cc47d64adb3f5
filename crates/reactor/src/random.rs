//! The run's only source of chance: a named generator (PCG-XSH-RR 64/32, M. O'Neill 2014), for
//! links replay seeds for years.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::RngCore;

/// A stream of random numbers drawn from a seed.
#[derive(Debug)]
pub struct Random(Pcg32);

impl Random {
    /// The stream of this seed. The second number of the generator, its sequence, is fixed.
    pub fn from_seed(seed: u64) -> Random {
        Random(Pcg32::new(seed, 0x5eed))
    }

    /// A further stream of the same seed, which has nothing to do with the first.
    pub(crate) fn stream(seed: u64, number: u64) -> Random {
        Random(Pcg32::new(seed, 0x5eed + number))
    }

    /// A number below `bound`, each as likely (Lemire's method without the rejection step: the
    /// bias is below 2⁻³², which no diagram shows). 0 if `bound` is 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(bound)) >> 32) as u32
    }
}
