//! The tests of the diagram, in one program so that they compile once, also for WebAssembly.

mod absurd;
mod account;
mod common;
mod layout;
mod lint;
mod said;
mod scale;
mod svg;
mod timeline;
mod window;
mod words;
