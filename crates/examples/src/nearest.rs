//! The id that somebody probably meant.

use std::fmt;

/// No example has this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownExample {
    /// What was asked for.
    pub id: String,
    /// The id that is nearest to it.
    pub nearest: &'static str,
}

impl fmt::Display for UnknownExample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id: String = self.id.chars().take(60).collect();
        write!(f, "there is no example “{id}”; the nearest is “{}”", self.nearest)
    }
}

impl std::error::Error for UnknownExample {}

/// The candidate that begins with `id`, or contains it, or else has the smallest edit distance to
/// it; the first of several, and so the first of all for an empty `id`.
pub(crate) fn nearest(id: &str, candidates: impl Iterator<Item = &'static str>) -> &'static str {
    let id: String = id.chars().take(60).map(|c| c.to_ascii_lowercase()).collect();
    let distance = |candidate: &&str| {
        let (begins, contains) = (candidate.starts_with(&id), candidate.contains(&id));
        let edits = if id.is_empty() { 0 } else { strsim::levenshtein(&id, candidate) };
        (!begins, !contains, edits)
    };
    candidates.min_by_key(distance).unwrap_or_default()
}
