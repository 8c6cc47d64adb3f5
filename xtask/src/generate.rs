//! `cargo xtask generate`: what the compiler says about the examples, written beside their sources.
//!
//! Nobody writes these files by hand, and nobody can check them by reading; so they are kept in the
//! tree, where a change shows in a diff, and the native part of the tests makes them anew and
//! compares. The answers are kept under `target/` with a digest of all that they depend on: asking
//! twice costs nothing.

mod diagnostics;
mod states;

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher};

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use diagnostics::Fate;

use crate::shell::{ask, command, root};
use crate::sources::files_below;
use crate::tally::Tally;

/// Texts by their paths from the workspace's folder.
type Files = BTreeMap<String, String>;

const CATALOGUE: &str = "crates/examples/src/catalogue";

/// What the answers depend on: the examples, what they import, the compiler, and who asks it.
const INPUTS: [&str; 11] = [
    "Cargo.lock",
    "rust-toolchain.toml",
    "xtask/src",
    "crates/trace",
    "crates/executor",
    "crates/reactor",
    "crates/macros",
    "crates/runtime",
    "crates/examples/Cargo.toml",
    "crates/examples/src",
    "crates/bridges",
];

/// Something that is generated; the documentation of each is what `--help` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// The states of every async function, with their locals and sizes
    States,
    /// What rustc says to the examples that it refuses, and what a panic says
    Diagnostics,
}

impl What {
    fn name(self) -> &'static str {
        match self {
            What::States => "states",
            What::Diagnostics => "diagnostics",
        }
    }

    /// How its files end.
    fn suffix(self) -> &'static str {
        match self {
            What::States => ".states.json",
            What::Diagnostics => ".stderr",
        }
    }

    fn capture(self) -> Result<Files> {
        match self {
            What::States => states::capture(),
            What::Diagnostics => diagnostics::capture(),
        }
    }

    /// Its files as they should be: captured, or kept from when nothing was different.
    fn wanted(self) -> Result<Files> {
        let kept = root().join("target/generate").join(format!("{}.json", self.name()));
        let digest = digest()?;
        if let Ok(text) = fs::read_to_string(&kept)
            && let Ok((then, files)) = serde_json::from_str::<(String, Files)>(&text)
            && then == digest
        {
            return Ok(files);
        }
        ensure_pinned()?;
        let files = self.capture().with_context(|| format!("capturing the {}", self.name()))?;
        fs::create_dir_all(root().join("target/generate"))?;
        fs::write(&kept, serde_json::to_string(&(digest, &files))?)?;
        Ok(files)
    }

    /// Its files as they are.
    fn present(self) -> Result<Files> {
        let mut files = Files::new();
        for file in files_below(&root().join(CATALOGUE))? {
            let path = project_path(&file);
            if path.ends_with(self.suffix()) {
                files.insert(path, fs::read_to_string(&file)?);
            }
        }
        Ok(files)
    }
}

/// Writes the files of one kind or of all, and takes away those that belong to nothing any more.
pub(crate) fn write(what: Option<What>) -> Result<()> {
    for what in selected(what) {
        let (wanted, present) = (what.wanted()?, what.present()?);
        let mut changed = 0;
        for path in difference(&wanted, &present) {
            match wanted.get(&path) {
                Some(text) => fs::write(root().join(&path), text)?,
                None => fs::remove_file(root().join(&path))?,
            }
            println!("{path}");
            changed += 1;
        }
        println!("{}: {} files, {changed} changed", what.name(), wanted.len());
    }
    Ok(())
}

/// Compares the files in the tree with what the compiler says today; each kind is a test.
pub(crate) fn check() -> Tally {
    let mut tally = Tally::default();
    for what in selected(None) {
        let findings = what.wanted().and_then(|wanted| Ok(difference(&wanted, &what.present()?)));
        match findings {
            Ok(paths) if paths.is_empty() => {
                println!("ok     the {} in the tree are rustc's own words", what.name());
                tally += Tally::one(true);
            }
            Ok(paths) => {
                println!("FAILED rustc says something else today; run `cargo xtask generate`");
                paths.iter().for_each(|path| println!("       {path}"));
                tally += Tally::one(false);
            }
            Err(error) => {
                println!("FAILED the {} cannot be captured: {error:#}", what.name());
                tally += Tally::one(false);
            }
        }
    }
    tally
}

fn selected(what: Option<What>) -> Vec<What> {
    what.map_or_else(|| What::value_variants().to_vec(), |what| vec![what])
}

/// The paths at which two sets of files differ.
fn difference(wanted: &Files, present: &Files) -> Vec<String> {
    let mut paths: Vec<&String> = wanted.keys().chain(present.keys()).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().filter(|path| wanted.get(*path) != present.get(*path)).cloned().collect()
}

/// Every Rust file of the catalogue, by its path from the workspace's folder.
fn catalogue_sources() -> Result<Vec<String>> {
    let files = files_below(&root().join(CATALOGUE))?;
    let paths = files.iter().map(|file| project_path(file));
    Ok(paths.filter(|path| path.ends_with(".rs")).collect())
}

/// Whether a Rust file of the catalogue is an example that runs: it lies in a chapter's folder, as
/// the chapter's list of them does not, and rustc accepts it.
fn is_example(path: &str) -> bool {
    let in_catalogue = path.strip_prefix(CATALOGUE).unwrap_or(path).trim_start_matches('/');
    in_catalogue.contains('/') && Fate::of(path).is_none()
}

/// Files that no module of a crate reaches, so that `cargo fmt` passes them by.
pub(crate) fn unreached_sources() -> Result<Vec<String>> {
    Ok(catalogue_sources()?.into_iter().filter(|path| Fate::of(path).is_some()).collect())
}

/// A path from the workspace's folder, with `/` on every system.
fn project_path(file: &std::path::Path) -> String {
    let path = file.strip_prefix(root()).unwrap_or(file);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A number that is another one when any input is.
fn digest() -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        let input = root().join(input);
        let files = if input.is_dir() { files_below(&input)? } else { vec![input] };
        for file in files {
            let path = project_path(&file);
            if path.ends_with(".rs") || path.ends_with(".toml") || path.ends_with(".lock") {
                hasher.write(path.as_bytes());
                hasher.write(&fs::read(&file).with_context(|| format!("reading {path}"))?);
            }
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Another compiler has other words.
fn ensure_pinned() -> Result<()> {
    let toml = fs::read_to_string(root().join("rust-toolchain.toml"))?;
    let pinned = toml.split('"').nth(1).context("rust-toolchain.toml names a channel")?;
    let version = ask(command("rustc").arg("--version"))?;
    ensure!(
        version.split(' ').nth(1) == Some(pinned),
        "this needs Rust {pinned}, which rust-toolchain.toml names, and rustup would choose by \
         itself; `rustc --version` says {version}"
    );
    Ok(())
}
