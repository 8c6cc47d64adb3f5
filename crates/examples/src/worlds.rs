//! The outside worlds of the examples: which hosts answer, which clients come, and when.

mod at_work;

pub use at_work::*;
use awaitscope::world::{HttpPeer, Network, Service};
use std::time::Duration;

pub mod promises;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Nobody out there; there are only timers.
pub fn nobody() -> Network {
    Network::default()
}

/// A tea house with a web site, 20 ms away.
pub fn tea_house() -> Network {
    let service = Service {
        name: "tea.test",
        port: 80,
        lookup: ms(15),
        latency: ms(20),
        answers: Ok(|| Box::new(HttpPeer::new(ms(30), &[("/menu", "mint, green, earl grey\n")]))),
    };
    Network { services: vec![service], clients: Vec::new() }
}
