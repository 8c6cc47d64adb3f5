//! What looks at the page in a real Chromium: end-to-end tests, measurements, pictures.
//!
//! All three build the release first and hand it to a script in `web/e2e`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::page;
use crate::setup;
use crate::shell::{cargo, command, path_with, root, run, tee};
use crate::single;
use crate::sources::files_below;
use crate::split;
use crate::system;
use crate::tally::Tally;

/// Where the page is built when nobody says otherwise.
pub(crate) const DIST: &str = "dist";

/// The example on which the page as one file opens that the tests look at.
const SINGLE: &str = "async-concurrent";

/// Small programs whose order of output must not change, and where they lie with marks in them.
const BATTERY: [&str; 2] = ["crates/marks/battery", "target/battery"];

/// The size budget and every end-to-end test.
pub(crate) fn test() -> Result<Tally> {
    let within_budget = page::build(Path::new(DIST))?;
    single::build(SINGLE, None)?;
    run(cargo(&["run", "--quiet", "--package", "marks", "--"]).args(BATTERY))?;
    let mut node = node_with_browser()?;
    match setup::mdbook() {
        Ok(mdbook) => {
            node.env("MDBOOK", mdbook);
        }
        // Its tests say that they are left out.
        Err(error) => println!("no test of a book: {error:#}"),
    }
    // A page that hangs must not hang CI.
    node.args(["--test", "--test-reporter=spec", "--test-timeout=1200000"]);
    for file in files_below(&root().join("web/e2e"))? {
        if file.to_string_lossy().ends_with(".test.mjs") {
            node.arg(&file);
        }
    }
    let mut tally = Tally::one(within_budget);
    tally += Tally::of(&tee(node)?);
    Ok(tally)
}

/// Prints how long laying out and looking take, and loading, choosing an example, stepping,
/// zooming.
pub(crate) fn bench() -> Result<()> {
    build()?;
    scale()?;
    run(node_with_browser()?.arg("web/e2e/scale.mjs"))?;
    run(node_with_browser()?.arg("web/e2e/bench.mjs"))
}

/// Builds what measures the layout, with the page's settings, as a module for Node.
fn scale() -> Result<()> {
    let tools = setup::everything()?;
    let wasm = "wasm32-unknown-unknown";
    let build = ["build", "--release", "--package", "web", "--example", "scale", "--target", wasm];
    run(page::small(&mut cargo(&build)))?;
    let module = split::target().join(wasm).join("release/examples/scale.wasm");
    let mut bindgen = command("wasm-bindgen");
    bindgen.env("PATH", path_with(&tools.folders)).arg(module);
    run(bindgen.args(["--target", "nodejs", "--out-dir", "target/scale"]))
}

/// Writes pictures of the page to `target/shots`.
pub(crate) fn shots(examples: &[String]) -> Result<()> {
    build()?;
    run(node_with_browser()?.arg("web/e2e/shots.mjs").args(examples))
}

fn build() -> Result<()> {
    // A broken budget is no reason not to look at the page; `page::build` has said so.
    page::build(Path::new(DIST)).map(|_| ())
}

/// Node, told where the build and the browser are.
fn node_with_browser() -> Result<Command> {
    system::node()?;
    system::npm_packages()?;
    let chromium = system::chromium()?;
    ensure!(chromium.is_file(), "there is no browser at {}", chromium.display());
    let dist = root().join(DIST).canonicalize().context("the build is missing")?;
    let mut node = command("node");
    node.env("CHROMIUM", chromium).env("DIST", dist);
    Ok(node)
}
