//! Chance: none in seed 0, some in every other, always the same for the same seed.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::driver::{Notes, Scribe, clients, ms, service};
use reactor::{Network, OpKey, Random, Reactor};
use std::collections::BTreeSet;
use trace::Instant;

const SEEDS: u64 = 100;

/// When this operation of a world with this seed ends.
fn ends(network: Network, seed: u64, ask: fn(&mut Reactor) -> OpKey) -> Instant {
    let mut reactor = Reactor::new(network, seed);
    let op = ask(&mut reactor);
    while reactor.is_pending(op) {
        let next = reactor.next_deadline().expect("the operation is under way");
        reactor.advance(next);
    }
    reactor.now()
}

/// Seed 0 is at `calm`; the others are spread over the milliseconds from there to `latest`.
fn check(network: fn() -> Network, ask: fn(&mut Reactor) -> OpKey, calm: u64, latest: u64) {
    assert_eq!(ends(network(), 0, ask), Instant(calm * 1_000_000));
    let mut seen = BTreeSet::new();
    for seed in 1..SEEDS {
        let end = ends(network(), seed, ask);
        assert_eq!(end, ends(network(), seed, ask), "seed {seed}, twice");
        assert!((calm..=latest).contains(&(end.0 / 1_000_000)), "seed {seed}: {end}");
        seen.insert(end);
    }
    assert!(seen.len() > 5, "{seen:?}");
}

fn scribe() -> Network {
    service("scribe.test", Ok(|| Box::new(Scribe { notes: Notes::default(), says: |_| {} })))
}

fn late_client() -> Network {
    let mut network = clients(&Notes::default(), &[5], |_| {});
    network.clients[0].jitter = ms(20);
    network
}

fn accept(reactor: &mut Reactor) -> OpKey {
    let listener = reactor.listen(7).expect("nobody else listens");
    reactor.accept(listener)
}

#[test]
fn a_connection_is_up_to_nine_milliseconds_slower_each_way() {
    check(scribe, |reactor| reactor.connect(0, 80), 20, 38);
}

#[test]
fn a_client_comes_up_to_its_jitter_later() {
    check(late_client, accept, 6, 25);
}

#[test]
fn sleeps_and_look_ups_are_always_on_time() {
    for seed in 0..SEEDS {
        let slept = ends(scribe(), seed, |reactor| reactor.sleep(Instant(7)));
        let found = ends(scribe(), seed, |reactor| reactor.lookup("scribe.test"));
        assert_eq!((slept, found), (Instant(7), Instant(1_000_000)));
    }
}

/// These numbers are in every link that carries a seed.
#[test]
fn the_numbers_of_a_seed_never_change() {
    let draw = |seed| {
        let mut random = Random::from_seed(seed);
        [(); 6].map(|()| random.below(1000))
    };
    assert_eq!(draw(0), [461, 846, 708, 150, 423, 425]);
    assert_eq!(draw(7), [968, 702, 602, 278, 647, 132]);
}

#[test]
fn every_number_below_a_bound_comes_up_and_none_above() {
    let mut random = Random::from_seed(1);
    let mut seen = [0; 6];
    for _ in 0..6000 {
        seen[random.below(6) as usize] += 1;
    }
    assert!(seen.iter().all(|count| (800..1200).contains(count)), "{seen:?}");
    assert_eq!((random.below(0), random.below(1)), (0, 0));
}
