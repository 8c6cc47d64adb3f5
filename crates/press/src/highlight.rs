//! The colours of a source: runs of text and the class of each. The text itself is not repeated;
//! the page shows the very bytes that were compiled, and only colours them.

use anyhow::Result;
use tree_sitter_highlight::{HighlightConfiguration, HighlightEvent, Highlighter};

/// What the grammars tell apart, and the class that we make of it (the page names them).
const NAMES: [(&str, u8); 12] = [
    ("keyword", 1),
    ("string", 3),
    ("escape", 3),
    ("number", 4),
    ("constant", 4),
    ("comment", 5),
    ("function", 6),
    ("type", 7),
    ("constructor", 7),
    ("function.macro", 8),
    ("attribute", 9),
    ("property", 0),
];
const KEYWORD: u8 = 1;
/// The two words that the page is about get a class of their own.
const AWAIT: u8 = 2;

/// Which grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `.rs`
    Rust,
    /// `.js`
    JavaScript,
}

/// The grammars, ready for use.
pub struct Colours {
    rust: HighlightConfiguration,
    javascript: HighlightConfiguration,
}

impl Colours {
    /// Reads the grammars.
    ///
    /// # Errors
    /// If a grammar and its queries do not fit together.
    pub fn new() -> Result<Colours> {
        let mut rust = HighlightConfiguration::new(
            tree_sitter_rust::LANGUAGE.into(),
            "rust",
            tree_sitter_rust::HIGHLIGHTS_QUERY,
            "",
            "",
        )?;
        let mut javascript = HighlightConfiguration::new(
            tree_sitter_javascript::LANGUAGE.into(),
            "javascript",
            tree_sitter_javascript::HIGHLIGHT_QUERY,
            "",
            tree_sitter_javascript::LOCALS_QUERY,
        )?;
        let names = NAMES.map(|(name, _)| name);
        rust.configure(&names);
        javascript.configure(&names);
        Ok(Colours { rust, javascript })
    }

    /// The runs of a source, two numbers each: a length in bytes, from 1 to 255, and a class. A
    /// single 0 ends a line.
    ///
    /// # Errors
    /// If the grammar gives up.
    pub fn runs(&self, language: Language, source: &str) -> Result<Vec<u8>> {
        let config = match language {
            Language::Rust => &self.rust,
            Language::JavaScript => &self.javascript,
        };
        let mut runs = Vec::new();
        let mut open = Vec::new();
        let mut highlighter = Highlighter::new();
        for event in highlighter.highlight(config, source.as_bytes(), None, |_| None)? {
            match event? {
                HighlightEvent::HighlightStart(highlight) => open.push(NAMES[highlight.0].1),
                HighlightEvent::HighlightEnd => {
                    open.pop();
                }
                HighlightEvent::Source { start, end } => {
                    let class = open.last().copied().unwrap_or_default();
                    add(&mut runs, &source[start..end], class);
                }
            }
        }
        Ok(runs)
    }
}

fn add(runs: &mut Vec<u8>, text: &str, class: u8) {
    for (number, piece) in text.split('\n').enumerate() {
        if number > 0 {
            runs.push(0);
        }
        let waits = class == KEYWORD && matches!(piece, "await" | "async");
        let class = if waits { AWAIT } else { class };
        let mut rest = piece;
        while !rest.is_empty() {
            let most = rest.floor_char_boundary(usize::from(u8::MAX));
            let length = u8::try_from(most).unwrap_or(u8::MAX);
            runs.extend([length, class]);
            rest = &rest[most..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Colours, Language};

    #[test]
    fn runs_cover_every_line_of_every_source() -> anyhow::Result<()> {
        let colours = Colours::new()?;
        for (path, source) in examples::texts::FILES {
            let language = match path.rsplit('.').next() {
                Some("rs") => Language::Rust,
                Some("js") => Language::JavaScript,
                _ => continue,
            };
            let runs = colours.runs(language, source)?;
            let mut lengths = Vec::new();
            let (mut length, mut rest) = (0, runs.iter());
            while let Some(next) = rest.next() {
                if *next == 0 {
                    lengths.push(std::mem::take(&mut length));
                } else {
                    length += usize::from(*next);
                    rest.next();
                }
            }
            let expected: Vec<_> = source.lines().map(str::len).collect();
            assert_eq!(lengths, expected, "{path}");
            assert!(runs.contains(&1), "{path} has a keyword");
        }
        Ok(())
    }

    #[test]
    fn await_and_async_have_a_class_of_their_own() -> anyhow::Result<()> {
        let runs = Colours::new()?.runs(Language::Rust, "async fn f() { g().await }\n")?;
        assert_eq!(runs.chunks(2).filter(|run| run.len() == 2 && run[1] == 2).count(), 2);
        Ok(())
    }
}
