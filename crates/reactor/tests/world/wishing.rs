//! Operations that end at another instant than they would: in order, and no sooner than what they
//! get can be there.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::{Driver, Notes, Scribe, at, clients, ms, service};
use reactor::{Network, OpKey, Outbox, Reactor, StreamKey};
use trace::Instant;

/// What the peer says when the connection stands, and whenever it hears “again”: three pieces and
/// the end, 10 ms after each other.
fn says(out: &mut Outbox) {
    out.drip(ms(10), ms(10), 1, b"abc");
    out.end(ms(40));
}

fn host(answers: fn() -> Box<dyn reactor::Peer>) -> Driver {
    Driver::new(service("scribe.test", Ok(answers)))
}

fn talker() -> Box<dyn reactor::Peer> {
    Box::new(Scribe { notes: Notes::default(), says })
}

fn answerer() -> Box<dyn reactor::Peer> {
    Box::new(Scribe { notes: Notes::default(), says: |_| {} })
}

fn wish(driver: &mut Driver, to: u64, ask: impl FnOnce(&mut Reactor) -> OpKey) -> OpKey {
    driver.reactor.end_next_at(Some(at(to)));
    ask(&mut driver.reactor)
}

/// Waits for an operation; when it ends, and what it answers.
fn answer(driver: &mut Driver, op: OpKey) -> String {
    while driver.reactor.is_pending(op) {
        let next = driver.reactor.next_deadline().expect("something is on its way");
        driver.pass(next);
    }
    format!("{} {}", driver.reactor.now(), driver.take(op))
}

fn reads(driver: &mut Driver, stream: StreamKey, count: usize) -> Vec<String> {
    let mut read = || {
        let op = driver.reactor.read(stream, 9);
        answer(driver, op)
    };
    (0..count).map(|_| read()).collect()
}

#[test]
fn deadlines_are_moved_sooner_and_later_and_never_before_they_begin() {
    let mut driver = host(talker);
    let later = wish(&mut driver, 50, |reactor| reactor.sleep(at(20)));
    let sooner = wish(&mut driver, 5, |reactor| reactor.sleep(at(20)));
    let alone = driver.reactor.sleep(at(20));
    let looked_up = wish(&mut driver, 30, |reactor| reactor.lookup("scribe.test"));
    let ends = [sooner, alone, looked_up, later].map(|op| answer(&mut driver, op));
    assert_eq!(ends, ["5ms Done", "20ms Done", "30ms Found(0)", "50ms Done"]);
    let before = wish(&mut driver, 49, |reactor| reactor.sleep(at(60)));
    assert_eq!(answer(&mut driver, before), "60ms Done", "it begins at 50 ms");
    let never = wish(&mut driver, 70, |reactor| reactor.sleep(Instant(u64::MAX)));
    assert_eq!(answer(&mut driver, never), "70ms Done");
}

#[test]
fn a_connection_that_stands_sooner_can_be_used_at_once() {
    let mut driver = host(talker);
    let connection = wish(&mut driver, 1, |reactor| reactor.connect(0, 80));
    driver.pass(at(1));
    let stream = driver.take_stream(connection).expect("it stands");
    // The peer hears of it at 10 ms as ever, and what it says takes 10 ms more.
    assert_eq!(reads(&mut driver, stream, 2), ["30ms “a”", "40ms “b”"]);
}

#[test]
fn an_arrival_that_comes_later_pushes_the_next_ones_and_never_reorders_them() {
    let mut driver = host(talker);
    let stream = driver.connect();
    let first = wish(&mut driver, 45, |reactor| reactor.read(stream, 9));
    assert_eq!(answer(&mut driver, first), "45ms “a”");
    assert_eq!(reads(&mut driver, stream, 3), ["45ms “b”", "50ms “c”", "60ms “”"]);
}

#[test]
fn what_has_come_already_can_come_later_too() {
    let mut driver = host(talker);
    let stream = driver.connect();
    driver.pass(at(40));
    let first = wish(&mut driver, 55, |reactor| reactor.read(stream, 1));
    assert!(driver.reactor.is_pending(first));
    assert_eq!(answer(&mut driver, first), "55ms “a”");
    assert_eq!(reads(&mut driver, stream, 2), ["55ms “bc”", "60ms “”"]);
}

#[test]
fn an_arrival_that_comes_sooner_leaves_the_next_ones_where_they_are() {
    let mut driver = host(talker);
    let stream = driver.connect();
    let first = wish(&mut driver, 21, |reactor| reactor.read(stream, 9));
    assert_eq!(answer(&mut driver, first), "21ms “a”");
    assert_eq!(reads(&mut driver, stream, 3), ["40ms “b”", "50ms “c”", "60ms “”"]);
}

#[test]
fn a_peer_that_has_yet_to_hear_the_question_hears_it_then() {
    let mut driver = host(answerer);
    let stream = driver.connect();
    driver.reactor.write(stream, b"again");
    // Nothing is said by itself, but it has heard the question, 8 ms before its time.
    let read = wish(&mut driver, 22, |reactor| reactor.read(stream, 9));
    let before = driver.reactor.next_deadline();
    assert_eq!(before, Some(at(22)), "something is on its way");
    driver.pass(at(22));
    assert!(driver.reactor.is_pending(read), "and that is no answer");
    assert_eq!(driver.reactor.next_deadline(), None, "a wish for nothing moves no clock");
}

