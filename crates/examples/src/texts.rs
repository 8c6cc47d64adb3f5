//! The words of the catalogue: sources and prose, byte for byte as they stand in the tree.
//!
//! For whoever shows or checks them natively (the page's build, the command line, tests); a page
//! fetches an example's texts when it is opened, and does not carry this module.

use crate::{Chapter, Example, Knob, knobs};

/// All files of the catalogue and of the specimens: their path in it, and their contents; in order
/// of their paths.
pub static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file by its path: `first_look/lazy_future.rs`.
pub fn file(path: &str) -> Option<&'static str> {
    let at = FILES.binary_search_by_key(&path, |(path, _)| path).ok()?;
    Some(FILES[at].1)
}

/// A question before the run, and what may be answered. Which answer is right, the trace says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// One sentence.
    pub asks: &'static str,
    /// Two to four.
    pub answers: Vec<&'static str>,
}

impl Chapter {
    /// One of its files, `lazy_future.rs`.
    fn text(&self, file: &str) -> Option<&'static str> {
        crate::texts::file(&format!("{}/{file}", self.folder))
    }

    /// Its prose: a title, a sentence, and questions to discuss. Empty for the specimens.
    pub fn prose(&self) -> &'static str {
        file(&format!("{}.md", self.folder)).unwrap_or_default()
    }

    /// What holds it together, in one sentence: its first paragraph, on one line.
    pub fn sentence(&self) -> String {
        first_paragraph(self.prose())
    }

    /// Its title.
    pub fn title(&self) -> &'static str {
        title(self.prose())
    }
}

impl Example {
    /// One of its files by its ending: `rs`, `js`, `md`, `stderr`, …
    pub fn text(&self, ending: &str) -> Option<&'static str> {
        self.chapter().text(&format!("{}.{ending}", self.stem))
    }

    /// The file that was compiled, byte for byte.
    pub fn source(&self) -> &'static str {
        self.text("rs").unwrap_or_default()
    }

    /// The file that the JavaScript engine runs, byte for byte.
    pub fn twin_source(&self) -> Option<&'static str> {
        self.text("js").filter(|_| self.has_twin)
    }

    /// What to look for, what happens, why, what to try, and where to read on, in Markdown.
    pub fn prose(&self) -> &'static str {
        self.text("md").unwrap_or_default()
    }

    /// A few words.
    pub fn title(&self) -> &'static str {
        title(self.prose())
    }

    /// One sentence or two: what to look for. The first paragraph of the prose, on one line.
    pub fn look_for(&self) -> String {
        first_paragraph(self.prose())
    }

    /// What the reader may predict: the section `## Predict`, a paragraph and a list.
    pub fn question(&self) -> Option<Question> {
        let section = section(self.prose(), "Predict")?;
        let asks = section.split("\n\n").map(str::trim).find(|text| !text.is_empty())?;
        let answers = section.lines().filter_map(|line| line.strip_prefix("- ")).collect();
        Some(Question { asks, answers })
    }

    /// Its knobs, in the order of its source.
    pub fn knobs(&self) -> Vec<Knob> {
        knobs(self.source())
    }
}

/// The text of the first heading.
fn title(prose: &'static str) -> &'static str {
    prose.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default()
}

/// The first paragraph that is no heading, on one line.
fn first_paragraph(prose: &str) -> String {
    let paragraphs = prose.split("\n\n").map(str::trim);
    let mut told = paragraphs.filter(|text| !text.is_empty() && !text.starts_with('#'));
    told.next().unwrap_or_default().replace('\n', " ")
}

/// What stands under `## name`, up to the next heading of its kind.
fn section(prose: &'static str, name: &str) -> Option<&'static str> {
    prose.split("\n## ").skip(1).find_map(|part| part.strip_prefix(name)?.strip_prefix('\n'))
}
