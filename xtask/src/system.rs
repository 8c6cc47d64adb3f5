//! What the tests need from the system, and cargo cannot give: Node, npm packages, Chromium.
//!
//! On Debian and as root (a container, CI) a missing one is installed with apt; on anybody's own
//! machine it is named, with the way to get it, and nothing is touched.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::setup::step;
use crate::shell::{ask, command, find_on_path, root, run};

const NODE_AT_LEAST: u32 = 20;

const BROWSERS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const MAC_BROWSER: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Makes sure of a Node that can run the tests.
pub(crate) fn node() -> Result<()> {
    if find_on_path("node").is_none() || find_on_path("npm").is_none() {
        apt_install(&["nodejs", "npm"], "tests run in it, as WebAssembly and around the browser")
            .context("Node 20 or newer, with npm, is missing: install it from your packages")?;
    }
    let version = ask(command("node").arg("--version"))?;
    match major(&version) {
        Some(major) if major >= NODE_AT_LEAST => Ok(()),
        _ => bail!(
            "node is version {}, but the tests need {NODE_AT_LEAST} or newer: install one \
             and put it first on PATH",
            version.trim()
        ),
    }
}

/// The browser that the end-to-end tests drive: `$CHROMIUM`, or the first one found.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM") {
        return Ok(chosen.into());
    }
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    apt_install(&["chromium"], "end-to-end tests look at the page in it").context(
        "Chromium is missing: install Chromium or Chrome, or name one in the variable CHROMIUM",
    )?;
    find_browser().context("apt installed chromium, but it is not on PATH")
}

/// The driver through which wasm-bindgen's test runner steers Chromium.
pub(crate) fn chromedriver() -> Result<PathBuf> {
    chromium()?;
    if let Some(found) = find_on_path("chromedriver") {
        return Ok(found);
    }
    apt_install(&["chromium-driver"], "tests run as WebAssembly inside Chromium through it")
        .context("chromedriver is missing: install it in the version of your Chromium")?;
    find_on_path("chromedriver").context("apt installed chromium-driver, but it is not on PATH")
}

fn find_browser() -> Option<PathBuf> {
    let on_mac = PathBuf::from(MAC_BROWSER);
    BROWSERS.iter().find_map(|name| find_on_path(name)).or(on_mac.is_file().then_some(on_mac))
}

/// Installs what the tests need from npm; without Slidev they leave out the test of it.
pub(crate) fn npm_packages() -> Result<()> {
    npm_ci("web/e2e", "the test driver", "it steers Chromium and checks accessibility", "seconds")?;
    let slidev = npm_ci("web/e2e/slidev", "Slidev", "a test builds a deck with it", "minutes");
    if let Err(error) = slidev {
        eprintln!("{error:#}; its test is left out");
    }
    Ok(())
}

/// Installs the packages of a folder at their locked versions, unless that has been done.
fn npm_ci(folder: &str, what: &str, why: &str, takes: &str) -> Result<()> {
    let place = root().join(folder);
    let lock = std::fs::read(place.join("package-lock.json"))?;
    let stamp = place.join("node_modules/.installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step(&format!("{what} from npm, as locked"), why, takes);
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    run(npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&place))
        .with_context(|| {
            format!("npm could not install {folder}: check the connection to the npm registry")
        })?;
    std::fs::write(&stamp, lock).with_context(|| format!("marking {folder} as installed"))
}

/// Installs Debian packages when we may: apt is there and we are root.
fn apt_install(packages: &[&str], why: &str) -> Result<()> {
    let root_user = ask(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if find_on_path("apt-get").is_none() || !root_user {
        bail!("not root on Debian, so nothing was installed");
    }
    step(&format!("{} with apt", packages.join(" and ")), why, "about a minute");
    let apt = |arguments: &[&str]| {
        let mut apt = command("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        run(&mut apt)
    };
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    // Usually the package lists are there and fresh; fetch them only when the first try fails.
    apt(&install).or_else(|_| apt(&["update"]).and_then(|()| apt(&install)))
}

/// The first number of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_of_node_is_its_first_number() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("garbage"), None);
    }
}
