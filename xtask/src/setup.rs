//! The tools that build the page: the wasm target, Trunk, and the wasm-bindgen CLI.
//!
//! A tool of the right version on `PATH` is used as it is. Otherwise it is compiled into
//! `target/tools`, never over a person's own. Every step says what it does, why, and how long it
//! takes; one that fails says what to do. What the tests need besides is in `system`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell::{ask, cargo, command, find_on_path, root, run};
use crate::versions;

const WASM: &str = "wasm32-unknown-unknown";

/// Where the tools lie once [`everything`] has succeeded.
pub(crate) struct Tools {
    /// Folders to put in front of `PATH`, so that Trunk finds the wasm-bindgen CLI.
    pub(crate) folders: Vec<PathBuf>,
    /// Runs a wasm test module in Node; named as cargo's runner for the wasm target.
    pub(crate) test_runner: PathBuf,
}

/// A program that cargo can compile from a published crate.
struct Tool<'a> {
    krate: &'a str,
    version: &'a str,
    /// Every program that must answer with the version, the main one first.
    programs: &'a [&'a str],
    why: &'a str,
    minutes: &'a str,
    options: &'a [&'a str],
}

/// Makes sure of everything that `trunk build` needs.
pub(crate) fn everything() -> Result<Tools> {
    wasm_target()?;
    let bindgen_version = versions::wasm_bindgen()?;
    let trunk = Tool {
        krate: "trunk",
        version: versions::TRUNK,
        programs: &["trunk"],
        why: "it builds, bundles and serves the page",
        minutes: "4 to 8 minutes",
        options: &["--locked", "--no-default-features", "--features", "rustls"],
    };
    let bindgen = Tool {
        krate: "wasm-bindgen-cli",
        version: &bindgen_version,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        why: "it writes the JavaScript beside the WebAssembly, and runs tests as WebAssembly",
        minutes: "1 to 2 minutes",
        // Without --locked: its published lock file cannot be resolved everywhere.
        options: &[],
    };
    let mut folders = Vec::new();
    for tool in [&trunk, &bindgen] {
        let folder = tool.ensure()?;
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    let runner = format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX);
    let test_runner = folders.iter().map(|folder| folder.join(&runner)).find(|file| file.is_file());
    let test_runner = test_runner.context("wasm-bindgen-test-runner vanished from target/tools")?;
    Ok(Tools { folders, test_runner })
}

/// Makes sure of what builds a book around the page, for the tests, and answers where it is.
pub(crate) fn mdbook() -> Result<PathBuf> {
    let mdbook = Tool {
        krate: "mdbook",
        version: versions::MDBOOK,
        programs: &["mdbook"],
        why: "the guide for teachers is tried in a book",
        minutes: "1 to 3 minutes",
        options: &["--locked", "--no-default-features"],
    };
    Ok(mdbook.ensure()?.join(format!("mdbook{}", std::env::consts::EXE_SUFFIX)))
}

/// Makes sure of the source of the standard library, which release builds compile for size.
pub(crate) fn std_source() -> Result<()> {
    let sysroot = ask(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std").is_dir() {
        return Ok(());
    }
    step("the source of the Rust standard library", "a release is compiled for size", "seconds");
    run(command("rustup").args(["component", "add", "rust-src"]))
        .context("install rustup (or your distribution's rust-src package), then try again")
}

/// Adds the standard library for WebAssembly to the pinned toolchain.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = ask(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    step("the Rust standard library for WebAssembly", "the page is compiled to it", "seconds");
    run(command("rustup").args(["target", "add", WASM])).with_context(|| {
        format!("install rustup (or your distribution's {WASM} package for rustc), then try again")
    })
}

impl Tool<'_> {
    /// The folder that holds the tool, after installing it if need be.
    fn ensure(&self) -> Result<PathBuf> {
        let own = find_on_path(self.programs[0]).and_then(|file| Some(file.parent()?.to_owned()));
        let ours = root().join("target/tools/bin");
        if let Some(folder) = own.filter(|folder| self.lies_in(folder)) {
            return Ok(folder);
        }
        if !self.lies_in(&ours) {
            self.install()?;
        }
        Ok(ours)
    }

    /// Whether all of its programs lie in the folder and are of the right version.
    fn lies_in(&self, folder: &Path) -> bool {
        self.programs.iter().all(|program| {
            let file = folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
            let answer = file.is_file().then(|| ask(command_at(&file).arg("--version")));
            answer.and_then(Result::ok).is_some_and(|answer| says(&answer, self.version))
        })
    }

    fn install(&self) -> Result<()> {
        let Tool { krate, version, .. } = self;
        step(&format!("{krate} {version}"), self.why, self.minutes);
        let crate_at_version = format!("{krate}@{version}");
        let mut install = cargo(&["install", &crate_at_version, "--force", "--debug"]);
        install.args(self.options).arg("--root").arg(root().join("target/tools"));
        // Its own folder, so that a second try goes on where the first one stopped. Unoptimized and
        // without debug information it compiles in half the time, and is quick enough.
        install.env("CARGO_TARGET_DIR", root().join("target/tools-build"));
        install.env("CARGO_PROFILE_DEV_DEBUG", "0");
        run(&mut install).with_context(|| {
            format!(
                "{krate} {version} could not be installed. It needs a connection to the crate \
                 registry and a C linker. You can also install it yourself, anywhere on PATH: \
                 cargo install {crate_at_version}"
            )
        })
    }
}

fn command_at(file: &Path) -> std::process::Command {
    command(&file.to_string_lossy())
}

/// Whether an answer to `--version` ends in this version: `trunk 0.21.14`, `mdbook v0.5.4`.
fn says(answer: &str, version: &str) -> bool {
    let said = answer.split_whitespace().nth(1);
    said.map(|said| said.strip_prefix('v').unwrap_or(said)) == Some(version)
}

/// Announces a step of the set-up: what, why, and about how long.
pub(crate) fn step(what: &str, why: &str, how_long: &str) {
    println!("set-up: installing {what}, because {why}; this takes {how_long}, once");
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_version_counts_only_when_it_is_the_same() {
        assert!(says("trunk 0.21.14\n", "0.21.14"));
        assert!(says("wasm-bindgen 0.2.130 (0123abcd)", "0.2.130"));
        assert!(says("mdbook v0.5.4\n", "0.5.4"));
        assert!(!says("trunk 0.21.1", "0.21.14"));
        assert!(!says("", "0.21.14"));
    }
}
