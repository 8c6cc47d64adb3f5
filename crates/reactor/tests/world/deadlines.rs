//! Deadlines: their order, what cancelling does, and the end of time.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::{Driver, at, ms};
use reactor::{Network, Outbox, Reactor, Said};
use std::task::Waker;
use std::time::Duration;
use trace::Instant;

fn check(script: impl FnOnce(&mut Driver), expected: &str) {
    let mut driver = Driver::new(Network::default());
    script(&mut driver);
    driver.run();
    let told: Vec<_> = driver.told().lines().map(str::to_owned).collect();
    assert_eq!(told.join(", "), expected);
}

#[test]
fn deadlines_come_in_order_and_equal_ones_as_they_were_set() {
    check(
        |driver| {
            driver.ask("b", |reactor| reactor.sleep(at(5)));
            driver.ask("a", |reactor| reactor.sleep(at(3)));
            driver.ask("c", |reactor| reactor.sleep(at(5)));
        },
        "3ms a: done, 5ms b: done, 5ms c: done",
    );
}

#[test]
fn one_advance_passes_at_most_one_deadline() {
    let mut reactor = Reactor::new(Network::default(), 0);
    reactor.sleep(at(3));
    reactor.sleep(at(3));
    let mut seen = Vec::new();
    while let Some(ended) = reactor.advance(at(7)) {
        seen.push((ended.len(), reactor.now()));
    }
    assert_eq!(seen, [(1, at(3)), (1, at(3))]);
    assert_eq!(reactor.now(), at(7));
    assert!(reactor.advance(at(2)).is_none(), "the past is no place to go");
    assert_eq!(reactor.now(), at(7));
}

#[test]
fn a_deadline_in_the_past_is_due_now() {
    check(
        |driver| {
            driver.pass(at(9));
            driver.ask("late", |reactor| reactor.sleep(at(3)));
        },
        "9ms late: done",
    );
}

#[test]
fn a_cancelled_deadline_moves_no_clock_and_cancelling_twice_does_nothing() {
    check(
        |driver| {
            let cancelled = driver.ask("never", |reactor| reactor.sleep(at(50)));
            driver.ask("soon", |reactor| reactor.sleep(at(5)));
            driver.cancel(cancelled);
            driver.cancel(cancelled);
        },
        "0 never: cancelled, 0 never: given back, 5ms soon: done",
    );
}

#[test]
fn the_last_watcher_is_handed_back_and_the_one_before_returned() {
    let mut reactor = Reactor::new(Network::default(), 0);
    let slept = reactor.sleep(at(1));
    let (first, second) = (futures_waker(), futures_waker());
    assert!(reactor.watch(slept, first.clone()).is_none());
    assert!(reactor.is_watched_by(slept, &first) && !reactor.is_watched_by(slept, &second));
    let former = reactor.watch(slept, second.clone());
    assert!(former.is_some_and(|waker| waker.will_wake(&first)));
    let ended = reactor.advance(at(1)).expect("it is due");
    assert!(ended[0].waker.as_ref().is_some_and(|waker| waker.will_wake(&second)));
    assert!(reactor.watch(slept, first).is_some(), "an answer is there: nobody will be called");
    let cancelled = reactor.sleep(at(2));
    reactor.watch(cancelled, second);
    assert!(reactor.cancel(cancelled).waker.is_some(), "to be dropped by the caller");
}

/// A waker that is like no other.
fn futures_waker() -> Waker {
    struct Unlike;

    impl std::task::Wake for Unlike {
        fn wake(self: std::sync::Arc<Self>) {}
    }
    std::sync::Arc::new(Unlike).into()
}

#[test]
fn the_end_of_time_does_not_overflow() {
    let end = Instant(u64::MAX);
    check(
        |driver| {
            driver.ask("last", |reactor| reactor.sleep(end));
            driver.ask("later still", |reactor| {
                let until = reactor.now().after(Duration::MAX);
                reactor.sleep(until)
            });
            driver.run();
            driver.ask("and again", |reactor| reactor.sleep(reactor.now().after(ms(1))));
        },
        &format!("{end} last: done, {end} later still: done, {end} and again: done"),
    );
}

#[test]
fn a_peer_may_take_for_ever() {
    let mut out = Outbox::default();
    out.drip(Duration::MAX, Duration::MAX, 0, b"abc");
    let said: Vec<_> = out.said.iter().map(|(after, _)| *after).collect();
    assert_eq!(said, [Duration::MAX; 3]);
    assert_eq!(out.said[2].1, Said::Bytes(b"c".to_vec()), "a piece is one byte at least");
}
