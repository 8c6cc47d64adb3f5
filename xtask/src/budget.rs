//! The size budget: what a first load fetches, compressed as a host would, must stay small.

use std::fmt;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

use crate::sources::files_below;

/// What a first load may weigh, in bytes after gzip at level 9.
const BUDGET_BYTES: usize = 180_000;

/// Files of the build that a first load does not fetch, by the beginning of their path: twins of
/// examples that the reader has yet to choose, and licences. Everything else counts.
const LOADED_LATER: &[&str] =
    &["twins/async_concurrent.js", "fonts/figtree-OFL.txt", "fonts/ibm-plex-mono-OFL.txt"];

/// The weight of one file.
struct Weight {
    path: String,
    raw_bytes: usize,
    gzip_bytes: usize,
}

/// The weight of a build, file by file, the heaviest first.
pub(crate) struct Report {
    files: Vec<Weight>,
}

/// Weighs the files in `folder` that a first load fetches.
pub(crate) fn measure(folder: &Path) -> Result<Report> {
    let mut files = Vec::new();
    for file in files_below(folder)? {
        let path = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        if path.ends_with(".map") || LOADED_LATER.iter().any(|later| path.starts_with(later)) {
            continue;
        }
        let content = std::fs::read(&file).with_context(|| format!("reading {path}"))?;
        let gzip_bytes = gzip_bytes(&content)?;
        files.push(Weight { path, raw_bytes: content.len(), gzip_bytes });
    }
    files.sort_by(|one, other| {
        other.gzip_bytes.cmp(&one.gzip_bytes).then_with(|| one.path.cmp(&other.path))
    });
    Ok(Report { files })
}

impl Report {
    /// Whether the build stays within its budget.
    pub(crate) fn holds(&self) -> bool {
        self.total() <= BUDGET_BYTES
    }

    fn total(&self) -> usize {
        self.files.iter().map(|file| file.gzip_bytes).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.files.iter().map(|file| file.path.len()).max().unwrap_or(0).max(5);
        writeln!(f, "{:width$} {:>9} {:>9}", "file", "raw", "gzip")?;
        for Weight { path, raw_bytes, gzip_bytes } in &self.files {
            writeln!(f, "{path:width$} {raw_bytes:>9} {gzip_bytes:>9}")?;
        }
        let raw: usize = self.files.iter().map(|file| file.raw_bytes).sum();
        let total = self.total();
        writeln!(f, "{:width$} {raw:>9} {total:>9}", "sum")?;
        if self.holds() {
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
    use super::{BUDGET_BYTES, Report, Weight};

    fn report(gzip_bytes: usize) -> Report {
        let path = "web.wasm".to_owned();
        Report { files: vec![Weight { path, raw_bytes: 400_000, gzip_bytes }] }
    }

    #[test]
    fn the_budget_holds_up_to_its_last_byte() {
        assert!(report(BUDGET_BYTES).holds());
        assert!(!report(BUDGET_BYTES + 1).holds());
    }

    #[test]
    fn a_broken_budget_says_by_how_much() {
        let said = report(BUDGET_BYTES + 7).to_string();
        assert!(said.ends_with("A first load is 7 bytes over its budget of 180000.\n"), "{said}");
    }
}
