//! What cannot be marked exactly fails, with its line and a sentence.

use expect_test::{Expect, expect};

fn check(source: &str, expected: Expect) {
    let refusals = marks::mark(source).expect_err("the test's source is refused");
    let lines: Vec<_> = refusals.iter().map(|it| format!("{it}\n")).collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn what_does_not_parse() {
    check(
        "let a;\nlet = = 3;\n",
        expect![[r#"
        line 2: Unexpected token
    "#]],
    );
    check(
        "let a;\nlet a;\n",
        expect![[r#"
        line 2: Identifier `a` has already been declared
    "#]],
    );
}

#[test]
fn calls_in_defaults_of_parameters() {
    check(
        "const g = () => 1;\nfunction f(a = g()) {}\nconst h = ({ b = new g() }) => b;\n\
         const i = (a = g`x`) => a;\nconst ok = (a = new Map(), b = () => g()) => a;\n",
        expect![[r#"
            line 2: A call in a parameter's default runs before the function is entered: move it into the body.
            line 3: A `new` in a parameter's default runs before the function is entered: move it into the body.
            line 4: A tagged template in a parameter's default runs before the function is entered: move it into the body.
        "#]],
    );
}

#[test]
fn what_runs_in_patterns() {
    check(
        "async function f(g) {\n  try {} catch ({ a = g() }) {}\n  for await (const { a = g() } of g) ;\n\
         \x20 for (const { a = await g } of g) ;\n  const [a = await g] = g;\n  const { ok = await g } = g;\n}\n",
        expect![[r#"
            line 2: A call in the pattern of a catch runs before its body is marked: move it into the body.
            line 3: A call in the pattern of a loop runs before its body is marked: move it into the body.
            line 4: An await or yield in the pattern of a loop runs before its body is marked: move it into the body.
            line 5: An await in an array pattern can fail before the array's iterator is closed, which no mark could notice: move it out of the pattern.
        "#]],
    );
}

#[test]
fn suspension_points_without_a_function() {
    check(
        "await 1;\nfor await (const x of []) x;\n",
        expect![[r#"
        line 1: An await at module level is before the marks are there.
        line 2: A `for await` at module level is before the marks are there.
    "#]],
    );
}

#[test]
fn delegating_generators() {
    check(
        "function* f(g) {\n  yield* g;\n}\n",
        expect![[r#"
        line 2: `yield*` suspends the generator where no mark can stand.
    "#]],
    );
}

#[test]
fn what_classes_run_by_themselves() {
    check(
        "const g = () => 1;\nclass A {\n  a = g();\n  static b = g();\n  static { g(); }\n  accessor c = 1;\n}\n",
        expect![[r#"
            line 3: A call in a field's initialiser runs in no function of the file: move it into one.
            line 4: A call in a field's initialiser runs in no function of the file: move it into one.
            line 5: A call in a static block runs in no function of the file: move it into one.
            line 6: An `accessor` field has functions that no mark can stand in.
        "#]],
    );
    check(
        "@g class A {}\n",
        expect![[r#"
        line 1: A decorator is called where no mark can stand.
    "#]],
    );
}

#[test]
fn what_hides_calls() {
    check(
        "async function f(x) {\n  using a = x;\n  await using b = x;\n  eval(x);\n  import(x);\n\
         \x20 new Proxy(x, x);\n}\n",
        expect![[r#"
            line 2: `using` calls (and may await) where no mark can stand.
            line 3: `using` calls (and may await) where no mark can stand.
            line 4: Direct `eval` runs text that has no marks.
            line 5: `import()` brings in a file that has no marks.
            line 6: A Proxy would notice the marks.
        "#]],
    );
    check(
        "#!/usr/bin/env node\nlet a;\n",
        expect![[r#"
        line 1: A first line for the shell leaves no room for marks.
    "#]],
    );
}

#[test]
fn names_of_the_marks() {
    check(
        "const $call = 1;\nfunction f($error) {}\nf($marks);\nlet $other = 3;\n",
        expect![[r#"
        line 1: The name `$call` is one that the marks need.
        line 2: The name `$error` is one that the marks need.
        line 3: A call at module level is before the marks are there: move it into main.
        line 3: The name `$marks` is one that the marks need.
    "#]],
    );
}

#[test]
fn code_that_runs_before_the_marks_are_there() {
    check(
        "function f() {}\nf();\n[1].map((x) => x);\nconst ok = Object.freeze([]);\nclass B extends f() {}\n",
        expect![[r#"
            line 2: A call at module level is before the marks are there: move it into main.
            line 3: A call at module level is before the marks are there: move it into main.
            line 5: A call at module level is before the marks are there: move it into main.
        "#]],
    );
}

#[test]
fn what_a_block_does_not_allow() {
    check(
        "function f() {\n  var a;\n  function a() {}\n}\n",
        expect![[r#"
        line 3: With marks in it, this does not parse: Identifier `a` has already been declared
    "#]],
    );
}

#[test]
fn all_refusals_come_at_once_in_order() {
    check(
        "function* f(a = g()) { yield* a; }\nfunction g() {}\nawait 1;\n",
        expect![[r#"
            line 1: A call in a parameter's default runs before the function is entered: move it into the body.
            line 1: `yield*` suspends the generator where no mark can stand.
            line 3: An await at module level is before the marks are there.
        "#]],
    );
}
