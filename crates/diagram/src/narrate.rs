//! One sentence per event.
use trace::Trace;
/// One complete sentence about the event at index `event`.
pub fn narrate(trace: &Trace, event: usize) -> String {
    let _ = (trace, event);
    String::new()
}
/// The sentence for position 0, before anything has happened.
pub fn opening(trace: &Trace) -> String {
    let _ = trace;
    String::new()
}
