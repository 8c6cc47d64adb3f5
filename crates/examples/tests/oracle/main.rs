//! The oracle: the async examples, compiled a second time against real tokio (current-thread,
//! clock paused) by another face under the same name, print the same lines at the same times.
//!
//! The face is this crate itself: `awaitscope` means the root of this file here.
#![cfg(not(target_arch = "wasm32"))]
#![allow(dead_code, unreachable_pub, missing_docs)]

extern crate self as awaitscope;

mod face;
pub use ::tracing;
pub use face::{__trace, io, net, random, sync, task, thread, time};
pub use futures::{future, stream};
pub use macros::traced;
pub use task::spawn;
pub use time::work;
pub use tokio::{join, select, try_join};

/// Compiles a file of a chapter against tokio, and compares what it prints with our own run.
macro_rules! agrees {
    ($module:ident, $id:literal, $file:literal) => {
        #[path = $file]
        mod $module;

        #[test]
        fn $module() {
            assert_eq!(crate::ours_prints($id), crate::tokio_prints($id, $module::main));
        }
    };
}

/// Compiles a small program against tokio, and compares what it prints with a text.
macro_rules! prints {
    ($module:ident, $file:literal, $text:literal) => {
        #[path = $file]
        mod $module;

        #[test]
        fn $module() {
            let network = reactor::Network::default();
            let lines = crate::tokio_prints_in(network, $module::main).into_iter();
            let lines: String = lines.map(|(at, text)| format!("{at} {text}\n")).collect();
            expect_test::expect_file![$text].assert_eq(&lines);
        }
    };
}

mod at_work;
mod first_look;
mod hood;
mod programs;
mod promises;
mod refused;
mod wrong;

use std::time::Duration;
use trace::Recipe;

/// Lines with their virtual times in whole milliseconds, as tokio has them.
fn tokio_prints<F>(id: &str, main: fn() -> F) -> Vec<(u64, String)>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let example = examples::find(id).expect("the oracle names examples that exist");
    tokio_prints_in(example.network(), main)
}

fn tokio_prints_in<F>(network: reactor::Network, main: fn() -> F) -> Vec<(u64, String)>
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
        face::begin(network);
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
