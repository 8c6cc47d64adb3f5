//! `cargo xtask publish`: puts a build beside the versions that are published already.
//!
//! A version's address is for ever (docs/embedding.md), so a build takes the place of its own
//! version's folder and of nothing else. At the root stands a small page that leads to the newest
//! version; it is written when a version is published for the first time, and left alone otherwise.
//! Where the folder comes from and goes to is for others: `.github/workflows/pages.yml`.

use std::path::Path;
use std::str::FromStr;

use anyhow::{Context, Result, ensure};

use crate::sources::files_below;

/// Leads on at once. Without scripts, or if that fails, it is a link.
const ROOT_PAGE: &str = include_str!("publish/index.html");
/// A file of its own, for the root's policy is as strict as the page's.
const ROOT_SCRIPT: &str = include_str!("publish/newest.js");
/// What stands in both for the newest version's folder.
const NEWEST: &str = "v0";

/// A version of the contract: all builds of version 1 go to `v1/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u32);

impl FromStr for Version {
    type Err = anyhow::Error;

    /// Reads `v1`, or the name of a tag: `v1.2.3`.
    fn from_str(text: &str) -> Result<Version> {
        let number = text.strip_prefix('v').and_then(|rest| rest.split('.').next());
        let number = number.and_then(|digits| digits.parse().ok());
        Ok(Version(number.context("a version looks like v1 or v1.2.3")?))
    }
}

impl Version {
    fn folder(self) -> String {
        format!("v{}", self.0)
    }

    /// The version that a folder at the root holds.
    fn of_folder(name: &str) -> Option<Version> {
        name.parse().ok().filter(|version: &Version| version.folder() == name)
    }
}

/// Replaces the version's folder in `into` by the build in `from`.
pub(crate) fn publish(from: &Path, into: &Path, version: Version) -> Result<()> {
    let complete = from.join("index.html").is_file();
    ensure!(complete, "{} holds no build: run `cargo xtask build` first", from.display());
    std::fs::create_dir_all(into).with_context(|| format!("making {}", into.display()))?;
    let before = versions(into)?;
    let folder = into.join(version.folder());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).context("removing the version's older build")?;
    }
    let files = files_below(from)?;
    for file in &files {
        copy(file, &folder.join(file.strip_prefix(from)?))?;
    }
    println!("{} files are in {}", files.len(), folder.display());
    let newest = before.iter().all(|other| *other < version);
    if newest || !into.join("index.html").is_file() {
        let newest = before.into_iter().chain([version]).max().unwrap_or(version);
        root_page(into, newest)?;
    }
    Ok(())
}

/// Which versions are published.
fn versions(into: &Path) -> Result<Vec<Version>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(into).with_context(|| format!("reading {}", into.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(Version::of_folder(&entry.file_name().to_string_lossy()));
        }
    }
    Ok(found)
}

fn copy(file: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    std::fs::copy(file, to).with_context(|| format!("copying {}", file.display()))?;
    Ok(())
}

