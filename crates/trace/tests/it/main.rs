//! The tests of the data model, in one program so that they compile once, also for WebAssembly.

mod anchor;
mod connection;
mod index;
mod promise;
mod scope;
mod state;
#[path = "../support/mod.rs"]
mod support;
mod text;
mod threads;
mod validate;
