//! The parts of the test suite, each a function from nothing to a [`Tally`].

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::browser;
use crate::generate;
use crate::setup;
use crate::shell::{ask, cargo, command, find_on_path, tee};
use crate::system;
use crate::tally::Tally;
use crate::tidy;

/// Packages that become part of the page, so that clippy looks at them as WebAssembly.
const SHIPPED: [&str; 9] =
    ["trace", "executor", "reactor", "diagram", "export", "runtime", "examples", "bridges", "web"];

/// Packages whose tests also run as WebAssembly: the same functions, the same expectations.
pub(crate) const TESTED_AS_WASM: [&str; 7] =
    ["trace", "executor", "reactor", "diagram", "export", "runtime", "examples"];

const WASM: &str = "wasm32-unknown-unknown";

/// A part of the test suite; the documentation of each is what `--help` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Formatting, and clippy with warnings denied: for the host, and for WebAssembly; GitHub's
    /// workflows
    Lint,
    /// The arrows between crates, and how files are written
    Tidy,
    /// Unit, integration and documentation tests on this machine, and the compiler's own words
    Native,
    /// The core's tests, compiled to WebAssembly and run in Node; every trace's bytes, and the
    /// bridges to JavaScript, in Chromium
    Wasm,
    /// The executor under Miri, which watches the one module with `unsafe` code
    Miri,
    /// The release build in a real Chromium, and its size
    Browser,
    /// All of the above, in this order
    All,
}

impl Part {
    /// The parts that this one stands for.
    pub(crate) fn members(self) -> Vec<Part> {
        match self {
            Part::All => Part::value_variants().iter().copied().filter(|p| *p != self).collect(),
            part => vec![part],
        }
    }

    /// Its name on the command line and in headings.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Part::Lint => "lint",
            Part::Tidy => "tidy",
            Part::Native => "native",
            Part::Wasm => "wasm",
            Part::Miri => "miri",
            Part::Browser => "browser",
            Part::All => "all",
        }
    }

    /// Runs it. An error means that it could not run; a failed test is counted in the tally.
    pub(crate) fn run(self) -> Result<Tally> {
        match self {
            Part::Lint => lint(),
            Part::Tidy => tidy::run(),
            Part::Native => native(),
            Part::Wasm => wasm(),
            Part::Miri => miri(),
            Part::Browser => browser::test(),
            Part::All => Ok(Tally::default()),
        }
    }
}

fn lint() -> Result<Tally> {
    setup::wasm_target()?;
    let deny = ["--", "-D", "warnings"];
    let host = ["clippy", "--workspace", "--all-targets"];
    let mut wasm = vec!["clippy", "--target", WASM];
    wasm.extend(SHIPPED.iter().flat_map(|package| ["-p", *package]));
    let mut tally = Tally::default();
    for arguments in
        [vec!["fmt", "--all", "--check"], [&host[..], &deny].concat(), [&wasm[..], &deny].concat()]
    {
        tally += Tally::one(tee(cargo(&arguments))?.success);
    }
    let mut format = command("rustfmt");
    format.args(["--check", "--edition=2024"]).args(generate::unreached_sources()?);
    tally += Tally::one(tee(format)?.success);
    tally += workflows()?;
    Ok(tally)
}

/// What GitHub would only say after a push.
fn workflows() -> Result<Tally> {
    system::node()?;
    system::npm_packages()?;
    let mut node = command("node");
    node.args(["--test", "--test-reporter=spec", "web/e2e/workflows.mjs"]);
    Ok(Tally::of(&tee(node)?))
}

fn native() -> Result<Tally> {
    // The marks of twins are tried there.
    system::node()?;
    let nextest = find_on_path("cargo-nextest").is_some();
    let tests: &[&str] = if nextest {
        &["nextest", "run", "--workspace", "--no-fail-fast", "--no-tests", "pass"]
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]
    };
    let mut tally = Tally::of(&tee(cargo(tests))?);
    // nextest knows nothing of the examples in documentation.
    tally += Tally::of(&tee(cargo(&["test", "--workspace", "--doc", "--no-fail-fast"]))?);
    tally += generate::check();
    Ok(tally)
}

fn wasm() -> Result<Tally> {
    system::node()?;
    let tools = setup::everything()?;
    let mut test = cargo(&["test", "--target", WASM, "--lib", "--tests", "--no-fail-fast"]);
    test.args(TESTED_AS_WASM.iter().flat_map(|package| ["-p", *package]));
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &tools.test_runner);
    // A failed test is told apart by its message; a backtrace of the runner itself says nothing.
    test.env("RUST_BACKTRACE", "0");
    let mut tally = Tally::of(&tee(test)?);
    // The bytes of every trace once more, where readers will see them: inside Chromium. And what
    // needs an engine with Promises, timers and `fetch`.
    for (package, name) in [("examples", "bytes"), ("bridges", "in_page")] {
        let mut test = cargo(&["test", "--target", WASM, "-p", package, "--test", name]);
        test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &tools.test_runner);
        test.env("WASM_BINDGEN_USE_BROWSER", "1").env("CHROMEDRIVER", system::chromedriver()?);
        test.env("RUST_BACKTRACE", "0");
        tally += Tally::of(&tee(test)?);
    }
    Ok(tally)
}

fn miri() -> Result<Tally> {
    let answers = || ask(command("cargo").args(["+nightly", "miri", "--version"])).is_ok();
    if !answers() {
        let add = ["+nightly", "component", "add", "miri", "rust-src"];
        setup::step("Miri for the nightly toolchain", "it checks `unsafe` code", "a minute");
        let added = ask(command("rustup").args(add)).context("asking rustup for Miri");
        if let Some(reason) = added.err().or_else(|| (!answers()).then(no_answer)) {
            println!("skipped: the waker under Miri, for Miri is not to be had here ({reason:#}).");
            println!("To run it: rustup toolchain install nightly --component miri rust-src");
            return Ok(Tally::one_skipped());
        }
    }
    let mut test = cargo(&["+nightly", "miri", "test", "-p", "executor", "--lib", "--tests"]);
    // Strict: a waker's data is a number that must never become a pointer again.
    test.env("MIRIFLAGS", "-Zmiri-strict-provenance");
    Ok(Tally::of(&tee(test)?))
}

fn no_answer() -> anyhow::Error {
    anyhow::anyhow!("it was added but does not start")
}
