//! Both languages on the command line, and every example's picture: what `cargo xtask build` puts
//! beside the page is what `awaitscope run` draws, the same each time, with words that say it.

use resvg::usvg::{Options, Tree};
use roxmltree::Document;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn awaitscope(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awaitscope"));
    command.args(arguments).output().expect("the binary was just built")
}

fn printed(arguments: &[&str]) -> Vec<u8> {
    let output = awaitscope(arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    output.stdout
}

fn text(arguments: &[&str]) -> String {
    String::from_utf8(printed(arguments)).expect("it is text")
}

/// Draws all pictures into a folder of cargo's for such things.
fn drawn(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let said = text(&["pictures", "--out", folder.to_str().expect("its path is text")]);
    assert!(said.starts_with("Drew ") && said.ends_with(&format!("{}\n", folder.display())));
    folder
}

fn read(folder: &Path, file: &str) -> Vec<u8> {
    std::fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).expect("it was made");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.map(|it| it.file_name());
    entries.map(|it| name(it).expect("it can be read").into_string().expect("ours")).collect()
}

/// One test, for they take a while to draw, and test runners have a process for each test.
#[test]
fn whatever_runs_outside_a_page_has_four_pictures_and_a_text_the_same_each_time() {
    let folder = drawn("static");
    let mut expected = BTreeSet::from(["alt.json".to_owned()]);
    for example in examples::anywhere() {
        let ends = ["light.svg", "light.png", "dark.svg", "dark.png"];
        expected.extend(ends.map(|end| format!("{}.{end}", example.id)));
    }
    assert_eq!(names(&folder), expected, "and nothing else is there");
    let again = drawn("static-again");
    for name in expected {
        assert!(read(&folder, &name) == read(&again, &name), "{name} a second time");
    }
    what_a_run_of_its_own_draws(&folder);
    a_title_and_both_languages(&folder);
    sentences(&folder);
}

/// Pictures are, byte for byte, what `awaitscope run` draws.
fn what_a_run_of_its_own_draws(folder: &Path) {
    let runs = [
        ("lazy-future", "light"),
        ("lazy-future", "dark"),
        ("threads", "dark"),
        ("deadlock", "light"),
        ("hundred-thousand", "light"),
    ];
    for (id, theme) in runs {
        let example = examples::find(id).expect("it is in the catalogue");
        let mut run = vec!["run", id, "--theme", theme];
        run.extend(example.has_twin.then_some("--twin"));
        let svg = printed(&[&run[..], &["--as", "svg"]].concat());
        assert!(svg == read(folder, &format!("{id}.{theme}.svg")), "{id} {theme} svg");
        let file = folder.with_file_name(format!("alone-{id}-{theme}.png"));
        let path = file.to_str().expect("its path is text");
        printed(&[&run[..], &["--as", "png", "--out", path]].concat());
        let png = std::fs::read(&file).expect("it was written");
        assert!(png == read(folder, &format!("{id}.{theme}.png")), "{id} {theme} png");
    }
}

fn a_title_and_both_languages(folder: &Path) {
    for example in examples::anywhere() {
        let svg = read(folder, &format!("{}.light.svg", example.id));
        let svg = String::from_utf8(svg).expect("it is text");
        let document = Document::parse(&svg).expect("it is XML");
        let first = document.root_element().first_element_child().expect("it holds something");
        assert!(first.has_tag_name("title"), "{}", example.id);
        assert!(first.text().is_some_and(|title| title.contains(example.id)), "{}", example.id);
        assert_eq!(svg.contains(">JavaScript<"), example.has_twin, "{}", example.id);
        let tree = Tree::from_str(&svg, &Options::default()).expect("usvg reads it");
        assert!(tree.size().width() < 20_000.0, "{}", example.id);
    }
}

