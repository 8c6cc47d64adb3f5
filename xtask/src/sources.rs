//! Rules for how files are written, as functions from a file's path and text to findings.
//!
//! They are about what a reader meets, and so are read from the text; what needs to understand
//! Rust is clippy's. The words that are looked for are put together from pieces here, so that this
//! file does not find itself.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::parts::TESTED_AS_WASM;

const LONGEST_FILE_LINES: usize = 400;

const LONGEST_LINE_COLUMNS: usize = 100;

/// The one file with code that the compiler cannot check; Miri runs it.
const UNCHECKED_CODE_LIVES_IN: &str = "crates/executor/src/waker.rs";

const UNCHECKED: &str = concat!("un", "safe");

const UNFINISHED: &str = concat!("TO", "DO");

const DEAD_EXAMPLE: &str = concat!("```", "ignore");

/// Kinds of file that people read.
const READ_BY_PEOPLE: [&str; 6] = ["rs", "js", "mjs", "css", "html", "toml"];

/// Every file below a folder in the order of their paths, without hidden and npm's folders.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder);
        for entry in entries.with_context(|| format!("reading {}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name();
            let left_out = name == "node_modules" || name.to_string_lossy().starts_with('.');
            if entry.file_type()?.is_dir() {
                folders.extend((!left_out).then(|| entry.path()));
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// One rule: its name in the report, and what it finds in a file.
pub(crate) struct Rule {
    /// What holds when nothing is found.
    pub(crate) name: &'static str,
    /// The findings in a file with this path (from the workspace's folder, with `/`) and text.
    pub(crate) find: fn(path: &str, text: &str) -> Vec<String>,
}

/// The rules, in the order of the report.
pub(crate) const RULES: &[Rule] = &[
    Rule { name: "every Rust file opens with what it is", find: opening },
    Rule { name: "no file is longer than a sitting", find: long_file },
    Rule { name: "no line of Rust is wider than the page", find: wide_lines },
    Rule {
        name: "no example in documentation is dead",
        find: |path, text| lines_of_rust(path, text, |line| line.contains(DEAD_EXAMPLE)),
    },
    Rule { name: "nothing is left for later without an issue", find: unfinished },
    Rule { name: "unchecked code stays in the waker", find: unchecked_code },
    Rule { name: "the core's tests run as WebAssembly too", find: tests_for_wasm },
];

fn is_rust(path: &str) -> bool {
    path.ends_with(".rs")
}

fn opening(path: &str, text: &str) -> Vec<String> {
    let opens = text.starts_with("//!") || !is_rust(path);
    (!opens)
        .then(|| format!("{path}: open the file with `//!` and what it is"))
        .into_iter()
        .collect()
}

fn long_file(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    let kind = path.rsplit('.').next().unwrap_or_default();
    let long = READ_BY_PEOPLE.contains(&kind) && lines > LONGEST_FILE_LINES;
    let found = long.then(|| format!("{path}: {lines} lines; cut it where the subject changes"));
    found.into_iter().collect()
}

fn wide_lines(path: &str, text: &str) -> Vec<String> {
    lines_of_rust(path, text, |line| line.chars().count() > LONGEST_LINE_COLUMNS)
}

/// A note for later must name its issue: the word, then `(#12)`.
fn unfinished(path: &str, text: &str) -> Vec<String> {
    lines_of_rust(path, text, |line| {
        line.split(UNFINISHED).skip(1).any(|rest| !rest.starts_with("(#"))
    })
}

fn unchecked_code(path: &str, text: &str) -> Vec<String> {
    if path == UNCHECKED_CODE_LIVES_IN {
        return Vec::new();
    }
    lines_of_rust(path, text, |line| {
        let code = line.split("//").next().unwrap_or_default();
        // With a hyphen or a backtick in it, the word belongs to a text about something else.
        let part_of_word = |c: char| c.is_alphanumeric() || "_-`".contains(c);
        code.split(|c| !part_of_word(c)).any(|word| word == UNCHECKED)
    })
}

/// In the core, `#[test]` must be wasm-bindgen-test's when compiled to WebAssembly, in every module
/// that has tests; else the test would silently not run there.
fn tests_for_wasm(path: &str, text: &str) -> Vec<String> {
    let core = TESTED_AS_WASM.iter().any(|name| path.starts_with(&format!("crates/{name}/")));
    let native_only = text.contains("#![cfg(not(target_arch = \"wasm32\"))]");
    let tests = text.lines().any(|line| line.trim() == "#[test]");
    let renamed = text.contains("use wasm_bindgen_test::wasm_bindgen_test as test;");
    if !core || native_only || !tests || renamed {
        return Vec::new();
    }
    vec![format!(
        "{path}: its tests do not run as WebAssembly; add, beside the other `use` lines:\n    \
         #[cfg(target_arch = \"wasm32\")]\n    \
         use wasm_bindgen_test::wasm_bindgen_test as test;"
    )]
}

/// A finding for each line of a Rust file that the predicate picks.
fn lines_of_rust(path: &str, text: &str, picks: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = text.lines().enumerate().filter(|(_, line)| is_rust(path) && picks(line));
    lines.map(|(index, line)| format!("{path}:{}: {}", index + 1, line.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::{DEAD_EXAMPLE, RULES, UNCHECKED, UNFINISHED};

    /// How many findings each rule has in a text, in the order of [`RULES`].
    fn check(path: &str, text: &str, expected: [usize; 7]) {
        let found: Vec<usize> = RULES.iter().map(|rule| (rule.find)(path, text).len()).collect();
        assert_eq!(found, expected, "{path}: {text}");
    }

    #[test]
    fn a_good_file_has_no_findings() {
        check("crates/trace/src/lib.rs", "//! What it is.\n", [0; 7]);
    }

    #[test]
    fn each_rule_finds_what_it_is_for() {
        let path = "crates/macros/src/a.rs";
        check(path, "fn main() {}\n", [1, 0, 0, 0, 0, 0, 0]);
        check(path, &format!("//! a\n{}", "\n".repeat(400)), [0, 1, 0, 0, 0, 0, 0]);
        check(path, &format!("//! {}\n", "x".repeat(97)), [0, 0, 1, 0, 0, 0, 0]);
        check(path, &format!("//! {DEAD_EXAMPLE}\n"), [0, 0, 0, 1, 0, 0, 0]);
        check(path, &format!("//! {UNFINISHED}: x {UNFINISHED}(#3)\n"), [0, 0, 0, 0, 1, 0, 0]);
        check(path, &format!("//! a\n{UNCHECKED} {{}}\n"), [0, 0, 0, 0, 0, 1, 0]);
    }

    #[test]
    fn unchecked_code_may_be_talked_about_and_forbidden() {
        let text = format!("//! no {UNCHECKED}\n#![forbid({UNCHECKED}_code)]\n");
        check("crates/trace/src/lib.rs", &text, [0; 7]);
        check("crates/executor/src/waker.rs", &format!("//! a\n{UNCHECKED} {{}}\n"), [0; 7]);
    }

    #[test]
    fn a_core_test_that_would_not_run_as_wasm_is_found() {
        let text = "//! a\n#[test]\nfn a() {}\n";
        check("crates/trace/tests/a.rs", text, [0, 0, 0, 0, 0, 0, 1]);
        check("crates/cli/tests/a.rs", text, [0; 7]);
    }
}
