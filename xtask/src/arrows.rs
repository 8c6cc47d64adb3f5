//! Which crate may depend on which. A new arrow is an edit of this table, and so gets a review.
//!
//! Lower layers never know higher ones; `executor` and `reactor` do not know each other. Tests may
//! see more than what they test, and have a column of their own.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::shell::{ask, cargo};

/// What one crate of the workspace may depend on.
struct Allowed {
    name: &'static str,
    /// Crates of the workspace.
    arrows: &'static [&'static str],
    /// More crates of the workspace, for its tests only.
    in_tests: &'static [&'static str],
    /// Published crates; `None` for those that may choose freely.
    published: Option<&'static [&'static str]>,
}

const TABLE: &[Allowed] = &[
    // Layer 0: the data model.
    Allowed { name: "trace", arrows: &[], in_tests: &[], published: Some(&[]) },
    // Layer 1: they meet only at `Waker`, and in `diagram` at a finished trace. The reactor takes
    // its notion of an instant from layer 0.
    Allowed { name: "executor", arrows: &[], in_tests: &[], published: Some(&[]) },
    Allowed { name: "reactor", arrows: &["trace"], in_tests: &[], published: Some(&["rand_pcg"]) },
    Allowed {
        name: "diagram",
        arrows: &["trace"],
        in_tests: &["examples", "runtime"],
        published: Some(&[]),
    },
    // What other tools read: a page loads it, so nothing that a page need not have.
    Allowed { name: "export", arrows: &["trace"], in_tests: &[], published: Some(&[]) },
    Allowed { name: "macros", arrows: &[], in_tests: &["runtime", "trace"], published: None },
    // Layer 2: where they become one world.
    Allowed {
        name: "runtime",
        arrows: &["executor", "reactor", "trace", "macros"],
        in_tests: &["diagram"],
        published: None,
    },
    // Layer 3 and 4: what people see. The examples that need JavaScript stand apart from the rest.
    Allowed { name: "bridges", arrows: &["runtime", "trace"], in_tests: &[], published: None },
    Allowed {
        name: "examples",
        arrows: &["runtime", "trace"],
        // The oracle lets tokio meet the same peers, through a face of its own.
        in_tests: &["diagram", "macros", "reactor", "twins"],
        published: None,
    },
    Allowed {
        name: "cli",
        arrows: &["examples", "export", "runtime", "diagram", "trace", "twins"],
        in_tests: &[],
        published: None,
    },
    // Reads and writes JavaScript, and knows nothing of ours; for `press` and for tests.
    Allowed { name: "marks", arrows: &[], in_tests: &[], published: None },
    // Runs twins in Node; for `cli` and for tests.
    Allowed {
        name: "twins",
        arrows: &["examples", "marks", "runtime", "trace"],
        in_tests: &[],
        published: None,
    },
    // Prints the catalogue's words for the page, when that is built.
    Allowed { name: "press", arrows: &["examples", "marks"], in_tests: &[], published: None },
    Allowed {
        name: "web",
        arrows: &["bridges", "examples", "export", "runtime", "diagram", "trace"],
        in_tests: &[],
        published: None,
    },
    // Beside the house: it looks at the others as files.
    Allowed { name: "xtask", arrows: &[], in_tests: &[], published: None },
];

/// Whoever may know JavaScript and the DOM, so that everything else runs anywhere.
const IN_PAGE: [&str; 2] = ["bridges", "web"];

/// What they may know and others may not.
const ONLY_IN_PAGE: [&str; 6] =
    ["yew", "wasm-bindgen", "wasm-bindgen-futures", "js-sys", "web-sys", "gloo"];

/// The shape of `cargo metadata`'s answer, as far as we read it.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `None` for an ordinary one, else `dev` or `build`.
    kind: Option<String>,
    /// Where it lies, when it is one of ours.
    path: Option<String>,
}

/// Compares the workspace with the table; a finding is a sentence with what to do.
pub(crate) fn findings() -> Result<Vec<String>> {
    let answer = ask(&mut cargo(&["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata = serde_json::from_str(&answer).context("reading what cargo metadata said")?;
    Ok(compare(&metadata))
}

fn compare(metadata: &Metadata) -> Vec<String> {
    let mut findings = Vec::new();
    for package in &metadata.packages {
        let Some(allowed) = TABLE.iter().find(|allowed| allowed.name == package.name) else {
            findings.push(format!("`{}` has no line in xtask/src/arrows.rs", package.name));
            continue;
        };
        findings.extend(package.dependencies.iter().filter_map(|it| allowed.objection(it)));
    }
    findings
}

impl Allowed {
    fn objection(&self, dependency: &Dependency) -> Option<String> {
        let name = dependency.name.as_str();
        let in_tests = dependency.kind.as_deref() == Some("dev");
        if dependency.path.is_some() {
            let allowed = self.arrows.contains(&name) || in_tests && self.in_tests.contains(&name);
            return (!allowed).then(|| format!("`{}` must not know `{name}`", self.name));
        }
        if in_tests {
            return None;
        }
        if !IN_PAGE.contains(&self.name) && ONLY_IN_PAGE.contains(&name) {
            let those = IN_PAGE.join("` and `");
            return Some(format!("`{}` must not know `{name}`: only `{those}` may", self.name));
        }
        let published = self.published?;
        (!published.contains(&name))
            .then(|| format!("`{}` is kept free of dependencies, but wants `{name}`", self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::compare;

    fn check(package: &str, dependency: &str, expected: &[&str]) {
        let text =
            format!(r#"{{"packages": [{{"name": "{package}", "dependencies": [{dependency}]}}]}}"#);
        let metadata = serde_json::from_str(&text).expect("the test writes JSON");
        assert_eq!(compare(&metadata), expected);
    }

    #[test]
    fn an_arrow_of_the_table_passes() {
        check("runtime", r#"{"name": "reactor", "kind": null, "path": "/x"}"#, &[]);
        check("reactor", r#"{"name": "rand_pcg", "kind": null, "path": null}"#, &[]);
    }

    #[test]
    fn an_arrow_upwards_is_found() {
        let arrow = r#"{"name": "reactor", "kind": null, "path": "/x"}"#;
        check("executor", arrow, &["`executor` must not know `reactor`"]);
    }

    #[test]
    fn tests_may_see_more() {
        check("diagram", r#"{"name": "runtime", "kind": "dev", "path": "/x"}"#, &[]);
        let arrow = r#"{"name": "runtime", "kind": null, "path": "/x"}"#;
        check("diagram", arrow, &["`diagram` must not know `runtime`"]);
    }

    #[test]
    fn the_dom_is_for_a_page_alone() {
        let dom = r#"{"name": "web-sys", "kind": null, "path": null}"#;
        check("web", dom, &[]);
        check("runtime", dom, &["`runtime` must not know `web-sys`: only `bridges` and `web` may"]);
    }

    #[test]
    fn a_crate_that_nobody_entered_is_found() {
        check("newcomer", "", &["`newcomer` has no line in xtask/src/arrows.rs"]);
    }
}
