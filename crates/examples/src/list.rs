//! The catalogue as a whole: its chapters and examples, in the order in which they are taught.

use crate::catalogue::{CHAPTERS, SPECIMENS};
use crate::{Example, UnknownExample};

/// A folder of examples with one theme.
#[derive(Debug)]
pub struct Chapter {
    /// From 1; 0 for specimens, which only links and tests reach.
    pub number: u8,
    /// The folder of its files, `first_look`.
    pub folder: &'static str,
    /// In the order in which they are taught.
    pub examples: &'static [Example],
}

/// Every chapter, without the specimens.
pub fn chapters() -> &'static [&'static Chapter] {
    &CHAPTERS
}

/// Every example of every chapter, without the specimens.
pub fn catalogue() -> impl Iterator<Item = &'static Example> + Clone {
    CHAPTERS.iter().flat_map(|chapter| chapter.examples)
}

/// Every example, specimens too.
pub fn everything() -> impl Iterator<Item = &'static Example> + Clone {
    catalogue().chain(SPECIMENS.examples)
}

/// Every example that runs anywhere, specimens too: all but those that need a page.
pub fn anywhere() -> impl Iterator<Item = &'static Example> + Clone {
    everything().filter(|example| !example.kind.needs_page())
}

/// The example with this id (specimens too).
///
/// # Errors
/// If there is none: the nearest id.
pub fn find(id: &str) -> Result<&'static Example, UnknownExample> {
    everything()
        .find(|example| example.id == id)
        .ok_or_else(|| UnknownExample::among(id, catalogue().map(|example| example.id)))
}

impl Example {
    /// The chapter that it stands in.
    pub fn chapter(&self) -> &'static Chapter {
        let holds = |chapter: &&&Chapter| chapter.examples.iter().any(|other| other.id == self.id);
        CHAPTERS.iter().find(holds).copied().unwrap_or(&SPECIMENS)
    }
}
