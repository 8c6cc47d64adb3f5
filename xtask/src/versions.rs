//! The versions that have to agree: `Cargo.lock` decides, the tools and `Trunk.toml` follow.
//!
//! The wasm-bindgen CLI must be of the very version of the library, or it refuses the module. Both
//! files are read as text: two lines do not need a TOML parser.

use anyhow::{Context, Result};

use crate::shell::root;

/// The version of Trunk that builds the page; `Trunk.toml` asks for a compatible one.
pub(crate) const TRUNK: &str = "0.21.14";

/// The version of mdBook in whose books the page is tried.
pub(crate) const MDBOOK: &str = "0.5.4";

/// The version of the wasm-bindgen library in `Cargo.lock`.
pub(crate) fn wasm_bindgen() -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("reading Cargo.lock")?;
    locked(&lock, "wasm-bindgen")
        .map(str::to_owned)
        .context("Cargo.lock does not name wasm-bindgen: run `cargo generate-lockfile`")
}

/// The version that `Trunk.toml` names for the wasm-bindgen CLI.
pub(crate) fn trunk_toml_wasm_bindgen() -> Result<String> {
    let toml = std::fs::read_to_string(root().join("Trunk.toml")).context("reading Trunk.toml")?;
    toml.lines()
        .find_map(|line| line.strip_prefix("wasm_bindgen = "))
        .map(|version| version.trim().trim_matches('"').to_owned())
        .context("Trunk.toml names no `wasm_bindgen = …` under [tools]")
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
"#;

    #[test]
    fn a_locked_version_is_found_by_its_whole_name() {
        assert_eq!(locked(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(LOCK, "wasm"), None);
    }
}
