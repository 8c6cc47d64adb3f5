//! The outside worlds of the examples: which hosts answer, which clients come, and when.

use awaitscope::world::{Client, HttpPeer, Network, ScriptedClient, Service};
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

/// Three clients who want to hear themselves.
pub fn three_echoers() -> Network {
    let client = |name, at, latency, lines: &[(u64, &'static str)]| Client {
        name,
        at: ms(at),
        jitter: ms(20),
        port: 7,
        latency: ms(latency),
        peer: {
            let lines = lines.iter().map(|(thought, line)| (ms(*thought), *line)).collect();
            Box::new(ScriptedClient::new(lines, ms(5)))
        },
    };
    let clients = vec![
        client("ada", 5, 5, &[(5, "hello\n"), (20, "is anybody there?\n")]),
        client("bob", 10, 10, &[(15, "one two\n")]),
        client("cleo", 15, 5, &[(30, "ping\n"), (5, "ping\n")]),
    ];
    Network { services: Vec::new(), clients }
}
