//! Trunk's hook after a build: small edits to the built `index.html` and the files beside it.
//!
//! - In a release the style sheets become one file, in their order: one request, and fewer bytes,
//!   since they compress together; but `around.css` and `led.css` stay apart, as another one, which
//!   waits until the page, which finds it by its id, has what it styles; and `print.css` is for
//!   paper, so that browsers fetch it after everything else.
//! - The catalogue's words and twins are printed beside the page (`crates/press`).
//! - A program with borders is cut into its parts (`split`).
//! - `data-bytes` gets the size of the WebAssembly. A host that compresses does not tell the
//!   browser how much will come; with this number the progress bar tells the truth anyway.
//! - While serving (debug builds), Trunk adds an inline script that reloads the page. The policy
//!   would block it, so for debug builds, and only there, inline script is allowed.
//!
//! It touches nothing but Trunk's staging folder, so that it cannot start a build by itself.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::minify;
use crate::shell::{cargo, run};
use crate::split;

/// The style sheets that are not needed for the first picture. They become one too, by the first
/// one's name.
const LATER: [&str; 2] = ["around", "led"];

/// The style sheet for paper: its link says so.
const PAPER: &str = "print";

const STRICT: &str = "script-src 'self'";
const RELAXED: &str = "script-src 'self' 'unsafe-inline'";
/// What Trunk.toml's pattern writes where the number shall stand; minifying leaves it alone.
const NO_BYTES: &str = "WASM-BYTES";

/// Reads what to do from the variables that Trunk sets for its hooks.
pub(crate) fn from_environment() -> Result<()> {
    let variable = |name: &str| {
        std::env::var(name).with_context(|| format!("{name} is not set: Trunk calls this command"))
    };
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let profile = variable("TRUNK_PROFILE")?;
    let release = profile == "release";
    let file = folder.join("index.html");
    let page = std::fs::read_to_string(&file).context("reading the built index.html")?;
    let page = split::program(&page, &folder, &profile)?;
    let page = if release { one_style_sheet(&page, &folder)? } else { page };
    if release {
        minify::scripts(&folder)?;
    }
    let page = edit(&page, wasm_bytes(&page, &folder)?, release)?;
    std::fs::write(&file, page).context("writing index.html")?;
    run(cargo(&["run", "--quiet", "--package", "press", "--"]).arg(&folder))
}

/// Joins the page's style sheets under the first one's name, and drops the links to the others.
fn one_style_sheet(page: &str, folder: &Path) -> Result<String> {
    let (mut sheets, mut later) = (Vec::new(), Vec::new());
    let mut rest = String::new();
    for (number, tag) in page.split('<').enumerate() {
        let name = style_sheet(tag).filter(|name| !name.starts_with(PAPER));
        if let Some(name) = name.filter(|name| LATER.iter().any(|it| name.starts_with(it))) {
            if later.is_empty() {
                rest.push_str(&format!(
                    "<link id=\"{}-styles\" rel=\"alternate\" href=\"./{name}\">",
                    LATER[0]
                ));
            }
            later.push(folder.join(name));
            continue;
        }
        if let Some(name) = name {
            sheets.push(folder.join(name));
        }
        if name.is_none() || sheets.len() == 1 {
            rest.push_str(if number == 0 { "" } else { "<" });
            rest.push_str(tag);
        }
    }
    join(&sheets)?;
    join(&later)?;
    Ok(rest)
}

/// Writes all of them into the first, and removes the others.
fn join(sheets: &[PathBuf]) -> Result<()> {
    let Some((first, others)) = sheets.split_first() else { return Ok(()) };
    let mut styles = String::new();
    for sheet in sheets {
        styles += &std::fs::read_to_string(sheet).context("reading a style sheet")?;
    }
    std::fs::write(first, styles).context("writing the style sheet")?;
    for sheet in others {
        std::fs::remove_file(sheet).context("removing a style sheet that was joined")?;
    }
    Ok(())
}

/// The file of `link rel=stylesheet href=./base-1234.css>`, with or without quotes.
fn style_sheet(tag: &str) -> Option<&str> {
    let link = tag.strip_prefix("link ")?;
    let address = link.split("href=").nth(1)?.trim_start_matches(['"', '.', '/']);
    let address = address.split(['"', ' ', '>']).next()?;
    (link.contains("stylesheet") && address.ends_with(".css")).then_some(address)
}

/// The size of the WebAssembly that the page loads at once.
fn wasm_bytes(page: &str, folder: &Path) -> Result<u64> {
    let file = split::address(page, "app-wasm").context("index.html links no WebAssembly")?;
    Ok(std::fs::metadata(folder.join(file)).with_context(|| format!("looking at {file}"))?.len())
}

fn edit(page: &str, bytes: u64, release: bool) -> Result<String> {
    ensure!(page.contains(NO_BYTES), "index.html lacks the link that Trunk.toml's pattern writes");
    let page = page.replace(NO_BYTES, &bytes.to_string());
    if release {
        return Ok(page);
    }
    ensure!(page.contains(STRICT), "the policy in index.html does not say {STRICT}");
    Ok(page.replacen(STRICT, RELAXED, 1))
}

#[cfg(test)]
mod tests {
    use super::{edit, style_sheet};

    const PAGE: &str = r#"<meta content="script-src 'self' 'wasm-unsafe-eval'">
<link id="app-wasm" rel="preload" href="./web-1_bg.wasm" data-bytes="WASM-BYTES">"#;

    #[test]
    fn style_sheets_are_known_with_and_without_quotes() {
        let found =
            ["link rel=\"stylesheet\" href=\"./a-1.css\"/>", "link href=./a-1.css rel=stylesheet>"];
        assert_eq!(found.map(style_sheet), [Some("a-1.css"); 2]);
        assert_eq!(style_sheet("link rel=icon href=./icon.svg>"), None);
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
