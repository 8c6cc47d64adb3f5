//! A randomised program over a hundred seeds: valid, the same again, and not always in one order.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{ms, valid};
use awaitscope::io::{AsyncReadExt, AsyncWriteExt};
use awaitscope::net::TcpStream;
use awaitscope::task::{JoinHandle, yield_now};
use awaitscope::time::{sleep, timeout};
use awaitscope::world::{HttpPeer, Network, Service};
use awaitscope::{Limits, join, println, random, spawn, traced, work};
use std::collections::BTreeSet;
use std::pin::Pin;
use trace::{Recipe, Trace};

const SEEDS: u64 = 100;

fn tea_house() -> Network {
    let peer = || Box::new(HttpPeer::new(ms(3), &[("/", "tea")])) as Box<_>;
    let (lookup, latency) = (ms(1), ms(2));
    let service = Service { name: "tea.test", port: 80, lookup, latency, answers: Ok(peer) };
    Network { services: vec![service], clients: Vec::new() }
}

/// Does one thing or another a few times, deeper and deeper, and says when.
#[traced]
async fn wander(name: u32, depth: u32) -> u32 {
    let mut handles: Vec<JoinHandle<u32>> = Vec::new();
    for step in 0..random::below(4) {
        println!("{name}.{depth}.{step}");
        match random::below(9) {
            0 => yield_now().await,
            1 => work(ms(u64::from(random::below(4)))),
            2 if depth > 0 => handles.push(spawn(deeper(name + 1, depth - 1))),
            3 if depth > 0 => drop(spawn(deeper(name + 2, depth - 1))),
            4 => handles.iter().for_each(JoinHandle::abort),
            5 if depth > 0 => {
                let late = ms(u64::from(random::below(6)));
                let both = join!(deeper(name + 3, depth - 1), sleep(late));
                println!("{} joined", both.0);
            }
            6 if depth > 0 => {
                let patience = ms(u64::from(random::below(5)));
                println!("{:?}", timeout(patience, deeper(name + 4, depth - 1)).await.is_ok());
            }
            7 => println!("{:?}", timeout(ms(9), fetch()).await.is_ok()),
            _ => sleep(ms(u64::from(random::below(8)))).await,
        }
    }
    for handle in handles {
        println!("{:?}", handle.await.map_err(|error| error.is_cancelled()));
    }
    name
}

fn deeper(name: u32, depth: u32) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(wander(name, depth))
}

#[traced]
async fn fetch() -> std::io::Result<usize> {
    let mut stream = TcpStream::connect("tea.test:80").await?;
    stream.write_all(b"GET / HTTP/1.1\r\n\r\n").await?;
    stream.read_to_end(&mut Vec::new()).await
}

fn check(seed: u64) -> Trace {
    let run = || {
        let recipe = Recipe::of("wander").with_seed(seed);
        awaitscope::run(recipe, tea_house(), Limits::LESSON, || async {
            let all = (0..4).map(|name| spawn(wander(10 * name, 3)));
            for handle in all.collect::<Vec<_>>() {
                let _ = handle.await;
            }
        })
    };
    let trace = valid(run());
    assert_eq!(trace.to_text(), run().to_text(), "seed {seed}, twice");
    trace
}

#[test]
fn every_seed_is_valid_and_the_same_twice_and_some_interleave_otherwise() {
    let mut orders = BTreeSet::new();
    for seed in 0..SEEDS {
        let trace = check(seed);
        orders.insert(trace.log().map(|(_, _, text)| text.to_owned()).collect::<Vec<_>>());
    }
    assert!(orders.len() > 50, "{} orders", orders.len());
}

/// The same lines in another order, and not just other lines.
#[test]
fn the_seed_alone_changes_the_order_of_the_same_lines() {
    #[traced]
    async fn twice(name: &'static str) {
        for n in 0..2 {
            sleep(ms(u64::from(random::below(9)))).await;
            println!("{name}{n}");
        }
    }
    let mut orders = BTreeSet::new();
    for seed in 0..SEEDS {
        let recipe = Recipe::of("twice").with_seed(seed);
        let main = || async { join!(twice("a"), twice("b")) };
        let trace = valid(awaitscope::run(recipe, Network::default(), Limits::LESSON, main));
        let said: Vec<_> = trace.log().map(|(_, _, text)| text.to_owned()).collect();
        orders.insert(said.join(" "));
    }
    assert_eq!(orders.len(), 6, "every way to merge two and two: {orders:?}");
}
