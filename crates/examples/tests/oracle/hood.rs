//! Chapter 3 against tokio. An example that is missing here blocks its thread.

agrees!(countdown_future, "countdown-future", "../../src/catalogue/hood/countdown_future.rs");
agrees!(pin, "pin", "../../src/catalogue/hood/pin.rs");
agrees!(state_machine, "state-machine", "../../src/catalogue/hood/state_machine.rs");
agrees!(
    state_machine_by_hand,
    "state-machine-by-hand",
    "../../src/catalogue/hood/state_machine_by_hand.rs"
);
agrees!(waker, "waker", "../../src/catalogue/hood/waker.rs");
