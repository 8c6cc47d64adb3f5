//! The id that somebody probably meant.

/// The candidate with the smallest edit distance to `id`; the first of several.
pub(crate) fn nearest(id: &str, candidates: impl Iterator<Item = &'static str>) -> &'static str {
    let id: String = id.chars().take(60).map(|c| c.to_ascii_lowercase()).collect();
    candidates.min_by_key(|candidate| strsim::levenshtein(&id, candidate)).unwrap_or_default()
}