fn root_page(into: &Path, newest: Version) -> Result<()> {
    println!("the root leads to {}", newest.folder());
    for (name, text) in [("index.html", ROOT_PAGE), ("newest.js", ROOT_SCRIPT)] {
        let path = format!("./{NEWEST}/");
        ensure!(text.contains(&path), "{name} leads nowhere");
        std::fs::write(into.join(name), text.replace(&path, &format!("./{}/", newest.folder())))
            .with_context(|| format!("writing {name}"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use anyhow::Result;

    use super::{Version, publish};
    use crate::sources::files_below;
    use crate::split;

    /// An empty folder of this test's own.
    fn empty(name: &str) -> Result<PathBuf> {
        let folder = split::target().join("publish-tests").join(name);
        split::remove(&folder)?;
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// A build whose files say which one it is.
    fn build(home: &Path, says: &str) -> Result<PathBuf> {
        let folder = home.join(says);
        std::fs::create_dir_all(folder.join("texts"))?;
        std::fs::write(folder.join("index.html"), format!("the page of {says}"))?;
        std::fs::write(folder.join(format!("app-{says}.js")), says)?;
        std::fs::write(folder.join("texts/spawn.json"), says)?;
        Ok(folder)
    }

    /// Every file by its path.
    fn bytes(site: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
        let read = |file: PathBuf| {
            let path = file.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
            Ok((path, std::fs::read(&file)?))
        };
        files_below(site)?.into_iter().map(read).collect()
    }

    fn below<'a>(
        all: &'a BTreeMap<String, Vec<u8>>,
        folder: &str,
    ) -> BTreeMap<&'a str, &'a Vec<u8>> {
        let inside = |(path, _): &(&'a String, &Vec<u8>)| path.starts_with(folder);
        all.iter().filter(inside).map(|(path, content)| (path.as_str(), content)).collect()
    }

    #[test]
    fn a_version_is_the_first_number_of_a_tag() -> Result<()> {
        let check = |text: &str| text.parse::<Version>().ok().map(Version::folder);
        assert_eq!(check("v1"), Some("v1".to_owned()));
        assert_eq!(check("v12.3.4"), Some("v12".to_owned()));
        assert_eq!([check("1"), check("vx"), check("v../x"), check("")], [None, None, None, None]);
        assert_eq!(Version::of_folder("v01"), None, "it would not be found under its address");
        Ok(())
    }

    #[test]
    fn a_second_version_leaves_the_first_as_it_was_and_the_root_leads_on() -> Result<()> {
        let home = empty("second")?;
        let site = home.join("site");
        publish(&build(&home, "one")?, &site, "v1.0.0".parse()?)?;
        let first = bytes(&site)?;
        assert_eq!(below(&first, "v1/").len(), 3);
        publish(&build(&home, "two")?, &site, "v2.0.0".parse()?)?;
        let second = bytes(&site)?;
        assert_eq!(below(&first, "v1/"), below(&second, "v1/"));
        for name in ["index.html", "newest.js"] {
            let text = |site: &BTreeMap<String, Vec<u8>>| String::from_utf8(site[name].clone());
            assert!(text(&first)?.contains("./v1/") && !text(&first)?.contains("./v2/"), "{name}");
            assert!(text(&second)?.contains("./v2/") && !text(&second)?.contains("./v1/"));
        }
        Ok(())
    }

    #[test]
    fn a_newer_build_of_a_version_replaces_its_folder_and_nothing_else() -> Result<()> {
        let home = empty("again")?;
        let site = home.join("site");
        std::fs::create_dir_all(&site)?;
        std::fs::write(site.join("CNAME"), "example.org")?;
        publish(&build(&home, "two")?, &site, "v2".parse()?)?;
        publish(&build(&home, "old")?, &site, "v1.0".parse()?)?;
        let before = bytes(&site)?;
        publish(&build(&home, "new")?, &site, "v1.1".parse()?)?;
        let after = bytes(&site)?;
        let others = |all: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
            all.clone().into_iter().filter(|(path, _)| !path.starts_with("v1/")).collect()
        };
        assert_eq!(others(&before), others(&after));
        assert_eq!(after["v1/texts/spawn.json"], b"new");
        assert!(!after.contains_key("v1/app-old.js"), "nothing of the older build is left");
        assert!(String::from_utf8_lossy(&after["index.html"]).contains("./v2/"));
        Ok(())
    }

    #[test]
    fn what_is_no_build_is_not_published() -> Result<()> {
        let home = empty("nothing")?;
        let site = home.join("site");
        publish(&build(&home, "one")?, &site, "v1".parse()?)?;
        let before = bytes(&site)?;
        std::fs::create_dir_all(home.join("broken"))?;
        assert!(publish(&home.join("broken"), &site, "v1".parse()?).is_err());
        assert_eq!(before, bytes(&site)?);
        Ok(())
    }
}
