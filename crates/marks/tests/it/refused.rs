//! What cannot be marked exactly fails, with its line and a sentence.

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};

fn check(source: &[&str], expected: Expect) {
    let source = source.join("\n") + "\n";
    let refusals = marks::mark(&source).expect_err("the test's source is refused");
    let mut lines = String::new();
    for refusal in refusals {
        let mut column = 0;
        for word in refusal.to_string().split(' ') {
            // As wide as a snapshot can be.
            let space = if column > 64 { "\n    " } else { " " };
            let space = if column == 0 { "" } else { space };
            column = if space.starts_with('\n') { 4 } else { column } + word.len() + 1;
            lines += &format!("{space}{word}");
        }
        lines += "\n";
    }
    expected.assert_eq(&lines);
}

#[test]
fn what_does_not_parse() {
    check(
        &["let a;", "let = = 3;"],
        expect![[r#"
        line 2: Unexpected token
    "#]],
    );
    check(
        &["let a;", "let a;"],
        expect![[r#"
        line 2: Identifier `a` has already been declared
    "#]],
    );
}

#[test]
fn calls_in_defaults_of_parameters() {
    check(
        &[
            "const g = () => 1;",
            "function f(a = g()) {}",
            "const h = ({ b = new g() }) => b;",
            "const i = (a = g`x`) => a;",
            "const ok = (a = new Map(), b = () => g()) => a;",
        ],
        expect![[r#"
            line 2: A call in a parameter's default runs before the body is entered:
                move it into the body.
            line 3: A `new` in a parameter's default runs before the body is
                entered: move it into the body.
            line 4: A tagged template in a parameter's default runs before the
                body is entered: move it into the body.
        "#]],
    );
}

#[test]
fn what_runs_in_patterns() {
    check(
        &[
            "async function f(g) {",
            "  try {} catch ({ a = g() }) {}",
            "  for await (const { a = g() } of g) ;",
            "  for (const { a = await g } of g) ;",
            "  const [a = await g] = g;",
            "  const { ok = await g } = g;",
            "}",
        ],
        expect![[r#"
            line 2: A call in the pattern of a catch runs before its body is
                marked: move it into the body.
            line 3: A call in the pattern of a loop runs before its body is marked:
                move it into the body.
            line 4: An await or yield in the pattern of a loop runs before its
                body is marked: move it into the body.
            line 5: An await in an array pattern can fail before the array's
                iterator is closed, which no mark could notice: move it out of
                the pattern.
        "#]],
    );
}

#[test]
fn suspension_points_without_a_function() {
    check(
        &["await 1;", "for await (const x of []) x;"],
        expect![[r#"
        line 1: An await at module level is before the marks are there.
        line 2: A `for await` at module level is before the marks are there.
    "#]],
    );
}

#[test]
fn delegating_generators() {
    check(
        &["function* f(g) {", "  yield* g;", "}"],
        expect![[r#"
        line 2: `yield*` suspends the generator where no mark can stand.
    "#]],
    );
}

#[test]
fn what_classes_run_by_themselves() {
    check(
        &[
            "const g = () => 1;",
            "class A {",
            "  a = g();",
            "  static b = g();",
            "  static { g(); }",
            "  accessor c = 1;",
            "}",
        ],
        expect![[r#"
            line 3: A call in a field's initialiser runs in no function of the
                file: move it into one.
            line 4: A call in a field's initialiser runs in no function of the
                file: move it into one.
            line 5: A call in a static block runs in no function of the file:
                move it into one.
            line 6: An `accessor` field has functions that no mark can stand
                in.
        "#]],
    );
    check(
        &["@g class A {}"],
        expect![[r#"
        line 1: A decorator is called where no mark can stand.
    "#]],
    );
}

#[test]
fn what_hides_calls() {
    check(
        &[
            "async function f(x) {",
            "  using a = x;",
            "  await using b = x;",
            "  eval(x);",
            "  import(x);",
            "  new Proxy(x, x);",
            "}",
        ],
        expect![[r#"
            line 2: `using` calls (and may await) where no mark can stand.
            line 3: `using` calls (and may await) where no mark can stand.
            line 4: Direct `eval` runs text that has no marks.
            line 5: `import()` brings in a file that has no marks.
            line 6: A Proxy would notice the marks.
        "#]],
    );
    check(
        &["#!/usr/bin/env node", "let a;"],
        expect![[r#"
        line 1: A first line for the shell leaves no room for marks.
    "#]],
    );
}

#[test]
fn names_of_the_marks() {
    check(
        &["const $call = 1;", "function f($error) {}", "f($marks);", "let $other = 3;"],
        expect![[r#"
            line 1: The name `$call` is one that the marks need.
            line 2: The name `$error` is one that the marks need.
            line 3: A call at module level is before the marks are there: move
                it into main.
            line 3: The name `$marks` is one that the marks need.
        "#]],
    );
}

#[test]
fn code_that_runs_before_the_marks_are_there() {
    check(
        &[
            "function f() {}",
            "f();",
            "[1].map((x) => x);",
            "const ok = Object.freeze([]);",
            "class B extends f() {}",
        ],
        expect![[r#"
            line 2: A call at module level is before the marks are there: move
                it into main.
            line 3: A call at module level is before the marks are there: move
                it into main.
            line 5: A call at module level is before the marks are there: move
                it into main.
        "#]],
    );
}

#[test]
fn what_a_block_does_not_allow() {
    check(
        &["function f() {", "  var a;", "  function a() {}", "}"],
        expect![[r#"
        line 3: With marks in it, this does not parse: Identifier `a` has
            already been declared
    "#]],
    );
}

#[test]
fn all_refusals_come_at_once_in_order() {
    check(
        &["function* f(a = g()) { yield* a; }", "function g() {}", "await 1;"],
        expect![[r#"
            line 1: A call in a parameter's default runs before the body is entered:
                move it into the body.
            line 1: `yield*` suspends the generator where no mark can stand.
            line 3: An await at module level is before the marks are there.
        "#]],
    );
}

#[test]
fn no_twin_of_the_catalogue_is_refused() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/src/catalogue")];
    let mut twins = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the catalogue is there") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "js") {
                let source = fs::read_to_string(&path).expect("a twin can be read");
                let refusals = marks::mark(&source).err().unwrap_or_default();
                assert!(refusals.is_empty(), "{}: {refusals:?}", path.display());
                twins += 1;
            }
        }
    }
    assert!(twins > 0);
}
