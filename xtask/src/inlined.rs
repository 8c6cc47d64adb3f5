//! Scripts that belong to one part of the program come with that part: wasm-bindgen's glue imports
//! them at once, and would have every page fetch them.
//!
//! They are those that stand within Rust (`inline_js`), all of which are the bridges', and the one
//! that hands a file to the reader. The loader of their part waits for them as it waits for its
//! other files, so that they are there before anything can call them.

use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Scripts of one part: that part, and what the glue calls the function that fetches them.
struct Scripts {
    part: &'static str,
    fetch: &'static str,
    is_one: fn(&str) -> bool,
}

const SCRIPTS: [Scripts; 2] = [
    Scripts { part: "split_contrasts.wasm", fetch: "inlined", is_one: is_inlined },
    Scripts { part: "split_take.wasm", fetch: "handed", is_one: |path| named(path) == "take.js" },
];

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
    SCRIPTS.iter().any(|scripts| (scripts.is_one)(path))
}

/// Whether it is one that stands within Rust.
pub(crate) fn is_inlined(path: &str) -> bool {
    named(path).starts_with("inline") && path.ends_with(".js")
}

fn named(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn later(glue: &str, loader: &str) -> Result<Option<(String, String)>> {
    let (mut glue, mut loader) = (glue.to_owned(), loader.to_owned());
    let mut any = false;
    for scripts in &SCRIPTS {
        if let Some(changed) = scripts.later(&glue, &loader)? {
            (glue, loader) = changed;
            any = true;
        }
    }
    Ok(any.then_some((glue, loader)))
}

impl Scripts {
    fn later(&self, glue: &str, loader: &str) -> Result<Option<(String, String)>> {
        let Scripts { part, fetch, is_one } = self;
        let (mut rest, mut names, mut fetches) = (String::new(), Vec::new(), Vec::new());
        for line in glue.lines() {
            let imported = line.strip_prefix("import { ").and_then(|it| it.split_once(" } from '"));
            match imported.filter(|(_, from)| is_one(from.trim_end_matches("';"))) {
                Some((list, from)) => {
                    let plain = |name: &str| name.chars().all(char::is_alphanumeric);
                    ensure!(list.split(", ").all(plain), "{line}: names as they are");
                    let from = from.trim_end_matches("';");
                    names.push(list);
                    fetches.push(format!("({{ {list} }} = await import('{from}'));"));
                }
                None => rest = rest + line + "\n",
            }
        }
        let at_once = |line: &str| line.contains(" from \"") && is_one(line.trim_end_matches('"'));
        let by_itself = rest.lines().find(|line| at_once(line));
        ensure!(
            by_itself.is_none(),
            "{by_itself:?}: a function of numbers alone is called directly"
        );
        if names.is_empty() {
            return Ok(None);
        }
        rest += &format!("let {};\n", names.join(", "));
        // A declaration, which the loader may name before the glue has run: the two import each
        // other.
        rest += &format!("export async function {fetch}() {{ {} }}\n", fetches.join(" "));
        let changed = "the script of wasm_split_cli_support has changed";
        let (before, after) = loader.split_once(part).context(changed)?;
        let before =
            before.replacen("import { initSync", &format!("import {{ initSync, {fetch}"), 1);
        ensure!(before.contains(fetch) && after.contains("\n, ["), changed);
        let after = after.replacen("\n, [", &format!("\n, [{fetch}, "), 1);
        Ok(Some((rest, before + part + &after)))
    }
}

#[cfg(test)]
mod tests {
    use super::later;

    const LOADER: &str = "import { initSync } from \"./web.js\";\n\
        load(() => fetch(\"./split_basics.wasm\")\n, [a]);\n\
        load(() => fetch(\"./split_contrasts.wasm\")\n, [b]);\n\
        load(() => fetch(\"./split_take.wasm\")\n, [c]);\n";

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
    fn each_script_comes_with_its_own_part() -> anyhow::Result<()> {
        let glue = "import { fire } from './snippets/b/inline0.js';\n\
                    import { hand, take } from './snippets/w/js/take.js';\n";
        let (glue, loader) = later(glue, LOADER)?.unwrap_or_default();
        assert!(glue.contains("let hand, take;\n"), "{glue}");
        assert!(glue.contains("({ hand, take } = await import('./snippets/w/js/take.js'));"));
        assert!(loader.starts_with("import { initSync, handed, inlined }"), "{loader}");
        assert!(loader.contains("[inlined, b]") && loader.contains("[handed, c]"), "{loader}");
        Ok(())
    }

    #[test]
    fn a_script_that_the_program_calls_without_the_glue_is_refused() {
        let glue = "import * as import1 from \"./snippets/w/js/take.js\"\n";
        assert!(later(glue, LOADER).is_err());
    }

    #[test]
    fn without_such_scripts_nothing_changes() {
        assert!(matches!(later("import { a } from './host.js';\n", LOADER), Ok(None)));
        assert!(later("import { a } from './inline0.js';\n", "another loader").is_err());
    }
}
