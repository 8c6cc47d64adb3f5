//! `serve` and `build`: Trunk, with the set-up before it and the checks after it.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::budget;
use crate::reproduce;
use crate::setup::{self, Tools};
use crate::shell::{cargo, command, path_with, root, run};
use crate::split;
use crate::system;

/// Serves the page with live reload until it is stopped.
pub(crate) fn serve(port: u16, open: bool) -> Result<()> {
    let tools = setup::everything()?;
    println!("\nThe page will be at http://127.0.0.1:{port}/ once it is built. Ctrl-C stops it.\n");
    let port = port.to_string();
    let mut trunk = trunk(&tools);
    // A folder of its own: serving never overwrites a release build in `dist`.
    let folder = root().join("target/served");
    std::fs::create_dir_all(&folder)?;
    trunk.args(["serve", "--port", &port, "--dist"]).arg(folder).stdin(Stdio::inherit());
    if open {
        trunk.arg("--open");
    }
    run(&mut trunk).context("if the port is taken, choose another with --port")
}

/// Builds the page into `out`; false when it breaks the rules for what we publish.
pub(crate) fn build(out: &Path) -> Result<bool> {
    let out = root().join(out);
    // Twins run in it, for their pictures.
    system::node()?;
    release(&out, &["--features", "split"])?;
    nothing_inline(&out)?;
    pictures(&out)?;
    reproduce::nothing_of_this_machine(&out)?;
    let report = budget::measure(&out)?;
    println!("\n{report}");
    Ok(report.holds())
}

/// Builds the page into `out` with its program in one piece.
pub(crate) fn build_whole(out: &Path) -> Result<()> {
    release(out, &[])
}

fn release(out: &Path, features: &[&str]) -> Result<()> {
    let tools = setup::everything()?;
    std::fs::create_dir_all(out).with_context(|| format!("creating {}", out.display()))?;
    forget_old_snippets()?;
    setup::std_source()?;
    let mut trunk = trunk(&tools);
    run(small(&mut trunk).args(["build", "--release"]).args(features).arg("--dist").arg(out))
}

/// Every example's picture, drawn by the very program that draws them in a terminal.
fn pictures(out: &Path) -> Result<()> {
    let folder = out.join("static");
    split::remove(&folder)?;
    run(cargo(&["run", "--quiet", "--package", "cli", "--", "pictures", "--out"]).arg(folder))
}

/// Trunk copies whatever wasm-bindgen ever wrote, also what it wrote for an older build.
fn forget_old_snippets() -> Result<()> {
    split::remove(&split::target().join("wasm-bindgen/release"))
}

/// Lets cargo compile the standard library too, for size and without the words of panics, which a
/// page has no use for: docs/adr/0005-a-small-standard-library.md. The linker leaves its notes in
/// the program, so that `split` can cut it: docs/adr/0010-parts-of-the-program.md.
pub(crate) fn small(build: &mut Command) -> &mut Command {
    build
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_PROFILE_RELEASE_STRIP", "none")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        // Wherever the standard library lies here, its files have the same names in the program.
        .env("CARGO_UNSTABLE_TRIM_PATHS", "true")
        .env("CARGO_PROFILE_RELEASE_TRIM_PATHS", "all")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Zunstable-options -Cpanic=immediate-abort -Clink-arg=--emit-relocs",
        )
}

fn trunk(tools: &Tools) -> Command {
    let mut trunk = command("trunk");
    trunk.env("PATH", path_with(&tools.folders));
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk takes NO_COLOR for an option with the values true and false, and stops at `1`.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    trunk
}

/// The policy in the page allows files only, so that nothing inline would run anyway.
fn nothing_inline(out: &Path) -> Result<()> {
    let page = std::fs::read_to_string(out.join("index.html")).context("reading the built page")?;
    if let Some(found) = inline_code(&page) {
        bail!("index.html holds inline code, which its policy forbids: {found}");
    }
    if !page.contains("Content-Security-Policy") {
        bail!("index.html holds no Content-Security-Policy");
    }
    Ok(())
}

/// The first tag that carries script or style in itself.
fn inline_code(page: &str) -> Option<&str> {
    page.split('<').map(|tag| tag.split('>').next().unwrap_or_default()).find(|tag| {
        let inline_script = tag.starts_with("script") && !tag.contains(" src=");
        inline_script || tag.starts_with("style") || tag.contains(" style=")
    })
}

#[cfg(test)]
mod tests {
    use super::inline_code;

    #[test]
    fn code_inside_the_page_is_found() {
        assert_eq!(inline_code("<p>a</p><script defer src=\"./boot.js\"></script>"), None);
        assert_eq!(inline_code("<body><script>go()</script>"), Some("script"));
        assert_eq!(inline_code("<p style=\"x\">"), Some("p style=\"x\""));
    }
}
