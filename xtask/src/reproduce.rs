//! `cargo xtask reproduce`: the same commit gives the same files, wherever it is built.
//!
//! It builds this folder's commit twice, here and in a clone with a target folder of its own, and
//! compares every byte. That takes minutes, so no test runs it; what each build can see by itself,
//! [`nothing_of_this_machine`] looks for each time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use crate::page;
use crate::setup;
use crate::shell::{ask, command, path_with, root, run};
use crate::sources::files_below;
use crate::split;

/// Builds twice and compares; false when the two differ.
pub(crate) fn run_twice() -> Result<bool> {
    let changed = ask(command("git").args(["status", "--porcelain"]))?;
    ensure!(changed.is_empty(), "a commit is compared, and this is not committed:\n{changed}");
    let tools = setup::everything()?;
    let [here, clone] =
        ["here", "elsewhere"].map(|name| root().join("target/reproduce").join(name));
    page::build(&here)?;
    split::remove(&clone)?;
    run(command("git").args(["clone", "--quiet", "."]).arg(&clone))?;
    let mut build = command("cargo");
    build.args(["xtask", "build"]).current_dir(&clone).env("PATH", path_with(&tools.folders));
    run(build.env_remove("CARGO_TARGET_DIR"))?;
    let differences = differences(&here, &clone.join("dist"))?;
    for difference in &differences {
        println!("{difference}");
    }
    if differences.is_empty() {
        println!("Both builds hold the same files, to the byte.");
    }
    Ok(differences.is_empty())
}

/// What is in one folder and not in the other, or not the same; sentences.
fn differences(one: &Path, other: &Path) -> Result<Vec<String>> {
    let below = |folder: &Path| -> Result<BTreeSet<PathBuf>> {
        let path = |file: PathBuf| Ok(file.strip_prefix(folder)?.to_owned());
        files_below(folder)?.into_iter().map(path).collect()
    };
    let (files, others) = (below(one)?, below(other)?);
    let missing = files.symmetric_difference(&others);
    let mut found: Vec<_> = missing.map(|it| format!("{} is in one only", it.display())).collect();
    for file in files.intersection(&others) {
        if std::fs::read(one.join(file))? != std::fs::read(other.join(file))? {
            found.push(format!("{} differs", file.display()));
        }
    }
    Ok(found)
}

/// A build must not hold a path of whoever has made it: on another machine it would differ.
pub(crate) fn nothing_of_this_machine(build: &Path) -> Result<()> {
    let sysroot = ask(command("rustc").args(["--print", "sysroot"]))?;
    let cargo = std::env::var("CARGO_HOME").ok();
    let home = std::env::var("HOME").ok().map(|home| format!("{home}/."));
    let mut paths = vec![sysroot.trim().to_owned(), format!("{}/", root().display())];
    paths.extend(cargo.into_iter().chain(home));
    for file in files_below(build)? {
        let content = std::fs::read(&file)?;
        let content = String::from_utf8_lossy(&content);
        if let Some(path) = paths.iter().find(|path| content.contains(path.as_str())) {
            bail!("{} holds a path of this machine, {path}", file.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{differences, nothing_of_this_machine};
    use anyhow::Result;
    use std::fs;
    use std::path::PathBuf;

    fn folder(name: &str, files: &[(&str, &str)]) -> Result<PathBuf> {
        let folder = crate::split::target().join("tmp").join(name);
        crate::split::remove(&folder)?;
        fs::create_dir_all(&folder)?;
        files.iter().try_for_each(|(file, text)| fs::write(folder.join(file), text))?;
        Ok(folder)
    }

    #[test]
    fn what_is_missing_and_what_differs_is_named() -> Result<()> {
        let one = folder("one", &[("a", "same"), ("b", "this"), ("c", "")])?;
        let other = folder("other", &[("a", "same"), ("b", "that"), ("d", "")])?;
        let found = differences(&one, &other)?;
        assert_eq!(found, ["c is in one only", "d is in one only", "b differs"]);
        assert!(differences(&one, &one)?.is_empty());
        Ok(())
    }

    #[test]
    fn a_path_of_this_machine_is_found() -> Result<()> {
        let path = format!("\0{}/x.rs\0", crate::shell::root().display());
        let error = nothing_of_this_machine(&folder("leaks", &[("a.wasm", &path)])?);
        assert!(error.is_err_and(|error| error.to_string().contains("a.wasm")));
        nothing_of_this_machine(&folder("quiet", &[("a.wasm", "crates/x/src/y.rs")])?)
    }
}
