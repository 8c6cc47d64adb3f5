//! `cargo xtask tidy`: what no compiler checks, each check counted as one test.
//!
//! The rules themselves are next door: `arrows` (who may depend on whom), `sources` (how files are
//! written), `versions` (what must agree). Here they are run and reported.

use anyhow::Result;

use crate::arrows;
use crate::shell::root;
use crate::sources::{RULES, files_below};
use crate::tally::Tally;
use crate::versions;

const FOLDERS: [&str; 3] = ["crates", "web", "xtask"];

/// Runs every check and prints what it found.
pub(crate) fn run() -> Result<Tally> {
    let files = files()?;
    let mut tally = Tally::default();
    for rule in RULES {
        let find = |(path, text): &(String, String)| (rule.find)(path, text);
        tally += report(rule.name, Ok(files.iter().flat_map(find).collect()));
    }
    tally += report("crates know only what lies below them", arrows::findings());
    tally += report("tools and libraries are of one version", versions_agree());
    tally += report("npm's locks name no registry", npm_locks());
    Ok(tally)
}

/// Prints a check's findings; a check that could not be made has found that.
fn report(name: &str, findings: Result<Vec<String>>) -> Tally {
    let findings = findings.unwrap_or_else(|error| vec![format!("{error:#}")]);
    println!("{} {name}", if findings.is_empty() { "ok    " } else { "FAILED" });
    for finding in &findings {
        println!("       {finding}");
    }
    Tally::one(findings.is_empty())
}

/// The path and text of every text file that people wrote.
fn files() -> Result<Vec<(String, String)>> {
    let root = root();
    let mut files = Vec::new();
    for folder in FOLDERS {
        for file in files_below(&root.join(folder))? {
            let path = file.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
            // What is not text is a picture or a font, and no rule is about those.
            if let Ok(text) = std::fs::read_to_string(&file) {
                files.push((path, text));
            }
        }
    }
    Ok(files)
}

fn versions_agree() -> Result<Vec<String>> {
    let locked = versions::wasm_bindgen()?;
    let named = versions::trunk_toml_wasm_bindgen()?;
    let differ = locked != named;
    let finding = || {
        format!("Trunk.toml names wasm_bindgen {named}, Cargo.lock has {locked}: write the latter")
    };
    Ok(differ.then(finding).into_iter().collect())
}

/// A lock file with addresses in it would install from one registry only.
fn npm_locks() -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for folder in ["web/e2e", "web/e2e/slidev"] {
        let lock = std::fs::read_to_string(root().join(folder).join("package-lock.json"))?;
        if lock.contains("\"resolved\"") {
            findings.push(format!(
                "{folder}/package-lock.json holds `resolved` addresses: write it again with \
                 `npm install --omit-lockfile-registry-resolved`"
            ));
        }
    }
    Ok(findings)
}
