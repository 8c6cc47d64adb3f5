//! Several clocks in one world: each stands where its thread does, and streams move between them.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::{at, ms, service};
use reactor::{Answer, Client, ClockId, HttpPeer, Network, OpKey, Reactor, ScriptedClient};

fn tea() -> Network {
    service("tea.test", Ok(|| Box::new(HttpPeer::new(ms(5), &[("/", "tea")]))))
}

/// Lets time pass on the present clock until the operation has ended; when, and what it answered.
fn wait(reactor: &mut Reactor, op: OpKey) -> (u64, Answer) {
    loop {
        if let Some(answer) = reactor.take_answer(op) {
            return (reactor.now().0 / 1_000_000, answer.unwrap());
        }
        let next = reactor.next_deadline().expect("something will happen");
        reactor.advance(next);
    }
}

#[test]
fn a_clock_begins_where_the_present_one_stands_and_moves_alone() {
    let mut reactor = Reactor::new(Network::default(), 0);
    let first = reactor.sleep(at(5));
    assert_eq!(wait(&mut reactor, first), (5, Answer::Done));
    let second = reactor.open_clock();
    let late = reactor.sleep(at(50));
    let home = reactor.use_clock(second);
    assert_eq!((home, reactor.now()), (ClockId::default(), at(5)));
    let early = reactor.sleep(at(20));
    assert_eq!(wait(&mut reactor, early), (20, Answer::Done));
    assert_eq!(reactor.next_deadline(), None, "what is due elsewhere is not due here");
    reactor.use_clock(home);
    assert_eq!(reactor.now(), at(5));
    assert_eq!(wait(&mut reactor, late), (50, Answer::Done));
}

#[test]
fn an_alarm_rings_on_another_clock_and_one_in_its_past_at_once() {
    let mut reactor = Reactor::new(Network::default(), 0);
    let second = reactor.open_clock();
    let (ahead, behind) = (reactor.alarm(second, at(7)), reactor.alarm(second, at(9)));
    assert_eq!(reactor.next_deadline(), None);
    reactor.use_clock(second);
    assert_eq!(wait(&mut reactor, ahead), (7, Answer::Done));
    reactor.cancel(behind).ended.clear();
    reactor.advance(at(30));
    reactor.use_clock(ClockId::default());
    let past = reactor.alarm(second, at(10));
    reactor.use_clock(second);
    assert_eq!(wait(&mut reactor, past), (30, Answer::Done));
}

#[test]
fn a_stream_takes_what_is_on_its_way_along_each_thing_at_its_own_instant() {
    let mut reactor = Reactor::new(tea(), 0);
    let found = reactor.connect(0, 80);
    let (connected, Answer::Stream(stream)) = wait(&mut reactor, found) else { panic!() };
    assert_eq!(connected, 20);
    reactor.write(stream, b"GET / HTTP/1.1\r\n\r\n");
    let second = reactor.open_clock();
    reactor.use_clock(second);
    // The request arrives at 30, the answer leaves at 35 and is here at 45: long ago by then.
    reactor.advance(at(100));
    let read = reactor.read(stream, 1_000);
    let (when, Answer::Bytes(bytes)) = wait(&mut reactor, read) else { panic!() };
    assert_eq!((when, bytes.ends_with(b"tea")), (100, true));
    reactor.use_clock(ClockId::default());
    assert_eq!(reactor.next_deadline(), None, "nothing of it is left behind");
}

#[test]
fn a_listener_takes_its_clients_along_and_those_who_found_nobody_are_gone() {
    let client = |name, millis| Client {
        name,
        at: ms(millis),
        jitter: ms(0),
        port: 7,
        latency: ms(1),
        peer: Box::new(ScriptedClient::new(vec![], ms(5))),
    };
    let network = Network { services: vec![], clients: vec![client("ada", 3), client("bob", 30)] };
    let mut reactor = Reactor::new(network, 0);
    let second = reactor.open_clock();
    reactor.use_clock(second);
    reactor.advance(at(10));
    let listener = reactor.listen(7).unwrap();
    let accept = reactor.accept(listener);
    let (when, Answer::Stream(stream)) = wait(&mut reactor, accept) else { panic!() };
    assert_eq!((when, reactor.peer_name(stream)), (31, "bob"));
}

#[test]
fn every_clock_draws_from_its_own_stream_of_the_seed() {
    let draw = |reactor: &mut Reactor, clock| {
        reactor.use_clock(clock);
        (0..4).map(|_| reactor.random().below(1_000)).collect::<Vec<_>>()
    };
    let mut one = Reactor::new(Network::default(), 7);
    let (a, b) = (one.open_clock(), one.open_clock());
    let (of_a, of_b) = (draw(&mut one, a), draw(&mut one, b));
    let mut other = Reactor::new(Network::default(), 7);
    let (a, b) = (other.open_clock(), other.open_clock());
    assert_eq!(draw(&mut other, b), of_b, "in whatever order they draw");
    assert_eq!(draw(&mut other, a), of_a);
    assert_ne!(of_a, of_b);
    assert_ne!(draw(&mut other, ClockId::default()), of_a);
}