#[test]
fn what_is_not_on_its_way_yet_comes_as_soon_as_it_is() {
    let mut driver = host(|| {
        Box::new(reactor::HttpPeer::new(ms(30), &[("/", "tea")])) as Box<dyn reactor::Peer>
    });
    let stream = driver.connect();
    let read = wish(&mut driver, 25, |reactor| reactor.read(stream, 999));
    assert_eq!(driver.reactor.next_deadline(), None);
    driver.pass(at(40));
    driver.reactor.write(stream, b"GET / HTTP/1.1\r\n\r\n");
    let page = answer(&mut driver, read);
    assert!(page.starts_with("40ms “HTTP/1.1 200 OK") && page.ends_with("tea”"), "{page}");
}

#[test]
fn several_readers_are_served_in_their_order_whatever_is_wished() {
    let mut driver = host(talker);
    let stream = driver.connect();
    let first = driver.reactor.read(stream, 9);
    let second = wish(&mut driver, 70, |reactor| reactor.read(stream, 9));
    let third = wish(&mut driver, 21, |reactor| reactor.read(stream, 9));
    let ends = [first, second, third].map(|op| answer(&mut driver, op));
    assert_eq!(ends, ["30ms “a”", "70ms “b”", "70ms “c”"]);
}

#[test]
fn who_gives_up_first_leaves_what_was_held_back_to_the_next_in_its_time() {
    let mut driver = host(talker);
    let stream = driver.connect();
    let first = wish(&mut driver, 70, |reactor| reactor.read(stream, 9));
    driver.pass(at(25));
    let _ = driver.reactor.cancel(first);
    assert_eq!(reads(&mut driver, stream, 1), ["30ms “a”"], "nothing was held back yet");
    let second = wish(&mut driver, 70, |reactor| reactor.read(stream, 9));
    driver.pass(at(45));
    let _ = driver.reactor.cancel(second);
    assert_eq!(reads(&mut driver, stream, 3), ["70ms “b”", "70ms “c”", "70ms “”"]);
}

#[test]
fn a_stream_that_is_closed_holds_nothing_and_moves_no_clock() {
    let mut driver = host(talker);
    let stream = driver.connect();
    let _ = wish(&mut driver, 9_000, |reactor| reactor.read(stream, 9));
    driver.pass(at(45));
    driver.reactor.close(stream);
    driver.run();
    assert_eq!(driver.reactor.now(), at(60));
}

fn visitors(millis: &[u64]) -> Network {
    clients(&Notes::default(), millis, |out| out.send(ms(2), "hello"))
}

#[test]
fn a_client_comes_sooner_or_later_and_speaks_so_much_sooner_or_later() {
    for (to, comes, speaks) in
        [(2, "2ms stream 0", "5ms “hello”"), (30, "30ms stream 0", "33ms “hello”")]
    {
        let mut driver = Driver::new(visitors(&[9, 19]));
        let listener = driver.reactor.listen(7).unwrap();
        let accept = wish(&mut driver, to, |reactor| reactor.accept(listener));
        while driver.reactor.is_pending(accept) {
            let next = driver.reactor.next_deadline().unwrap();
            driver.pass(next);
        }
        let now = driver.reactor.now();
        let stream = driver.take_stream(accept).unwrap();
        assert_eq!(format!("{now} stream {}", stream.number()), comes);
        let next = driver.reactor.accept(listener);
        assert_eq!(reads(&mut driver, stream, 1), [speaks]);
        let expected = if to == 30 { "33ms stream 1" } else { "20ms stream 1" };
        assert_eq!(answer(&mut driver, next), expected, "it was pushed to 30 ms");
    }
}

#[test]
fn an_accept_to_whom_nobody_comes_moves_no_clock() {
    let mut driver = Driver::new(visitors(&[]));
    let listener = driver.reactor.listen(7).unwrap();
    let accept = wish(&mut driver, 30, |reactor| reactor.accept(listener));
    assert_eq!(driver.reactor.next_deadline(), None);
    assert!(driver.reactor.is_pending(accept));
}

#[test]
fn who_was_held_back_when_a_listener_closes_is_refused_or_hears_it() {
    let notes = Notes::default();
    let network = clients(&notes, &[9, 19], |_| {});
    let mut driver = Driver::with_notes(network, notes);
    let listener = driver.reactor.listen(7).unwrap();
    let _ = wish(&mut driver, 500, |reactor| reactor.accept(listener));
    driver.pass(at(15));
    driver.reactor.unlisten(listener);
    driver.run();
    assert_eq!((driver.told().as_str(), driver.reactor.now()), ("", at(20)));
}

#[test]
fn hurrying_ends_an_operation_now_if_it_can_end() {
    let mut driver = host(talker);
    let slow = driver.reactor.sleep(at(90));
    assert_eq!(driver.reactor.hurry(slow).len(), 1);
    assert_eq!(answer(&mut driver, slow), "0 Done");
    let stream = driver.connect();
    let read = driver.reactor.read(stream, 9);
    assert_eq!(driver.reactor.hurry(read).len(), 1);
    assert_eq!(answer(&mut driver, read), "20ms “a”");
    let mut quiet = host(answerer);
    let stream = quiet.connect();
    let read = quiet.reactor.read(stream, 9);
    assert!(quiet.reactor.hurry(read).is_empty());
}
