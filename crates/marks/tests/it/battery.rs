//! Marks change nothing: each program of `battery/` runs with and without them in Node, with a
//! ticker that is one microtask a line, and must print the same lines. The marks themselves are
//! checked on the way, and whose promise is whose against V8's own hooks.
//!
//! And the battery can fail: marks that are broken on purpose are found out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use marks::{Kind, mark};
use serde_json::Value;

use super::sites::cut;

const CRATE: &str = env!("CARGO_MANIFEST_DIR");

/// What is done to a marked text.
type Change = fn(&str) -> String;

fn programs() -> BTreeMap<String, String> {
    let folder = Path::new(CRATE).join("battery");
    let entries = fs::read_dir(&folder).expect("the battery is there");
    let read = |path: PathBuf| {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a program can be read"))
    };
    entries.map(|entry| read(entry.expect("an entry can be read").path())).collect()
}

/// Runs the battery in Node, from folders of marked programs that differ by what is done to them:
/// the answer of `tests/node.mjs`.
fn run(test: &str, variants: &[(&str, Change)]) -> Value {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&target);
    let folders = variants.iter().map(|(name, change)| {
        let folder = target.join(name);
        fs::create_dir_all(&folder).expect("a folder can be made");
        // Else Node guesses what each file is.
        fs::write(folder.join("package.json"), r#"{"type": "module"}"#).expect("it can be written");
        for (name, source) in programs() {
            let marked = mark(&source).unwrap_or_else(|refusals| panic!("{name}: {refusals:?}"));
            fs::write(folder.join(name), change(&marked.text)).expect("a program can be written");
        }
        folder
    });
    let mut node = Command::new("node");
    node.args(["--no-warnings", "tests/node.mjs", "battery"]).args(folders).current_dir(CRATE);
    let output = node.output().expect("Node is missing: install version 20 or newer");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "Node failed: {complaint}");
    serde_json::from_slice(&output.stdout).expect("Node prints JSON")
}

/// The programs of which something is to be said, and what.
fn findings(answer: &Value, what: &str) -> Vec<String> {
    let all = answer.as_object().expect("the answer is by program").iter();
    let found = all.filter(|(_, it)| !it[what].is_null() && it[what] != Value::Array(Vec::new()));
    found.map(|(name, it)| format!("{name}: {}", it[what])).collect()
}

#[test]
fn programs_do_the_same_with_marks_as_without() {
    let answer = run("same", &[("marked", |text| text.to_owned())]);
    let answer = &answer["marked"];
    assert_eq!(findings(answer, "differs"), [""; 0]);
    assert_eq!(findings(answer, "breaches"), [""; 0]);
    let programs = answer.as_object().expect("the answer is by program");
    assert!(programs.len() >= 60, "{} programs", programs.len());
    for (name, it) in programs {
        assert!(it["said"].as_u64() > Some(2), "{name} says next to nothing");
        assert!(it["counts"]["entered"].as_u64() > Some(0), "{name} enters nothing");
    }
    // How much of the battery the marks see at all.
    let sum = |what: &str| programs.values().filter_map(|it| it["counts"][what].as_u64()).sum();
    let [entered, suspended, own, adopted]: [u64; 4] =
        ["entered", "suspended", "own", "adopted"].map(sum);
    assert!(entered > 500 && suspended > 450 && own > 90 && adopted > 20);
}

#[test]
fn one_turn_more_is_found_out() {
    let answer = run(
        "sabotage",
        &[
            ("return", |text| text.replace("return $marks.returns", "return await $marks.returns")),
            ("await", |text| text.replace("await $marks.awaits", "await await $marks.awaits")),
            ("loop", |text| text.replace("{$marks.item(", "{await void 0;$marks.item(")),
            ("throw", |text| text.replace("throw $error}finally", "}finally")),
        ],
    );
    for (name, at_least) in [("return", 20), ("await", 60), ("loop", 10), ("throw", 15)] {
        let found = findings(&answer[name], "differs").len();
        assert!(found >= at_least, "{name}: only {found} programs differ");
    }
}

#[test]
fn marks_that_are_missing_are_found_out() {
    let answer = run(
        "missing",
        &[
            ("leave", |text| text.replace("finally{$marks.leave($call)}", "finally{}")),
            ("resumed", |text| text.replace("$marks.resumed(", "((call, site, it) => it)(")),
            ("caught", |text| text.replace("$marks.caught($call)", "")),
            ("item", |text| text.replace("$marks.item(", "((call, site) => site)(")),
            ("looped", |text| text.replace("$marks.looped(", "((call, site) => site)(")),
            // A call that claims to be one of its neighbour's.
            ("owner", |text| {
                let entry = "const $call=$marks.enter(1,";
                text.replace(entry, &format!("$marks.enter(1,true);{entry}"))
            }),
            // A promise that comes from the one that the call gave.
            ("promise", |text| {
                let other = "(a,b,c)=>$marks.result(a,b,c instanceof Promise?c.then((d)=>d):c)";
                text.replace("$marks.result(", &format!("({other})("))
            }),
        ],
    );
    for name in ["leave", "resumed", "caught", "item", "looped", "owner", "promise"] {
        let found = findings(&answer[name], "breaches");
        assert!(!found.is_empty(), "{name} is missed");
    }
    let owners = findings(&answer["promise"], "breaches").concat();
    assert!(owners.contains("not the promise of call"), "{owners}");
}

#[test]
fn every_span_is_plausible() {
    for (name, source) in programs() {
        let marked = mark(&source).unwrap_or_else(|refusals| panic!("{name}: {refusals:?}"));
        assert!(!marked.sites.is_empty(), "{name}");
        for site in &marked.sites {
            let text = cut(&source, site);
            let fits = match site.kind {
                Kind::Await => text.starts_with("await") || text.starts_with("return"),
                Kind::ForAwait => text.starts_with("for await") && text.ends_with(')'),
                Kind::Yield => text.starts_with("yield"),
                Kind::Call => text.ends_with(')'),
                Kind::Async => text.contains("async"),
                Kind::Generator | Kind::AsyncGenerator => text.contains('*'),
                Kind::Function => text.contains("=>") || text.ends_with('}'),
            };
            assert!(fits, "{name}: {site:?} is {text}");
        }
    }
}
