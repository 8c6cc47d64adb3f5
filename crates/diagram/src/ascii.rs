//! Trace → a picture in characters.
use trace::Trace;
/// The picture for a terminal and for tests, at most 100 columns wide.
pub fn ascii(trace: &Trace) -> String {
    trace.to_text()
}
