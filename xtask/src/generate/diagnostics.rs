//! What rustc says to the programs that it refuses, and what a panic says: `<id>.stderr`.
//!
//! Two kinds of file in the catalogue are no example that runs. They stand beside one, in whatever
//! chapter, and are told by their names:
//!
//! - `<id>.refused.rs`: rustc must refuse it. Beside it, `<id>.rs` is the version that it accepts
//!   and that the page runs.
//! - `<id>.panics.rs`: a program of its own, which compiles without a warning and panics.
//!
//! They are compiled one by one, against the face that every example imports. As they come, the
//! words would differ from machine to machine; so files of the standard library go by their path in
//! its repository, those of the face have no line numbers, and the number of a panicking thread is
//! left out. The count of errors at the end is left out too, and warnings that come along.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::{Files, catalogue_sources};
use crate::shell::{ask, cargo, command, root};

/// Widths of lines are rustc's to choose by, and the terminal's to know; here they are one.
const WIDTH: &str = "--diagnostic-width=100";

/// What becomes of a file that is no example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Refused,
    Panics,
}

impl Fate {
    /// By the name of the file; `None` for an example, which runs.
    pub(super) fn of(path: &str) -> Option<Fate> {
        [(".refused.rs", Fate::Refused), (".panics.rs", Fate::Panics)]
            .into_iter()
            .find_map(|(suffix, fate)| path.ends_with(suffix).then_some(fate))
    }
}

/// A line of rustc's or of cargo's JSON, as far as we read it.
#[derive(Deserialize)]
struct Message {
    level: Option<String>,
    message: Option<String>,
    rendered: Option<String>,
}

/// The words of each refused or panicking file, by the path where they belong.
pub(super) fn capture() -> Result<Files> {
    let face = face()?;
    let folder = root().join("target/generate");
    fs::create_dir_all(&folder)?;
    let mut files = Files::new();
    for path in catalogue_sources()? {
        let Some(fate) = Fate::of(&path) else { continue };
        let said = compile(&path, fate, &face, &folder)?;
        let words = match fate {
            Fate::Refused => {
                ensure!(!said.is_empty(), "{path} is said to be refused, but it compiles");
                said
            }
            Fate::Panics => {
                ensure!(said.is_empty(), "{path} is said to compile, but rustc says:\n{said}");
                panic_message(&folder.join("program")).with_context(|| path.clone())?
            }
        };
        let id = path.rsplitn(3, '.').last().unwrap_or(&path);
        if files.insert(format!("{id}.stderr"), words).is_some() {
            bail!("{id} has two programs that say something, and can show one");
        }
    }
    Ok(files)
}

/// Builds what examples import; the library that rustc shall use for it.
fn face() -> Result<PathBuf> {
    let options = ["build", "--quiet", "-p", "runtime", "--lib", "--message-format=json"];
    let output = ask(&mut cargo(&options))?;
    let is_library = |name: &str| name.ends_with("libruntime.rlib");
    let names = output.lines().flat_map(|line| line.split('"'));
    names.rev().find(|name| is_library(name)).map(PathBuf::from).context("cargo built no runtime")
}

/// What rustc says about a file; nothing if it is content with it.
fn compile(path: &str, fate: Fate, face: &Path, out: &Path) -> Result<String> {
    let file = root().join(path);
    let (folder, name) = (file.parent().context("a file")?, file.file_name().context("a file")?);
    let mut rustc = command("rustc");
    // From its own folder, so that rustc calls it by its name alone.
    rustc.current_dir(folder).arg(name).args(["--edition=2024", "--crate-name=program", WIDTH]);
    rustc.args(["--error-format=json", "-Adead_code", "--out-dir"]).arg(out);
    rustc.arg("--extern").arg(format!("awaitscope={}", face.display()));
    let dependencies = face.parent().context("a library lies in a folder")?.join("deps");
    rustc.arg("-L").arg(format!("dependency={}", dependencies.display()));
    match fate {
        Fate::Panics => rustc.args(["--crate-type=bin", "--emit=link"]),
        Fate::Refused => rustc.args(["--crate-type=lib", "--emit=metadata"]),
    };
    // Whether the source of the standard library is installed must not make a difference.
    rustc.env("RUSTC_BOOTSTRAP", "1").arg("-Ztranslate-remapped-path-to-local-path=no");
    let output = rustc.output().context("cannot start rustc")?;
    words(&String::from_utf8_lossy(&output.stderr), fate)
}

