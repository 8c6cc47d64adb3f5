//! The outside worlds of chapter 2.

use super::ms;
use awaitscope::world::{HttpPeer, Network, Service};
use std::time::Duration;

/// Five hosts, each at its own distance; a connection to all of them, one after the other, takes
/// 200 ms, and to the farthest 70 ms.
pub fn five_cities() -> Network {
    let host = |name, latency: u64| Service {
        name,
        port: 80,
        lookup: Duration::ZERO,
        latency: ms(latency),
        answers: Ok(|| Box::new(HttpPeer::new(ms(0), &[]))),
    };
    let services = vec![
        host("baku.test", 15),
        host("kyiv.test", 10),
        host("lima.test", 35),
        host("oslo.test", 25),
        host("suva.test", 15),
    ];
    Network { services, clients: Vec::new() }
}
