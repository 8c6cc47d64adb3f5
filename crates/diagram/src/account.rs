//! Trace → words and tables.
use trace::Trace;
/// The text equal of the picture.
pub fn account(trace: &Trace) -> String {
    trace.to_text()
}
