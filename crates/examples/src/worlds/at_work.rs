//! Chapter 4: clients of the servers that its examples are, and services that they call.

use super::ms;
use awaitscope::world::{Client, Fault, HttpPeer, Network, Peer, Service, TablePeer, Trouble};
use awaitscope::world::{ScriptedClient, SilentClient, TimedClient};
use std::time::Duration;

/// Lines, each with the milliseconds that belong to it.
fn script(lines: &[(u64, &'static str)]) -> Vec<(Duration, &'static str)> {
    lines.iter().map(|(millis, line)| (ms(*millis), *line)).collect()
}

/// Somebody 5 ms away who sets out at `at`.
fn client(name: &'static str, at: u64, port: u16, peer: impl Peer + 'static) -> Client {
    Client { name, at: ms(at), jitter: ms(20), port, latency: ms(5), peer: Box::new(peer) }
}

/// A client who wants to hear itself, one whose connection breaks, and the reader, whose typing is
/// no part of this world.
pub fn echoers() -> Network {
    let ada = ScriptedClient::new(script(&[(10, "hello\n"), (25, "is anybody there?\n")]), ms(5));
    let bob = ScriptedClient::new(script(&[(10, "one two\n")]), ms(10)).breaks();
    let clients = vec![
        client("ada", 0, 7, ada),
        client("bob", 10, 7, bob),
        client("you", 20, 7, SilentClient),
    ];
    Network { services: Vec::new(), clients }
}

/// The same without the reader.
pub fn two_echoers() -> Network {
    let mut network = echoers();
    network.clients.pop();
    network
}

/// Two who are in the group when the first message is sent, one of whom leaves then; and one who
/// comes after it.
pub fn chatters() -> Network {
    let chat = |name, at, lines, leaves| {
        client(name, at, 6667, TimedClient::new(script(lines), ms(leaves)))
    };
    let clients = vec![
        chat("ann", 0, &[(0, "tea"), (15, "mint?")], 70),
        chat("ben", 5, &[(0, "tea")], 25),
        chat("cho", 20, &[(0, "tea"), (20, "green!")], 70),
    ];
    Network { services: Vec::new(), clients }
}

/// Three requests, of which the second comes while the first is being answered.
pub fn visitors() -> Network {
    let get =
        |name, at, request| client(name, at, 80, TimedClient::new(vec![(ms(0), request)], ms(60)));
    let clients = vec![
        get("ann", 0, "GET /health HTTP/1.1\r\n\r\n"),
        get("ben", 10, "GET /version HTTP/1.1\r\n\r\n"),
        get("cho", 15, "GET /health HTTP/1.1\r\n\r\n"),
    ];
    Network { services: Vec::new(), clients }
}

/// What befalls the first requests to the table service.
const BAD_DAY: &[Trouble] = &[Trouble::Busy, Trouble::Slow(ms(200))];

/// A place to read a configuration from, and a table service that has a bad day.
pub fn cloud() -> Network {
    let service = |name, latency, answers| {
        let answers = Ok(answers);
        Service { name, port: 80, lookup: ms(2), latency: ms(latency), answers }
    };
    let config: fn() -> Box<dyn Peer> =
        || Box::new(HttpPeer::new(ms(3), &[("/shop", "table=tables.test:80\n")]));
    let tables: fn() -> Box<dyn Peer> = || Box::new(TablePeer::new(ms(5), BAD_DAY));
    let services = vec![service("config.test", 2, config), service("tables.test", 4, tables)];
    Network { services, clients: Vec::new() }
}

/// A tea house that answers, and a cake shop that has closed.
pub fn shops() -> Network {
    let tea: fn() -> Box<dyn Peer> =
        || Box::new(HttpPeer::new(ms(15), &[("/menu", "mint, green, earl grey\n")]));
    let service = |name, latency, answers| Service {
        name,
        port: 80,
        lookup: ms(5),
        latency: ms(latency),
        answers,
    };
    let services =
        vec![service("tea.test", 10, Ok(tea)), service("cake.test", 15, Err(Fault::Refuse))];
    Network { services, clients: Vec::new() }
}
