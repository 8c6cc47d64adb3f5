//! What some runs of the catalogue look like in each format, byte for byte.
//! `UPDATE_EXPECT=1 cargo test -p export --test it golden` writes them anew.

use crate::check;
use export::Run;
use trace::Trace;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Natively a person sees where two files differ; as WebAssembly only that they do.
macro_rules! golden {
    ($name:literal, $format:literal, $actual:expr) => {
        #[cfg(not(target_arch = "wasm32"))]
        expect_test::expect_file![concat!("golden/", $name, ".", $format, ".json")]
            .assert_eq(&$actual);
        #[cfg(target_arch = "wasm32")]
        assert!($actual == include_str!(concat!("golden/", $name, ".", $format, ".json")));
    };
}

/// A test of each format of some runs, whose traces the catalogue keeps.
macro_rules! runs {
    ($test:ident, $name:literal, $(($id:literal, $file:literal)),+) => {
        #[test]
        fn $test() {
            let kept = [$((
                include_str!(concat!("../../../examples/tests/golden/", $id, ".txt")),
                $file,
            )),+];
            let traces = kept.map(|(text, file)| (Trace::parse(text).expect("it is kept"), file));
            let runs: Vec<_> = traces.iter().map(|(trace, file)| Run { trace, file }).collect();
            golden!($name, "chrome", export::chrome(&runs));
            golden!($name, "speedscope", export::speedscope(&runs));
            golden!($name, "otel", export::otel(&runs));
            check(&traces.each_ref().map(|(trace, _)| trace));
        }
    };
}

runs!(
    a_run_and_its_twin,
    "lazy-future",
    ("lazy-future", "lazy_future.rs"),
    ("lazy-future.js", "lazy_future.js")
);
runs!(two_calls_at_once, "async-concurrent", ("async-concurrent", "async_concurrent.rs"));
runs!(threads_that_join, "threads", ("threads", "threads.rs"));
runs!(tasks_with_channels, "channels", ("channels", "channels.rs"));
runs!(a_deadlock, "deadlock-specimen", ("deadlock-specimen", "deadlock.rs"));
runs!(a_twin_alone, "select-race.js", ("select-race.js", "select_race.js"));
runs!(spans_of_its_own, "http-router", ("http-router", "http_router.rs"));
