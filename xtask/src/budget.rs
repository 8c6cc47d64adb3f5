//! The size budget: what a first load fetches, compressed as a host would, must stay small, and so
//! must each part of the program that is fetched later.

use std::fmt;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

use crate::sources::files_below;
use crate::split;

/// What a first load may weigh, in bytes after gzip at level 9: 180 kB for Rust's side of the page,
/// and 25 for JavaScript's calls, Promises, and the two side by side.
const BUDGET_BYTES: usize = 205_000;

/// What one part of the program may weigh: a reader who asks for it waits for it.
const PART_BUDGET_BYTES: usize = 60_000;

/// What a first load does not fetch, by the end of its path: pages of their own and licences.
const LOADED_LATER: &[&str] =
    &["frame.js", "-OFL.txt", "futures-and-promises.html", "when-not-to-use-async.html", ".map"];

/// Style sheets that no picture waits for: one comes with the reader, and browsers fetch the one
/// for paper when they have nothing else to do.
const LATER_STYLES: [&str; 2] = ["around-", "print-"];

/// The folder of the pictures, which other pages show (`awaitscope pictures`).
const PICTURES: &str = "static/";

/// Folders of which a first load fetches one file: the words and the twin of the first example.
const LOADED_ONCE: &[(&str, &str)] =
    &[("texts/", "texts/lazy-future.json"), ("twins/", "twins/lazy_future.js")];

/// Whether a first load fetches this file of the build, if it is no part of the program.
fn is_first(path: &str) -> bool {
    let is_later = LATER_STYLES.iter().any(|name| path.starts_with(name)) && path.ends_with(".css");
    let is_other = |(folder, first): &(&str, &str)| path.starts_with(folder) && path != *first;
    !is_later
        && !path.starts_with(PICTURES)
        && !LOADED_LATER.iter().any(|end| path.ends_with(end))
        && !LOADED_ONCE.iter().any(is_other)
}

/// The weight of one file.
struct Weight {
    path: String,
    raw_bytes: usize,
    gzip_bytes: usize,
}

/// The weight of a build, file by file, the heaviest first.
pub(crate) struct Report {
    first: Vec<Weight>,
    /// The parts of the program that are fetched when they are asked for.
    parts: Vec<Weight>,
}

/// Weighs the files in `folder` that a first load fetches, and the parts of the program.
pub(crate) fn measure(folder: &Path) -> Result<Report> {
    let mut files = Vec::new();
    for file in files_below(folder)? {
        let path = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        if !is_first(&path) {
            continue;
        }
        let content = std::fs::read(&file).with_context(|| format!("reading {path}"))?;
        let gzip_bytes = gzip_bytes(&content)?;
        files.push(Weight { path, raw_bytes: content.len(), gzip_bytes });
    }
    files.sort_by(|one, other| {
        other.gzip_bytes.cmp(&one.gzip_bytes).then_with(|| one.path.cmp(&other.path))
    });
    let (parts, first) = files.into_iter().partition(|file| split::is_part(&file.path));
    Ok(Report { first, parts })
}

impl Report {
    /// Whether the build stays within its budget.
    pub(crate) fn holds(&self) -> bool {
        self.total() <= BUDGET_BYTES && self.too_heavy().next().is_none()
    }

    fn total(&self) -> usize {
        self.first.iter().map(|file| file.gzip_bytes).sum()
    }

    fn too_heavy(&self) -> impl Iterator<Item = &Weight> {
        self.parts.iter().filter(|part| part.gzip_bytes > PART_BUDGET_BYTES)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.first.iter().chain(&self.parts);
        let width = all.map(|file| file.path.len()).max().unwrap_or(0).max(5);
        let row = |f: &mut fmt::Formatter<'_>, file: &Weight| {
            writeln!(f, "{:width$} {:>9} {:>9}", file.path, file.raw_bytes, file.gzip_bytes)
        };
        writeln!(f, "{:width$} {:>9} {:>9}", "file", "raw", "gzip")?;
        self.first.iter().try_for_each(|file| row(f, file))?;
        let raw: usize = self.first.iter().map(|file| file.raw_bytes).sum();
        let total = self.total();
        writeln!(f, "{:width$} {raw:>9} {total:>9}", "sum")?;
        if !self.parts.is_empty() {
            writeln!(f, "\nLater, when it is asked for, at most {PART_BUDGET_BYTES} bytes each:")?;
            self.parts.iter().try_for_each(|part| row(f, part))?;
            writeln!(f)?;
        }
        for part in self.too_heavy() {
            let over = part.gzip_bytes - PART_BUDGET_BYTES;
            writeln!(f, "{} is {over} bytes over the budget of a part.", part.path)?;
        }
        if total <= BUDGET_BYTES {
            writeln!(f, "A first load takes {total} bytes of {BUDGET_BYTES}.")
        } else {
            let over = total - BUDGET_BYTES;
            writeln!(f, "A first load is {over} bytes over its budget of {BUDGET_BYTES}.")
        }
    }
}

fn gzip_bytes(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::{BUDGET_BYTES, PART_BUDGET_BYTES, Report, Weight, is_first};

    fn weight(path: &str, gzip_bytes: usize) -> Vec<Weight> {
        vec![Weight { path: path.to_owned(), raw_bytes: 400_000, gzip_bytes }]
    }

    fn report(first: usize, part: usize) -> Report {
        Report { first: weight("web.wasm", first), parts: weight("split_a.wasm", part) }
    }

    #[test]
    fn a_first_load_is_the_page_and_the_words_of_one_example() {
        let first = ["index.html", "app-1/web.js", "texts/lazy-future.json", "fonts/a.woff2"];
        assert!(first.into_iter().all(is_first));
        let later =
            ["static/spawn.dark.png", "static/alt.json", "texts/spawn.json", "around-1.css"];
        assert!(!later.into_iter().any(is_first));
    }

    #[test]
    fn the_budget_holds_up_to_its_last_byte() {
        assert!(report(BUDGET_BYTES, PART_BUDGET_BYTES).holds());
        assert!(!report(BUDGET_BYTES + 1, 0).holds());
        assert!(!report(0, PART_BUDGET_BYTES + 1).holds());
    }

    #[test]
    fn a_broken_budget_says_by_how_much() {
        let said = report(BUDGET_BYTES + 7, PART_BUDGET_BYTES + 9).to_string();
        assert!(said.ends_with("A first load is 7 bytes over its budget of 205000.\n"), "{said}");
        assert!(said.contains("split_a.wasm is 9 bytes over the budget of a part.\n"), "{said}");
    }
}
