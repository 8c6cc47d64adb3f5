//! What part of a run is shown.

/// From one place of the timeline to another. A whole number is the end of that step's column; half
/// a step before it that column begins, and what lies before that is the wait, if there is one.
///
/// It means the same on both axes and at any width, so a link can keep it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The left end.
    pub from: f64,
    /// The right end.
    pub to: f64,
}
