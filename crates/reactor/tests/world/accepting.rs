//! Listeners: clients that come early, late or to nobody, and accepts that give up.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::{Driver, Notes, at, clients, ms};
use expect_test::{Expect, expect};
use reactor::Failure;

/// Clients come to port 7 at these milliseconds, and are there one later.
fn check(millis: &[u64], script: impl FnOnce(&mut Driver), expected: Expect) {
    let notes = Notes::default();
    let network = clients(&notes, millis, |out| out.send(ms(2), "hello"));
    let mut driver = Driver::with_notes(network, notes);
    script(&mut driver);
    driver.run();
    expected.assert_eq(&driver.told());
}

#[test]
fn a_client_is_refused_when_nobody_listens() {
    check(
        &[1, 5],
        |driver| {
            driver.pass(at(3));
            let listener = driver.reactor.listen(7).unwrap();
            driver.ask("accept", |reactor| reactor.accept(listener));
        },
        expect![[r#"
            6ms the peer is connected
            6ms accept: done"#]],
    );
}

#[test]
fn clients_that_come_before_an_accept_wait_in_line() {
    check(
        &[1, 2],
        |driver| {
            let listener = driver.reactor.listen(7).unwrap();
            driver.pass(at(10));
            let first = driver.ask("first", |reactor| reactor.accept(listener));
            let second = driver.ask("second", |reactor| reactor.accept(listener));
            driver.ask("third", |reactor| reactor.accept(listener));
            let stream = driver.take_stream(first).unwrap();
            let hello = driver.ask("what the first had said", |reactor| reactor.read(stream, 9));
            assert_eq!(driver.take(hello), "“hello”");
            assert!(driver.take_stream(second).is_ok());
        },
        expect![[r#"
            2ms the peer is connected
            3ms the peer is connected
            10ms first: done
            10ms second: done
            10ms what the first had said: done"#]],
    );
}

#[test]
fn several_accepts_are_served_in_their_order() {
    check(
        &[1, 2],
        |driver| {
            let listener = driver.reactor.listen(7).unwrap();
            driver.ask("first", |reactor| reactor.accept(listener));
            let gives_up = driver.ask("gives up", |reactor| reactor.accept(listener));
            driver.ask("second", |reactor| reactor.accept(listener));
            driver.ask("third", |reactor| reactor.accept(listener));
            driver.cancel(gives_up);
        },
        expect![[r#"
            0 gives up: cancelled
            2ms the peer is connected
            2ms first: done
            3ms the peer is connected
            3ms second: done"#]],
    );
}

#[test]
fn what_an_accept_that_gives_up_had_got_goes_to_the_next() {
    check(
        &[1, 2],
        |driver| {
            let listener = driver.reactor.listen(7).unwrap();
            let gives_up = driver.ask("gives up", |reactor| reactor.accept(listener));
            driver.pass(at(2));
            driver.cancel(gives_up);
            driver.pass(at(3));
            let first = driver.ask("first", |reactor| reactor.accept(listener));
            assert_eq!(driver.take(first), "stream 0", "the one that came first");
            let too = driver.ask("gives up, too", |reactor| reactor.accept(listener));
            driver.ask("waits", |reactor| reactor.accept(listener));
            driver.cancel(too);
        },
        expect![[r#"
            2ms the peer is connected
            2ms gives up: done
            2ms gives up: given back
            3ms the peer is connected
            3ms first: done
            3ms gives up, too: done
            3ms gives up, too: given back
            3ms waits: done"#]],
    );
}

#[test]
fn a_listener_that_closes_hangs_up_on_those_in_line_and_frees_its_port() {
    check(
        &[1, 5],
        |driver| {
            let listener = driver.reactor.listen(7).unwrap();
            assert_eq!(driver.reactor.listen(7), Err(Failure::AddressInUse));
            driver.pass(at(3));
            let taken = driver.ask("taken and given up", |reactor| reactor.accept(listener));
            driver.reactor.unlisten(listener);
            driver.cancel(taken);
            let listener = driver.reactor.listen(7).unwrap();
            driver.ask("accept", |reactor| reactor.accept(listener));
        },
        expect![[r#"
            2ms the peer is connected
            3ms taken and given up: done
            3ms taken and given up: given back
            4ms the peer hears that we have closed
            6ms the peer is connected
            6ms accept: done"#]],
    );
}
