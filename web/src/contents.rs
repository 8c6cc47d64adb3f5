//! The table of contents: what the page can say before any example is opened.

/// A chapter of the catalogue.
#[derive(Debug)]
pub struct Chapter {
    /// A few words.
    pub title: &'static str,
    /// What holds it together, in one sentence.
    pub sentence: &'static str,
    /// Its examples: id and title, in the order in which they are taught.
    pub entries: &'static [(&'static str, &'static str)],
}

/// Every chapter, made when the page was built.
pub static CHAPTERS: &[Chapter] = include!(concat!(env!("OUT_DIR"), "/contents.rs"));

/// The ids of all examples, in the order in which they are taught.
pub fn ids() -> impl Iterator<Item = &'static str> {
    CHAPTERS.iter().flat_map(|chapter| chapter.entries.iter().map(|(id, _)| *id))
}

/// The number of the chapter that an example stands in, from 1; 0 if it stands in none.
pub fn number(id: &str) -> usize {
    let holds = |chapter: &Chapter| chapter.entries.iter().any(|(known, _)| *known == id);
    CHAPTERS.iter().position(holds).map_or(0, |place| place + 1)
}

/// The chapter that an example stands in.
pub fn chapter(id: &str) -> Option<&'static Chapter> {
    CHAPTERS.get(number(id).checked_sub(1)?)
}

/// The title of an example.
pub fn title(id: &str) -> Option<&'static str> {
    { chapter(id)?.entries.iter() }.find(|(known, _)| *known == id).map(|(_, title)| *title)
}

/// The entries before and after an example's, through all chapters.
pub fn neighbours(id: &str) -> [Option<(&'static str, &'static str)>; 2] {
    let all = || CHAPTERS.iter().flat_map(|chapter| chapter.entries.iter().copied());
    let Some(at) = all().position(|(known, _)| known == id) else { return [None; 2] };
    [at.checked_sub(1).and_then(|before| all().nth(before)), all().nth(at + 1)]
}

#[cfg(test)]
mod tests {
    use super::{chapter, neighbours};

    #[test]
    fn neighbours_lead_through_the_whole_catalogue() {
        let mut ids = vec!["lazy-future"];
        while let [_, Some((next, _))] = neighbours(ids[ids.len() - 1]) {
            assert_eq!(neighbours(next)[0].map(|(id, _)| id), ids.last().copied());
            ids.push(next);
        }
        let all: Vec<_> = examples::catalogue().map(|example| example.id).collect();
        assert_eq!(ids, all);
        assert_eq!(neighbours("no-such-thing"), [None; 2]);
        assert!(chapter("lazy-future").is_some() && chapter("deadlock-specimen").is_none());
    }
}
