//! Look-ups and connections: what fails, when, and with which words; and what giving up does.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::{Driver, Notes, Scribe, at, ms, service};
use expect_test::{Expect, expect};
use reactor::{Fault, Network, Peer, Service};
use std::time::Duration;

thread_local! {
    static NOTES: Notes = Notes::default();
}

fn scribe() -> Network {
    service(
        "scribe.test",
        Ok(|| Box::new(Scribe { notes: NOTES.with(Clone::clone), says: |_| {} })),
    )
}

fn check(network: Network, script: impl FnOnce(&mut Driver), expected: Expect) {
    let notes = NOTES.with(Clone::clone);
    notes.lock().unwrap().clear();
    let mut driver = Driver::with_notes(network, notes);
    script(&mut driver);
    driver.run();
    expected.assert_eq(&driver.told());
}

#[test]
fn a_name_is_found_and_an_unknown_one_is_not() {
    check(
        scribe(),
        |driver| {
            driver.ask("known", |reactor| reactor.lookup("scribe.test"));
            driver.ask("unknown", |reactor| reactor.lookup("scribe.tset"));
        },
        expect![[r#"
            1ms known: done
            5ms unknown: unknown host name"#]],
    );
}

#[test]
fn a_connection_stands_after_the_way_there_and_back() {
    check(
        scribe(),
        |driver| _ = driver.ask("connection", |reactor| reactor.connect(0, 80)),
        expect![[r#"
            10ms the peer is connected
            20ms connection: done"#]],
    );
}

#[test]
fn a_closed_port_and_an_unknown_host_refuse() {
    check(
        scribe(),
        |driver| {
            driver.ask("another port", |reactor| reactor.connect(0, 81));
            driver.ask("no such host", |reactor| reactor.connect(9, 80));
        },
        expect![[r#"
            0 no such host: unknown host name
            20ms another port: connection refused"#]],
    );
    let refuses = service("closed.test", Err(Fault::Refuse));
    check(
        refuses,
        |driver| _ = driver.ask("connection", |reactor| reactor.connect(0, 80)),
        expect!["20ms connection: connection refused"],
    );
}

#[test]
fn a_silent_host_times_out() {
    check(
        service("far.test", Err(Fault::Silent(ms(75)))),
        |driver| _ = driver.ask("connection", |reactor| reactor.connect(0, 80)),
        expect!["75ms connection: timed out"],
    );
}

#[test]
fn a_host_may_listen_on_several_ports() {
    let peer =
        || Box::new(Scribe { notes: NOTES.with(Clone::clone), says: |_| {} }) as Box<dyn Peer>;
    let mut network = service("two.test", Err(Fault::Refuse));
    let (lookup, latency) = (ms(1), ms(3));
    network.services.push(Service {
        name: "two.test",
        port: 443,
        lookup,
        latency,
        answers: Ok(peer),
    });
    check(
        network,
        |driver| {
            driver.ask("port 80", |reactor| reactor.connect(0, 80));
            driver.ask("port 443", |reactor| reactor.connect(0, 443));
        },
        expect![[r#"
            3ms the peer is connected
            6ms port 443: done
            20ms port 80: connection refused"#]],
    );
}

#[test]
fn a_connection_that_is_given_up_is_closed_as_far_as_it_got() {
    check(
        scribe(),
        |driver| {
            let on_its_way = driver.ask("on its way", |reactor| reactor.connect(0, 80));
            let there = driver.ask("there", |reactor| reactor.connect(0, 80));
            driver.pass(at(5));
            driver.cancel(on_its_way);
            driver.pass(at(20));
            driver.cancel(there);
        },
        expect![[r#"
            5ms on its way: cancelled
            10ms the peer is connected
            10ms the peer is connected
            15ms the peer hears that we have closed
            20ms there: done
            20ms there: given back
            30ms the peer hears that we have closed"#]],
    );
}

#[test]
fn a_link_as_slow_as_time_itself_does_not_overflow() {
    let mut network = scribe();
    network.services[0].latency = Duration::MAX;
    check(
        network,
        |driver| {
            driver.ask("never", |reactor| reactor.connect(0, 80));
            driver.ask("never refused", |reactor| reactor.connect(0, 81));
        },
        expect![[r#"
            18446744073709551615ns the peer is connected
            18446744073709551615ns never: done
            18446744073709551615ns never refused: connection refused"#]],
    );
}

#[test]
fn a_failure_is_an_io_error_of_its_kind() {
    use reactor::Failure;
    use std::io::{Error, ErrorKind};
    let kinds = [
        (Failure::UnknownName, ErrorKind::NotFound),
        (Failure::Refused, ErrorKind::ConnectionRefused),
        (Failure::Reset, ErrorKind::ConnectionReset),
        (Failure::TimedOut, ErrorKind::TimedOut),
        (Failure::AddressInUse, ErrorKind::AddrInUse),
        (Failure::NeverAnswered, ErrorKind::WouldBlock),
    ];
    for (failure, kind) in kinds {
        let error = Error::from(failure);
        assert_eq!((error.kind(), error.to_string()), (kind, failure.to_string()));
    }
}
