//! A randomised program of threads over a hundred seeds: valid, the same again, and not always in
//! one order.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{ms, valid};
use awaitscope::blocking::net::TcpStream;
use awaitscope::blocking::{Read, Write};
use awaitscope::world::{HttpPeer, Network, Service};
use awaitscope::{Limits, Machine, block_on, println, random, spawn, thread, time, traced, work};
use std::collections::BTreeSet;
use trace::{Recipe, Trace};

fn tea_house() -> Network {
    let peer = || Box::new(HttpPeer::new(ms(3), &[("/", "tea")])) as Box<_>;
    let (lookup, latency) = (ms(1), ms(2));
    let service = Service { name: "tea.test", port: 80, lookup, latency, answers: Ok(peer) };
    Network { services: vec![service], clients: Vec::new() }
}

#[traced]
fn fetch() -> std::io::Result<usize> {
    let mut stream = TcpStream::connect("tea.test:80")?;
    stream.write_all(b"GET / HTTP/1.1\r\n\r\n")?;
    stream.read_to_end(&mut Vec::new())
}

#[traced]
fn wander(name: u32, depth: u32) {
    let mut handles = Vec::new();
    for step in 0..random::below(5) {
        println!("{name}.{depth}.{step}");
        let some = ms(u64::from(random::below(9)));
        match random::below(7) {
            0 => work(some),
            1 if depth > 0 => handles.push(thread::spawn(move || wander(name + 1, depth - 1))),
            2 if depth > 0 => drop(thread::spawn(move || wander(name + 2, depth - 1))),
            3 => println!("{:?}", fetch().is_ok()),
            4 => {
                let slept = block_on(async move {
                    let inner = spawn(time::sleep(some));
                    work(ms(1));
                    inner.await.is_ok()
                });
                println!("{slept:?}");
            }
            5 => {
                let parked = thread::current();
                let unparker = thread::spawn(move || {
                    thread::sleep(some);
                    parked.unpark();
                });
                thread::park();
                assert!(unparker.join().is_ok());
            }
            _ => thread::sleep(some),
        }
    }
    for handle in handles {
        println!("joined {:?}", handle.join());
    }
}

fn main() {
    let all = [10, 20, 30].map(|name| thread::spawn(move || wander(name, 2)));
    all.into_iter().for_each(|handle| assert!(handle.join().is_ok()));
}

fn check(run: impl Fn() -> Trace) -> String {
    let trace = valid(run());
    assert_eq!(trace.to_text(), run().to_text());
    assert_eq!(trace.outcome.name(), "completed", "{}", trace.outcome.sentence(&trace));
    trace.log().map(|(_, _, text)| text.to_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_seed_is_valid_and_the_same_twice() {
    let mut orders = BTreeSet::new();
    for seed in 0..100 {
        let recipe = Recipe::of("wander").with_seed(seed);
        let run = || awaitscope::run_blocking(recipe.clone(), tea_house(), Limits::LESSON, main);
        orders.insert(check(run));
    }
    assert!(orders.len() > 90, "{} orders", orders.len());
}

#[test]
fn so_it_is_on_one_and_on_two_cores() {
    for seed in 0..20 {
        let recipe = Recipe::of("wander").with_seed(seed);
        for cores in [1, 2] {
            let machine = Machine::with_cores(cores);
            check(|| awaitscope::run_on(machine, &recipe, &tea_house, Limits::LESSON, &main));
        }
    }
}

#[test]
fn the_seed_changes_which_of_three_requests_is_answered_first() {
    let mut orders = BTreeSet::new();
    for seed in 0..30 {
        let recipe = Recipe::of("finish").with_seed(seed);
        let main = || {
            let jobs = ["a", "b", "c"].map(|name| {
                thread::spawn(move || {
                    assert!(fetch().is_ok());
                    println!("{name}");
                })
            });
            jobs.into_iter().for_each(|job| job.join().unwrap());
        };
        let run = || awaitscope::run_blocking(recipe.clone(), tea_house(), Limits::LESSON, main);
        orders.insert(check(run));
    }
    assert!(orders.len() >= 5, "{orders:?}");
    assert!(orders.contains("a b c"), "the calm run, and others");
}
