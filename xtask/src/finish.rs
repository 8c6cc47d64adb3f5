//! Trunk's hook after a build: two small edits to the built `index.html`.
//!
//! - `data-bytes` gets the size of the WebAssembly. A host that compresses does not tell the
//!   browser how much will come; with this number the progress bar tells the truth anyway.
//! - While serving (debug builds), Trunk adds an inline script that reloads the page. The policy
//!   would block it, so for debug builds, and only there, inline script is allowed.
//!
//! It touches nothing but Trunk's staging folder, so that it cannot start a build by itself.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

const STRICT: &str = "script-src 'self'";
const RELAXED: &str = "script-src 'self' 'unsafe-inline'";
const NO_BYTES: &str = "data-bytes=\"\"";

/// Reads what to do from the variables that Trunk sets for its hooks.
pub(crate) fn from_environment() -> Result<()> {
    let variable = |name: &str| {
        std::env::var(name).with_context(|| format!("{name} is not set: Trunk calls this command"))
    };
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let release = variable("TRUNK_PROFILE")? == "release";
    let file = folder.join("index.html");
    let page = std::fs::read_to_string(&file).context("reading the built index.html")?;
    let wasm = wasm_name(&page).context("the built index.html names no .wasm file")?;
    let bytes = std::fs::metadata(folder.join(wasm)).context("the .wasm file is missing")?.len();
    std::fs::write(&file, edit(&page, bytes, release)?).context("writing index.html")
}

/// The file of the link `app-wasm`: `href="./web-1234_bg.wasm"`.
fn wasm_name(page: &str) -> Option<&str> {
    let link = page.split("id=\"app-wasm\"").nth(1)?;
    let address = link.split("href=\"").nth(1)?.split('"').next()?;
    address.rsplit('/').next()
}

fn edit(page: &str, bytes: u64, release: bool) -> Result<String> {
    ensure!(page.contains(NO_BYTES), "index.html lacks the link that Trunk.toml's pattern writes");
    let page = page.replace(NO_BYTES, &format!("data-bytes=\"{bytes}\""));
    if release {
        return Ok(page);
    }
    ensure!(page.contains(STRICT), "the policy in index.html does not say {STRICT}");
    Ok(page.replacen(STRICT, RELAXED, 1))
}

#[cfg(test)]
mod tests {
    use super::{edit, wasm_name};

    const PAGE: &str = r#"<meta content="script-src 'self' 'wasm-unsafe-eval'">
<link id="app-wasm" rel="preload" href="./web-1_bg.wasm" data-bytes="">"#;

    #[test]
    fn the_wasm_file_is_named_by_its_link() {
        assert_eq!(wasm_name(PAGE), Some("web-1_bg.wasm"));
    }

    #[test]
    fn a_release_keeps_the_strict_policy_and_learns_its_size() -> anyhow::Result<()> {
        let page = edit(PAGE, 1234, true)?;
        assert!(page.contains("data-bytes=\"1234\"") && !page.contains("unsafe-inline"));
        Ok(())
    }

    #[test]
    fn a_debug_build_lets_trunk_reload_the_page() -> anyhow::Result<()> {
        let page = edit(PAGE, 1, false)?;
        assert!(page.contains("script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'"));
        Ok(())
    }
}
