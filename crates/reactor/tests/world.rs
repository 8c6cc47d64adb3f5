//! The outside world: deadlines, a network with its faults, peers, and chance from a seed.
#![allow(clippy::unwrap_used, reason = "tests may; built as wasm they do not look like it")]

#[path = "world/accepting.rs"]
mod accepting;
#[path = "world/chance.rs"]
mod chance;
#[path = "world/clocks.rs"]
mod clocks;
#[path = "world/connecting.rs"]
mod connecting;
#[path = "world/deadlines.rs"]
mod deadlines;
#[path = "world/driver.rs"]
mod driver;
#[path = "world/http.rs"]
mod http;
#[path = "world/reading.rs"]
mod reading;
#[path = "world/table.rs"]
mod table;
#[path = "world/wishing.rs"]
mod wishing;
