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

impl UnknownExample {
    /// None of these ids is `id`.
    pub fn among(id: &str, ids: impl Iterator<Item = &'static str>) -> UnknownExample {
        UnknownExample { id: id.to_owned(), nearest: nearest(id, ids) }
    }
}

impl fmt::Display for UnknownExample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id: String = self.id.chars().take(60).collect();
        write!(f, "there is no example “{id}”; the nearest is “{}”", self.nearest)
    }
}

impl std::error::Error for UnknownExample {}

/// The first candidate that begins with `id`; or else the one with the smallest edit distance to
/// it, the first of several.
fn nearest(id: &str, candidates: impl Iterator<Item = &'static str>) -> &'static str {
    let id: String = id.chars().take(60).map(|c| c.to_ascii_lowercase()).collect();
    let distance = |candidate: &&str| {
        let is_begun = candidate.starts_with(&id);
        if is_begun { 0 } else { 1 + strsim::levenshtein(&id, candidate) }
    };
    candidates.min_by_key(distance).unwrap_or_default()
}