/// rustc's words in its JSON, made the same on every machine.
fn words(output: &str, fate: Fate) -> Result<String> {
    let mut words = String::new();
    for line in output.lines().filter(|line| line.starts_with('{')) {
        let Message { level, message, rendered } = serde_json::from_str(line)?;
        let (level, message) = (level.unwrap_or_default(), message.unwrap_or_default());
        // What is wrong comes first; that something else is not used, either, is of no interest.
        let is_beside_the_point = fate == Fate::Refused && level == "warning";
        if !is_beside_the_point && !message.starts_with("aborting due to") {
            words.push_str(&rendered.unwrap_or_default());
        }
    }
    let words: Vec<String> = words.lines().map(same_everywhere).collect();
    let words = words.join("\n").trim().to_owned();
    if let Some(line) = words.lines().find(|line| line.contains(&*root().to_string_lossy())) {
        bail!("rustc names a place on this machine: {line}");
    }
    Ok(if words.is_empty() { words } else { words + "\n" })
}

/// A line without what differs from machine to machine or from day to day.
fn same_everywhere(line: &str) -> String {
    let line = line.replace("`runtime::", "`awaitscope::");
    let Some((arrow, place)) = line.split_once("--> ") else { return line };
    if let Some((_, file)) = place.split_once("/rustc/").and_then(|(_, it)| it.split_once('/')) {
        // Without the source at hand, rustc miscounts the column.
        return format!("{arrow}--> {}", file.rsplit_once(':').map_or(file, |(line, _)| line));
    }
    match place.split_once(".rs:") {
        Some((file, _)) if place.starts_with("crates/") => format!("{arrow}--> {file}.rs"),
        _ => line,
    }
}

/// What a program that panics says before it ends.
fn panic_message(program: &Path) -> Result<String> {
    let mut run = Command::new(program);
    let output = run.env("RUST_BACKTRACE", "0").output().context("cannot start it")?;
    ensure!(!output.status.success(), "it is said to panic, but it ended well");
    let said = String::from_utf8(output.stderr)?;
    Ok(format!("{}\n", without_thread_number(said.trim())))
}

/// `thread 'main' (4711) panicked at …`, without the number that the system gave to the thread.
fn without_thread_number(said: &str) -> String {
    let parts =
        said.split_once("' (").and_then(|(start, rest)| Some((start, rest.split_once(')')?)));
    match parts {
        Some((start, (number, rest))) if number.parse::<u64>().is_ok() => format!("{start}'{rest}"),
        _ => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fate, same_everywhere, without_thread_number, words};

    #[test]
    fn the_name_of_a_file_says_what_becomes_of_it() {
        for (path, fate) in [
            ("catalogue/refused/moved_future.rs", None),
            ("catalogue/refused/moved_future.refused.rs", Some(Fate::Refused)),
            ("catalogue/hood/pin.refused.rs", Some(Fate::Refused)),
            ("catalogue/wrong/late.panics.rs", Some(Fate::Panics)),
        ] {
            assert_eq!(Fate::of(path), fate, "{path}");
        }
    }

    #[test]
    fn what_differs_between_machines_is_left_out() {
        for (line, expected) in [
            ("   --> /rustc/5980/library/core/src/a.rs:13:2", "   --> library/core/src/a.rs:13"),
            ("  --> crates/runtime/src/face/task.rs:16:0", "  --> crates/runtime/src/face/task.rs"),
            ("  --> tea.rs:9:25", "  --> tea.rs:9:25"),
            ("note: a bound in `runtime::spawn`", "note: a bound in `awaitscope::spawn`"),
        ] {
            assert_eq!(same_everywhere(line), expected);
        }
        let said = "thread 'main' (31) panicked at a.rs:1:2:\nf (4)";
        assert_eq!(without_thread_number(said), "thread 'main' panicked at a.rs:1:2:\nf (4)");
    }

    #[test]
    fn a_refusal_is_its_errors_and_nothing_else() {
        let output = r#"
{"level":"warning","message":"unused","rendered":"warning: unused\n\n"}
{"level":"error","message":"no","rendered":"error: no\n --> a.rs:1:1\n\n"}
{"level":"error","message":"aborting due to 1 previous error","rendered":"error: aborting\n\n"}
{"level":"failure-note","message":"For more","rendered":"For more\n"}"#;
        let expected = "error: no\n --> a.rs:1:1\n\nFor more\n";
        assert_eq!(words(output, Fate::Refused).ok().as_deref(), Some(expected));
        let panicking = words(output, Fate::Panics).unwrap_or_default();
        assert!(panicking.starts_with("warning: unused\n"), "{panicking}");
    }
}
