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
    check("let a;\nlet a;\n", expect![[""]]);
}

#[test]
fn calls_in_defaults_of_parameters() {
    check(
        "const g = () => 1;\nfunction f(a = g()) {}\nconst h = ({ b = new g() }) => b;\n\
         const i = (a = g`x`) => a;\nconst ok = (a = new Map(), b = () => g()) => a;\n",
        expect![[""]],
    );
}

#[test]
fn what_runs_in_patterns() {
    check(
        "async function f(g) {\n  try {} catch ({ a = g() }) {}\n  for await (const { a = g() } of g) ;\n\
         \x20 for (const { a = await g } of g) ;\n  const [a = await g] = g;\n  const { ok = await g } = g;\n}\n",
        expect![[""]],
    );
}

#[test]
fn suspension_points_without_a_function() {
    check("await 1;\nfor await (const x of []) x;\n", expect![[""]]);
}

#[test]
fn delegating_generators() {
    check("function* f(g) {\n  yield* g;\n}\n", expect![[""]]);
}

#[test]
fn what_classes_run_by_themselves() {
    check(
        "const g = () => 1;\nclass A {\n  a = g();\n  static b = g();\n  static { g(); }\n  accessor c = 1;\n}\n",
        expect![[""]],
    );
    check("@g class A {}\n", expect![[""]]);
}

#[test]
fn what_hides_calls() {
    check(
        "async function f(x) {\n  using a = x;\n  await using b = x;\n  eval(x);\n  import(x);\n\
         \x20 new Proxy(x, x);\n}\n",
        expect![[""]],
    );
    check("#!/usr/bin/env node\nlet a;\n", expect![[""]]);
}

#[test]
fn names_of_the_marks() {
    check("const $call = 1;\nfunction f($error) {}\nf($marks);\nlet $other = 3;\n", expect![[""]]);
}

#[test]
fn code_that_runs_before_the_marks_are_there() {
    check(
        "function f() {}\nf();\n[1].map((x) => x);\nconst ok = Object.freeze([]);\nclass B extends f() {}\n",
        expect![[""]],
    );
}

#[test]
fn what_a_block_does_not_allow() {
    check("function f() {\n  var a;\n  function a() {}\n}\n", expect![[""]]);
}

#[test]
fn all_refusals_come_at_once_in_order() {
    check("function* f(a = g()) { yield* a; }\nfunction g() {}\nawait 1;\n", expect![[""]]);
}
