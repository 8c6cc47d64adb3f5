//! What the marks are, what is refused, where the sites lie, and that marks change nothing.

mod battery;
mod refused;
mod sites;
mod splices;
