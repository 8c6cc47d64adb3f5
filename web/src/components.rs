//! What the reader sees. Each component draws what it is given and sends [`crate::state::Action`]s;
//! none keeps a copy of the state.

mod account;
mod app;
mod around;
mod catalogue;
mod code;
mod contrast;
mod control;
mod diagram;
mod effects;
mod element;
mod findings;
mod header;
mod help;
mod icon;
mod keys;
mod knob;
mod machine;
mod narration;
mod notice;
mod output;
mod player;
mod progress;
mod prose;
mod question;
mod shared;
mod source;
mod spans;
mod tasks;
mod terminal;
mod transport;
mod what_if;

pub use app::App;
pub use around::{Around, around};
pub use help::HELP;
pub use knob::knob;
