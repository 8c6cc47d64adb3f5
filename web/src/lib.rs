//! The page: a function of (trace, cursor, window), drawn with Yew.
//!
//! - [`state`]: what the page knows and how it changes, in plain Rust.
//! - [`link`]: the address that follows the reader.
//! - [`contents`] and [`texts`]: the table of contents; the words of the example that is open.
//! - [`highlight`]: the sources' colours.
//! - [`follow`], [`open`] and [`twin`]: from a link to traces, Rust's and JavaScript's.
//! - `bridge`: runs in which the page's own JavaScript takes part.
//! - [`take`]: a run as a file, for other tools.
//! - [`guide`]: what leads the reader from outside: options, a host's messages, windows in step.
//! - [`parts`]: what is loaded only when it is asked for.
//! - [`browser`]: address, storage, timers.
//! - [`components`]: what the reader sees.
//!
//! This is the only crate that knows JavaScript and the DOM. It builds natively too, so that
//! everything but the drawing is tested without a browser.

mod bridge;
pub mod browser;
pub mod components;
pub mod contents;
pub mod follow;
pub mod guide;
pub mod highlight;
pub mod link;
pub mod long_run;
pub mod open;
pub mod parts;
pub mod state;
pub mod take;
pub mod texts;
pub mod twin;

/// Draws the page into the element `#app`. It stands here and not in `main.rs` so that Yew's
/// generic parts are compiled once.
pub fn start() {
    let document = browser::window().document();
    if let Some(place) = document.and_then(|document| document.get_element_by_id("app")) {
        yew::Renderer::<components::App>::with_root(place).render();
    }
}
