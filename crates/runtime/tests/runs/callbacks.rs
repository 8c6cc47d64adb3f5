//! The event loop: what is called when, by whom, and what becomes of errors.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, run_blocking};
use awaitscope::callback::EventLoop;
use awaitscope::println;
use awaitscope::world::{Fault, HttpPeer, Network, Peer, Service};
use trace::{EventKind, OpKind, OpState};

fn tea_house() -> Network {
    let peer: fn() -> Box<dyn Peer> = || Box::new(HttpPeer::new(ms(30), &[("/", "mint\n")]));
    let service =
        |name, answers| Service { name, port: 80, lookup: ms(5), latency: ms(10), answers };
    let services = vec![
        service("tea.test", Ok(peer)),
        service("closed.test", Err(Fault::Refuse)),
        service("mute.test", Err(Fault::Silent(ms(90)))),
    ];
    Network { services, clients: Vec::new() }
}

#[test]
fn what_ends_first_is_called_first() {
    let trace = run_blocking(Network::default(), || {
        let mut events = EventLoop::new();
        for millis in [30, 10, 20] {
            events.set_timeout(ms(millis), move |_| println!("{millis}"));
        }
        println!("nothing yet");
        events.run();
        println!("all");
    });
    assert_eq!(lines(&trace), ["0 nothing yet", "10ms 10", "20ms 20", "30ms 30", "30ms all"]);
}

#[test]
fn of_what_ends_at_once_what_was_asked_for_first_is_called_first() {
    let trace = run_blocking(Network::default(), || {
        let mut events = EventLoop::new();
        events.set_timeout(ms(10), |events| {
            println!("a");
            events.set_timeout(ms(0), |_| println!("c"));
        });
        events.set_timeout(ms(10), |_| println!("b"));
        events.run();
    });
    assert_eq!(lines(&trace), ["10ms a", "10ms b", "10ms c"]);
}

#[test]
fn a_request_goes_from_callback_to_callback() {
    let trace = run_blocking(tea_house(), || {
        let mut events = EventLoop::new();
        events.connect("tea.test:80", |events, connected| {
            let connection = connected.unwrap();
            println!("connected");
            events.write_all(connection, b"GET / HTTP/1.1\r\n\r\n", |events, sent| {
                events.read(sent.unwrap(), |events, read| {
                    let (connection, bytes) = read.unwrap();
                    println!("{}", String::from_utf8_lossy(&bytes).lines().last().unwrap());
                    events.read(connection, |_, read| {
                        assert!(read.unwrap().1.is_empty(), "the end of the stream");
                    });
                });
            });
        });
        events.run();
    });
    assert_eq!(lines(&trace), ["25ms connected", "75ms mint"]);
}

#[test]
fn errors_come_to_the_callback_and_the_loop_goes_on() {
    let trace = run_blocking(tea_house(), || {
        let mut events = EventLoop::new();
        for address in ["closed.test:80", "nobody.test:80", "mute.test:80", "no address"] {
            events.connect(address, move |_, connected| {
                println!("{address}: {}", connected.unwrap_err());
            });
        }
        events.run();
    });
    let expected = [
        "0 no address: “no address” is no address; one looks like tea.test:80",
        "5ms nobody.test:80: unknown host name",
        "25ms closed.test:80: connection refused",
        "95ms mute.test:80: timed out",
    ];
    assert_eq!(lines(&trace), expected);
}

#[test]
fn one_system_call_waits_for_all_and_callbacks_stand_atop_the_loop() {
    let trace = run_blocking(tea_house(), || {
        let mut events = EventLoop::new();
        events.connect("closed.test:80", |_, _| println!("called"));
        events.run();
    });
    let (index, event, _) = trace.log().next().unwrap();
    let stack = &trace.state_at(index).stacks[event.lane.index()];
    let names: Vec<_> = stack.iter().map(|call| trace.call_name(*call)).collect();
    assert_eq!(names, ["EventLoop::run"]);
    let waits = trace.events.iter().filter(|e| matches!(e.kind, EventKind::WaitStarted(_)));
    assert_eq!(waits.count(), 2, "for the look-up, and for the connection");
}

#[test]
fn what_can_never_end_is_given_up() {
    let silent = || -> Box<dyn Peer> { Box::new(awaitscope::world::SilentClient) };
    let answers: Result<fn() -> Box<dyn Peer>, Fault> = Ok(silent);
    let service = Service { name: "mute.test", port: 80, lookup: ms(1), latency: ms(1), answers };
    let network = Network { services: vec![service], clients: Vec::new() };
    let trace = run_blocking(network, || {
        let mut events = EventLoop::new();
        events.connect("mute.test:80", |events, connected| {
            events.read(connected.unwrap(), |_, _| println!("never"));
        });
        events.run();
        println!("given up");
    });
    assert_eq!(lines(&trace), ["3ms given up"]);
    let read = trace.ops.iter().position(|op| op.kind == OpKind::Read).unwrap();
    let end = trace.state_at(usize::MAX).ops[read];
    assert_eq!(end, OpState::Ended(trace::OpEnd::Cancelled));
}
