//! Small programs, one for each group of the face's functions, print what tokio has printed for
//! them. What that is stands beside each in a text file, which the oracle (`oracle/programs.rs`)
//! compares with real tokio and, with `UPDATE_EXPECT=1`, writes.
#![allow(dead_code, unreachable_pub, missing_docs)]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use awaitscope::Limits;
use awaitscope::world::Network;
use trace::{Outcome, Recipe};

macro_rules! programs {
    ($($name:ident $file:literal;)*) => {$(
        #[path = $file]
        mod $name;

        #[test]
        fn $name() {
            let expected = include_str!(concat!("programs/", stringify!($name), ".txt"));
            let recipe = Recipe::of(stringify!($name));
            let main = $name::main;
            let trace = awaitscope::run(recipe, Network::default(), Limits::LESSON, main);
            assert_eq!(trace.validate(), Ok(()));
            assert_eq!(trace.outcome, Outcome::Completed);
            let log = trace.log();
            let lines = log.map(|(_, event, text)| format!("{} {text}\n", event.at.0 / 1_000_000));
            assert_eq!(lines.collect::<String>(), expected);
        }
    )*};
}

programs! {
    channels "programs/channels.rs";
    combinators "programs/combinators.rs";
    intervals "programs/intervals.rs";
    locks "programs/locks.rs";
    selects "programs/selects.rs";
}
