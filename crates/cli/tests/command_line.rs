//! The command line, as somebody in a terminal meets it.

use std::process::{Command, Output};

fn awaitscope(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awaitscope"));
    command.args(arguments).output().expect("the binary was just built")
}

fn stdout(arguments: &[&str]) -> String {
    let output = awaitscope(arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("the output is text")
}

#[test]
fn list_names_every_example_with_its_title() {
    let list = stdout(&["list"]);
    for example in examples::catalogue() {
        assert!(list.contains(example.id) && list.contains(example.title()));
    }
}

#[test]
fn list_as_json_parses_and_holds_chapter_and_kind() {
    let list: serde_json::Value = serde_json::from_str(&stdout(&["list", "--json"])).expect("JSON");
    let rows = list.as_array().expect("an array");
    assert_eq!(rows.len(), examples::catalogue().count());
    assert_eq!(rows[0]["id"], "lazy-future");
    assert!(rows.iter().all(|row| row["chapter"].is_u64() && row["kind"].is_string()));
}

#[test]
fn every_example_prints_in_every_form_and_the_trace_parses_back() {
    for example in examples::catalogue().filter(|example| !example.kind.needs_page()) {
        let text = stdout(&["run", example.id, "--as", "text"]);
        trace::Trace::parse(&text).expect("the text form parses back").validate().expect("valid");
        for form in ["ascii", "svg", "account", "spans", "ops"] {
            assert!(!stdout(&["run", example.id, "--as", form]).is_empty(), "{form}");
        }
    }
}

#[test]
fn an_example_that_needs_a_page_is_listed_as_such_and_says_where_it_runs() {
    let list = stdout(&["list"]);
    let row = list.lines().find(|line| line.starts_with("live ")).expect("it is listed");
    assert!(row.ends_with(" · in a page only"), "{row}");
    for command in [["run", "live"], ["lint", "live"], ["run", "promise-to-future"]] {
        let output = awaitscope(&command);
        assert_eq!(output.status.code(), Some(2));
        let says = String::from_utf8_lossy(&output.stderr);
        assert!(says.contains("runs in a page only"), "{says}");
        assert!(says.contains(&format!("#v1&ex={}", command[1])), "{says}");
    }
}

#[test]
fn spans_are_a_tree_with_the_lines_that_were_printed_within() {
    let spans = stdout(&["run", "http-router", "--as", "spans"]);
    let mut lines = spans.lines();
    let first = "request{path=/health}  10 ms to 35 ms: busy 5 ms, idle 20 ms, entered 2 times";
    assert_eq!(lines.next(), Some(first), "{spans}");
    assert_eq!(lines.next(), Some("  “health: asking the database”"));
    assert!(spans.contains("\n  query  10 ms to 30 ms: "), "{spans}");
    assert!(spans.ends_with("\nWithin no span:\n  20 ms  version: 1.4\n"), "{spans}");
    assert_eq!(stdout(&["run", "lazy-future", "--as", "spans"]), "This run opened no span.\n");
}

#[test]
fn a_seed_changes_the_run_and_repeats_it() {
    let run = |seed| stdout(&["run", "echo-server", "--seed", seed, "--as", "text"]);
    assert_eq!(run("7"), run("7"));
    assert_ne!(run("7"), run("8"));
}

#[test]
fn what_is_typed_comes_back_and_stands_in_the_account() {
    let run = ["run", "echo-server", "--as", "account", "--type"];
    let account = stdout(&[&run[..], &[r"you@30ms=hel\x07lo\n"]].concat());
    let terminal = "\n## Terminal of you\n\n\
        | at    | who         | bytes   |\n\
        | ----- | ----------- | ------- |\n\
        | 30 ms | you         | hel␇lo␊ |\n\
        | 40 ms | the program | hel␇lo␊ |\n";
    assert!(account.contains(terminal), "{account}");
    let twice = ["--type", "you@60ms=second", "--type", "you@30ms=first"];
    let text = stdout(&[&["run", "echo-server", "--as", "text"], &twice[..]].concat());
    let places =
        ["typed 2 30ms x6669727374", "typed 2 60ms x7365636f6e64"].map(|row| text.find(row));
    assert!(places[0].is_some() && places[0] < places[1], "in order of time");
}

#[test]
fn what_cannot_be_typed_is_a_sentence() {
    let error = |arguments: &[&str]| {
        let output = awaitscope(&[&["run"], arguments].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, said) = error(&["echo-server", "--type", "ada@30ms=hello"]);
    assert!(status == Some(2) && said.contains("no terminal “ada”"), "{said}");
    assert!(said.contains("it has you"), "{said}");
    let (status, said) = error(&["lazy-future", "--type", "you@30ms=hello"]);
    assert!(status == Some(2) && said.contains("there is none in it"), "{said}");
    for (bad, why) in [
        ("hello", "such as you@30ms="),
        ("you@soon=hello", "“soon” is not a time"),
        (r"you@30ms=\q", r"“\q” stands for nothing"),
        (r"you@30ms=\xg", "is no byte"),
        ("you@30ms=\\", "ends in a single"),
    ] {
        let (status, said) = error(&["echo-server", "--type", bad]);
        assert!(status == Some(2) && said.contains(why), "{bad}: {said}");
    }
    let (status, said) = error(&["echo-server", "--type", "you@3ms=too early"]);
    assert!(status == Some(0) && said.contains("“you” is not connected yet"), "{said}");
}

#[test]
fn an_operation_ends_at_another_instant_and_the_trace_says_so() {
    let ops = stdout(&["run", "select-race", "--as", "ops"]);
    assert!(ops.contains("  0 ms to 40 ms  the sleep of 40 ms\n"), "{ops}");
    let row = ops.lines().find(|row| row.ends_with("the sleep of 40 ms")).expect("it is listed");
    let name = row.split(' ').next().expect("it begins with its name");
    let first = |said: &str| format!("main: {said} first");
    assert!(stdout(&["run", "select-race"]).contains(&first("baker")));
    let wish = format!("{name}=10ms");
    let moved = stdout(&["run", "select-race", "--what-if", &wish]);
    assert!(moved.contains(&first("florist")), "{moved}");
    let text = stdout(&["run", "select-race", "--as", "text", "--what-if", &wish]);
    assert!(text.contains(&format!("\nwhat-if {name} 10ms\n")), "{text}");
    let twice = ["--as", "text", "--what-if", &format!("{name}=99ms"), "--what-if", &wish];
    assert_eq!(stdout(&[&["run", "select-race"], &twice[..]].concat()), text, "the last counts");
    assert!(stdout(&["run", "echo-server", "--as", "ops"]).contains("(fixed: writing hands"));
}

#[test]
fn what_cannot_be_moved_is_a_sentence() {
    let error = |wish: &str| {
        let output = awaitscope(&["run", "select-race", "--what-if", wish]);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (bad, why) in [
        ("t0.1", "such as t0.1=20ms"),
        ("x0.1=20ms", "“x0.1” is no operation: an operation is named by its row"),
        ("t0.1=soon", "“soon” is not a time"),
        ("js.1=20ms", "which runs with --twin only"),
    ] {
        let (status, said) = error(bad);
        assert!(status == Some(2) && said.contains(why), "{bad}: {said}");
    }
    assert!(error("js.1=20ms").1.contains("run select-race --twin --what-if js.1=20ms"));
    let (status, said) = error("t9.9=20ms");
    assert!(status == Some(0), "{said}");
    assert_eq!(said, "note: This run has no operation t9.9, so that none was moved.\n");
}

#[test]
fn lint_names_what_went_wrong_with_its_place_and_what_to_do() {
    let found = stdout(&["lint", "deadlock-specimen"]);
    let expected = "deadlock at 0 ms, event ";
    let deadlock = found.lines().position(|line| line.starts_with(expected)).expect("found");
    let lines: Vec<_> = found.lines().collect();
    let expected = "Task 1 (hen) and task 2 (egg) wait for each other's end: neither can ever go \
                    on.";
    assert!(lines[deadlock].ends_with(expected), "{found}");
    assert!(lines[deadlock].contains("(deadlock.rs line "), "{found}");
    assert!(lines[deadlock + 1].starts_with("    Break the ring:"), "{found}");
    for form in ["ascii", "account"] {
        let run = stdout(&["run", "deadlock-specimen", "--as", form]);
        assert!(run.ends_with(&format!("\n## Findings\n\n{found}")), "{run}");
    }
}

#[test]
fn lint_says_when_there_is_nothing_to_find() {
    let found = stdout(&["lint", "async-concurrent", "--seed", "3"]);
    assert_eq!(found, "No findings: nothing in this run looks like a mistake.\n");
    assert!(!stdout(&["run", "async-concurrent", "--as", "account"]).contains("Findings"));
}

#[test]
fn an_unknown_id_suggests_the_nearest_one_with_status_2() {
    let output = awaitscope(&["run", "lazy-futur"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("“lazy-futur”") && error.contains("“lazy-future”"), "{error}");
    assert!(output.stdout.is_empty());
}

#[test]
fn what_cannot_be_used_is_named_with_status_2() {
    let cases: [(&[&str], &str); 5] = [
        (&["lint", "lazy-future", "--as", "text"], "--as"),
        (&["run", "lazy-future", "--seed", "seven"], "seven"),
        (&["run", "lazy-future", "--as", "gif"], "gif"),
        (&["walk"], "walk"),
        (&["run", "echo-server", "--seed", "-1"], "-1"),
    ];
    for (arguments, bad) in cases {
        let output = awaitscope(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(bad), "{arguments:?} must name {bad}: {error}");
    }
}

/// The picture in the README is what this command draws;
/// `cargo run -p cli -- run lazy-future --as svg > docs/lazy-future.svg` draws it anew.
#[test]
fn the_picture_in_the_readme_is_drawn_by_this_command() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/lazy-future.svg");
    let picture = std::fs::read_to_string(file).expect("the picture is in the tree");
    assert!(picture == stdout(&["run", "lazy-future", "--as", "svg"]), "draw it anew");
}
