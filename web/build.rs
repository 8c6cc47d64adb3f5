//! Highlights the catalogue's sources when the page is built, so that nothing does at run time.
//!
//! Writes `highlight.rs`: for each file its name and runs of (bytes, class). The text
//! itself is not repeated: the page shows the very bytes that were compiled, and only colours them.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};
use tree_sitter_highlight::{HighlightConfiguration, HighlightEvent, Highlighter};

const FOLDERS: [&str; 2] = ["../crates/examples/src/catalogue", "../crates/examples/src/specimens"];

/// What the grammars tell apart, and the class that we make of it (`src/highlight.rs` names them).
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

fn main() -> Result<(), Box<dyn Error>> {
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
    }
    println!("cargo::rerun-if-changed=build.rs");
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

    let mut table = String::from("&[\n");
    for path in sources()? {
        let path = Path::new(&path);
        let extension = path.extension().and_then(|text| text.to_str());
        let config = if extension == Some("js") { &javascript } else { &rust };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let source = fs::read_to_string(path)?;
        let runs = highlight(config, &source)?;
        writeln!(table, "    ({name:?}, &{runs:?}),")?;
    }
    table.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("highlight.rs"), table)?;
    Ok(())
}

/// The `.rs` and `.js` files of the folders, by name; none of a folder that is not there.
fn sources() -> Result<Vec<String>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in FOLDERS.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten() {
        let path = entry?.path().to_string_lossy().into_owned();
        if path.ends_with(".rs") || path.ends_with(".js") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Runs of two bytes each, a length and a class; a single 0 ends a line.
fn highlight(config: &HighlightConfiguration, source: &str) -> Result<Vec<u8>, Box<dyn Error>> {
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

fn add(runs: &mut Vec<u8>, text: &str, class: u8) {
    for (number, piece) in text.split('\n').enumerate() {
        if number > 0 {
            runs.push(0);
        }
        let waits = class == KEYWORD && matches!(piece, "await" | "async");
        let class = if waits { AWAIT } else { class };
        let mut left = piece.len();
        while left > 0 {
            let length = u8::try_from(left).unwrap_or(u8::MAX);
            runs.extend([length, class]);
            left -= usize::from(length);
        }
    }
}