/// Sentences with the example's title, which may stand in an attribute as they are.
fn sentences(folder: &Path) {
    let alts: Map<String, Value> =
        serde_json::from_slice(&read(folder, "alt.json")).expect("it is a JSON object");
    assert_eq!(alts.len(), examples::anywhere().count());
    for example in examples::anywhere() {
        let alt = alts[example.id].as_str().expect("a text");
        assert!(alt.starts_with("Timing diagram of “") && alt.ends_with('.'), "{alt}");
        assert!(alt.contains(example.title()) && alt.len() < 600, "{alt}");
        assert_eq!(alt.contains("JavaScript"), example.has_twin, "{alt}");
        let plain = |c: char| !c.is_control() && !['"', '<', '>', '&'].contains(&c);
        assert!(alt.chars().all(plain), "{alt}");
    }
    assert_eq!(
        alts["lazy-future"],
        "Timing diagram of “A future does nothing by itself”, in Rust and in JavaScript on one \
         clock. The Rust run has 2 lanes: task 0 (main) and the outside world. The run completed \
         after 30 ms. The JavaScript run has 2 lanes: its one stack and the outside world. The run \
         completed after 30 ms."
    );
    let many = alts["hundred-thousand"].as_str().expect("a text");
    assert!(many.contains("has 100\u{a0}002 lanes"), "{many}");
    let hang = alts["std-mutex-hang"].as_str().expect("a text");
    assert!(hang.contains("ended in a deadlock") && hang.contains("has taken 0 ms"));
}

#[test]
fn with_its_twin_a_run_is_told_twice_and_pictures_and_files_hold_both() {
    let both = |form: &str| text(&["run", "lazy-future", "--twin", "--as", form]);
    let alone = |form: &str| text(&["run", "lazy-future", "--as", form]);
    for form in ["ascii", "account", "ops"] {
        let told = both(form);
        assert!(told.starts_with(&format!("# Rust\n\n{}", alone(form))), "{told}");
        assert!(told.contains("\n# JavaScript\n\n"), "{told}");
    }
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/tests/golden/lazy-future.js");
    let account = std::fs::read_to_string(format!("{kept}.account.txt")).expect("it is kept");
    assert!(both("account").ends_with(&account), "the page's own trace of the twin");
    let chrome: Value = serde_json::from_str(&both("chrome")).expect("it is JSON");
    assert!(chrome.to_string().contains("JavaScript"));
    for form in ["speedscope", "otel"] {
        assert!(both(form).len() > alone(form).len(), "{form}");
    }
}

#[test]
fn an_operation_of_javascript_is_moved_with_its_twin() {
    let run = ["run", "async-concurrent", "--twin", "--as", "ops"];
    let moved = text(&[&run[..], &["--what-if", "js.0=90ms"]].concat());
    let (rust, javascript) = moved.split_once("# JavaScript").expect("both are listed");
    assert!(javascript.contains("to 90 ms") && !rust.contains("to 90 ms"), "{moved}");
}

#[test]
fn where_no_twin_can_run_that_is_a_sentence_with_what_to_do() {
    let cases: [(&[&str], &str, &str); 4] = [
        (&["run", "threads", "--twin"], "“threads” stands in Rust alone", "without --twin"),
        (&["run", "live", "--twin"], "in a page only", "cargo xtask serve"),
        (
            &["run", "lazy-future", "--twin", "--as", "text"],
            "a trace is of one run",
            "--as account",
        ),
        (&["run", "lazy-future", "--twin", "--as", "spans"], "spans is of one run", "--as account"),
    ];
    for (arguments, says, instead) in cases {
        let output = awaitscope(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(says) && said.contains(instead), "{said}");
    }
    for arguments in [&["run", "lazy-future", "--twin"][..], &["pictures", "--out", "none"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_awaitscope"));
        let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/nobody");
        std::fs::create_dir_all(folder).expect("the target folder can be written to");
        let output = command.args(arguments).env("PATH", folder).current_dir(folder).output();
        let output = output.expect("the binary was just built");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("“node” does not start") && said.contains("nodejs.org"), "{said}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_a_sentence() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml/static");
    let output = awaitscope(&["pictures", "--out", file]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("could not be written") && said.contains("Try: "), "{said}");
}
