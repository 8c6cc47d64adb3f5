//! The oracle: the async examples, compiled a second time against real tokio (current-thread,
//! clock paused) by another face under the same name, print the same lines at the same times.
//!
//! The face is this crate itself: `awaitscope` means the root of this file here.
#![cfg(not(target_arch = "wasm32"))]
#![allow(dead_code, unreachable_pub, missing_docs)]

extern crate self as awaitscope;

#[path = "oracle/face.rs"]
mod face;
pub use face::{__trace, io, net, random, sync, task, time};
pub use futures::{future, stream};
pub use macros::traced;
pub use task::spawn;
pub use time::work;
pub use tokio::{join, select, try_join};

#[path = "../src/catalogue/async_concurrent.rs"]
mod async_concurrent;
#[path = "../src/catalogue/async_sequential.rs"]
mod async_sequential;
#[path = "../src/catalogue/countdown_future.rs"]
mod countdown_future;
#[path = "../src/catalogue/echo_server.rs"]
mod echo_server;
#[path = "../src/catalogue/lazy_future.rs"]
mod lazy_future;

use std::time::Duration;
use trace::Recipe;

/// Lines with their virtual times in whole milliseconds, as tokio has them.
fn tokio_prints<F>(network: fn() -> world::Network, main: fn() -> F) -> Vec<(u64, String)>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a current-thread runtime needs nothing from outside");
    runtime.block_on(async {
        face::begin(network());
        // A server never returns; an hour of virtual time after its last client, it is idle.
        let main = tokio::spawn(main());
        let _ = tokio::time::timeout(Duration::from_secs(3600), main).await;
    });
    face::printed()
}

/// The same of our own runtime, from the trace.
fn ours_prints(id: &str) -> Vec<(u64, String)> {
    let example = examples::find(id).expect("the oracle names examples that exist");
    let trace = example.run(&Recipe::of(id));
    trace.log().map(|(_, event, text)| (event.at.0 / 1_000_000, text.to_owned())).collect()
}

use examples::worlds;
use face::world;

#[test]
fn lazy_future_prints_what_tokio_prints() {
    assert_eq!(ours_prints("lazy-future"), tokio_prints(worlds::nobody, lazy_future::main));
}

#[test]
fn async_sequential_prints_what_tokio_prints() {
    let tokio = tokio_prints(worlds::nobody, async_sequential::main);
    assert_eq!(ours_prints("async-sequential"), tokio);
}

#[test]
fn async_concurrent_prints_what_tokio_prints() {
    let tokio = tokio_prints(worlds::nobody, async_concurrent::main);
    assert_eq!(ours_prints("async-concurrent"), tokio);
}

#[test]
fn countdown_future_prints_what_tokio_prints() {
    let tokio = tokio_prints(worlds::nobody, countdown_future::main);
    assert_eq!(ours_prints("countdown-future"), tokio);
}

#[test]
fn echo_server_prints_what_tokio_prints_over_the_same_peers() {
    let tokio = tokio_prints(worlds::three_echoers, echo_server::main);
    assert_eq!(tokio.len(), 6, "three clients come and leave: {tokio:?}");
    assert_eq!(ours_prints("echo-server"), tokio);
}

/// What small programs print on tokio, kept as text; `programs.rs` compares it with ours.
macro_rules! programs {
    ($($name:ident $file:literal $text:literal;)*) => {
        $(
            #[path = $file]
            mod $name;
        )*

        mod kept {
            $(
                #[test]
                fn $name() {
                    let lines = super::tokio_prints(super::worlds::nobody, super::$name::main);
                    let lines = lines.into_iter().map(|(at, text)| format!("{at} {text}\n"));
                    expect_test::expect_file![$text].assert_eq(&lines.collect::<String>());
                }
            )*
        }
    };
}

programs! {
    channels "programs/channels.rs" "programs/channels.txt";
    combinators "programs/combinators.rs" "programs/combinators.txt";
    intervals "programs/intervals.rs" "programs/intervals.txt";
    locks "programs/locks.rs" "programs/locks.txt";
    selects "programs/selects.rs" "programs/selects.txt";
}
