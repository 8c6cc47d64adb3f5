//! Scripts that stand within Rust (`inline_js`) come with the part of the program that calls them:
//! wasm-bindgen's glue imports them at once, and would have every page fetch them.
//!
//! All of them belong to the bridges, which are in one part. Its loader waits for them as it waits
//! for its other files, so that they are there before anything can call them.

use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The part that calls them.
const PART: &str = "split_contrasts.wasm";

/// What the glue tells the loader under this name: a function that fetches them.
const FETCH: &str = "inlined";

/// Changes the glue and the loader, if there are such scripts.
pub(crate) fn come_later(glue: &Path, loader: &Path) -> Result<()> {
    let [own, parts] = [glue, loader].map(std::fs::read_to_string);
    if let Some((own, parts)) = later(&own?, &parts?)? {
        std::fs::write(glue, own)?;
        std::fs::write(loader, parts)?;
    }
    Ok(())
}

/// Whether a file of the build is such a script.
pub(crate) fn is_one(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with("inline") && name.ends_with(".js")
}

fn later(glue: &str, loader: &str) -> Result<Option<(String, String)>> {
    let (mut rest, mut names, mut fetches) = (String::new(), Vec::new(), Vec::new());
    for line in glue.lines() {
        let imported = line.strip_prefix("import { ").and_then(|it| it.split_once(" } from '"));
        match imported.filter(|(_, from)| is_one(from.trim_end_matches("';"))) {
            Some((name, from)) => {
                ensure!(name.chars().all(char::is_alphanumeric), "{line}: one name, as it is");
                let from = from.trim_end_matches("';");
                names.push(name);
                fetches.push(format!("({{ {name} }} = await import('{from}'));"));
            }
            None => rest = rest + line + "\n",
        }
    }
    if names.is_empty() {
        return Ok(None);
    }
    rest += &format!("let {};\n", names.join(", "));
    // A declaration, which the loader may name before the glue has run: the two import each other.
    rest += &format!("export async function {FETCH}() {{ {} }}\n", fetches.join(" "));
    let changed = "the script of wasm_split_cli_support has changed";
    let (before, after) = loader.split_once(PART).context(changed)?;
    let before =
        before.replacen("import { initSync }", &format!("import {{ initSync, {FETCH} }}"), 1);
    ensure!(before.contains(FETCH) && after.contains("\n, ["), changed);
    let after = after.replacen("\n, [", &format!("\n, [{FETCH}, "), 1);
    Ok(Some((rest, before + PART + &after)))
}

#[cfg(test)]
mod tests {
    use super::later;

    const LOADER: &str = "import { initSync } from \"./web.js\";\n\
        load(() => fetch(\"./split_basics.wasm\")\n, [a]);\n\
        load(() => fetch(\"./split_contrasts.wasm\")\n, [b]);\n";

    #[test]
    fn scripts_within_rust_come_with_their_part() -> anyhow::Result<()> {
        let glue = "import { fire } from './snippets/b/inline0.js';\n\
                    import { drive } from './snippets/w/host.js';\nuse(fire);\n";
        let (glue, loader) = later(glue, LOADER)?.unwrap_or_default();
        let expected = "import { drive } from './snippets/w/host.js';\nuse(fire);\nlet fire;\n\
            export async function inlined() { \
            ({ fire } = await import('./snippets/b/inline0.js')); }\n";
        assert_eq!(glue, expected);
        assert!(loader.starts_with("import { initSync, inlined } from"), "{loader}");
        assert!(loader.contains("\n, [a]") && loader.contains("\n, [inlined, b]"), "{loader}");
        Ok(())
    }

    #[test]
    fn without_such_scripts_nothing_changes() {
        assert!(matches!(later("import { a } from './host.js';\n", LOADER), Ok(None)));
        assert!(later("import { a } from './inline0.js';\n", "another loader").is_err());
    }
}
