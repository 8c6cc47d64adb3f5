//! What is inserted, read beside its source.
//!
//! What is the same each time is written shorter here: `@enter(0){` for `const $call=…;try{`,
//! `@awaits(1,` for `$marks.awaits($call,1,`, and `⏎` for all that follows a body.

use expect_test::{Expect, expect};

const OPENING: &str = "let $marks;export function $use(marks){$marks=marks}";
const LEFT: &str =
    "}catch($error){$marks.threw($call,$error);throw $error}finally{$marks.leave($call)}";

fn check(source: &[&str], expected: Expect) {
    let source = source.join("\n") + "\n";
    let marked = marks::mark(&source).expect("the test's source can be marked");
    let text = marked.text.strip_prefix(OPENING).expect("the first line is opened");
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let (sites, body) = lines.split_last().expect("there is a line with the sites");
    assert!(sites.starts_with("export const $sites=["), "{sites}");
    assert_eq!(body.len(), source.lines().count(), "no line comes or goes");
    let short = [
        (LEFT, "⏎"),
        ("const $call=$marks.", "@"),
        (";try{", "{"),
        ("$marks.", "@"),
        ("($call,", "("),
        ("($call)", "()"),
    ];
    let body = body.concat();
    expected.assert_eq(&short.iter().fold(body, |text, (long, short)| text.replace(long, short)));
}

#[test]
fn a_function_is_entered_and_left() {
    check(
        &["export function f(a) {", "  return a;", "}"],
        expect![[r#"
        export function f(a) {@enter(0){
          return a;
        ⏎}
    "#]],
    );
}

#[test]
fn an_async_function_says_what_it_returns() {
    check(
        &["async function f(p) {", "  if (p) return p;", "  if (!p) return", "  return p, 1;", "}"],
        expect![[r#"
            async function f(p) {@enter(0,true){
              if (p) return @returns(p);
              if (!p) return @returns()
              return @returns((p, 1));
            ;@returns()⏎}
        "#]],
    );
}

#[test]
fn bodies_of_arrows_become_blocks() {
    check(
        &[
            "const f = (x) => x + 1",
            "const g = async () =>",
            "  ({ a: 1 });",
            "const h = () => () => 2;",
        ],
        expect![[r#"
            const f = (x) => {@enter(0){return x + 1⏎}
            const g = async () =>
              {@enter(1,true){return @returns(({ a: 1 }))⏎};
            const h = () => {@enter(2){return () => {@enter(3){return 2⏎}⏎};
        "#]],
    );
}

#[test]
fn directives_stay_first_and_empty_bodies_are_bodies() {
    check(
        &["function f() { 'use strict'", "}", "function g() {}", "async function h() {}"],
        expect![[r#"
            function f() { 'use strict';@enter(0){
            ⏎}
            function g() {@enter(1){⏎}
            async function h() {@enter(2,true){;@returns()⏎}
        "#]],
    );
}

#[test]
fn an_await_is_left_and_come_back_to() {
    check(
        &["async () => {", "  const a = await p;", "  await await (0, p);", "};"],
        expect![[r#"
        async () => {@enter(0,true){
          const a = @resumed(1,await @awaits(1,p));
          @resumed(2,await @awaits(2,@resumed(3,await @awaits(3,(0, p)))));
        ;@returns()⏎};
    "#]],
    );
}

#[test]
fn what_catches_notices_first() {
    check(
        &["function f() {", "  try { 1; } catch { 2; } finally { 3; }", "}"],
        expect![[r#"
        function f() {@enter(0){
          try { 1; } catch {@caught(); 2; } finally {@caught(); 3; }
        ⏎}
    "#]],
    );
}

#[test]
fn calls_say_what_they_call() {
    check(
        &[
            "function f(g, o) {",
            "  g(); g(1, 2,);",
            "  o.m(g(1));",
            "  o[0](...o);",
            "  o.p.q(/* none */);",
            "}",
        ],
        expect![[r#"
            function f(g, o) {@enter(0){
              @result(1,g(...@calls(g))); @result(2,g(1, 2,...@calls(g),));
              @result(3,o.m(@result(4,g(1,...@calls(g))),...@calls(o,"m")));
              @result(5,o[0](...o,...@calls(o,0)));
              @result(6,o.p.q(/* none */...@calls(o,"p","q")));
            ⏎}
        "#]],
    );
}

#[test]
fn calls_that_cannot_be_told_apart_stay_as_they_are() {
    check(
        &[
            "function f(g, o) {",
            "  Promise.all([]); g()(); new g(); g`x`; [...g()];",
            "  o().m(); o?.m()?.n();",
            "}",
        ],
        expect![[r#"
            function f(g, o) {@enter(0){
              Promise.all([]); g()(); new g(); g`x`; [...g()];
              @result(1,o(...@calls(o))).m(); o?.m()?.n();
            ⏎}
        "#]],
    );
}

#[test]
fn a_chain_is_wrapped_whole() {
    check(
        &["function f(o) { return o?.p.m?.(1); }"],
        expect![[r#"
        function f(o) {@enter(0){ return @result(1,o?.p.m?.(1,...@calls(o,"p","m"))); ⏎}
    "#]],
    );
}

#[test]
fn for_await_hands_its_iterable_through() {
    check(
        &[
            "async () => {",
            "  a: b: for await (x of y) { continue a; }",
            "  for await (x of z) x",
            "};",
        ],
        expect![[r#"
            async () => {@enter(0,true){
              try{a: b: for await (x of @iterates(1,y)) {@item(1); continue a; }}finally{@looped(1)}
              try{for await (x of @iterates(2,z)) {@item(2);x}}finally{@looped(2)}
            ;@returns()⏎};
        "#]],
    );
}

#[test]
fn a_loop_notices_before_its_iterator_is_closed() {
    check(
        &[
            "async () => {",
            "  for (const x of y) { await x; }",
            "  for (const x of y) await x",
            "  for (x of y) {}",
            "};",
        ],
        expect![[r#"
            async () => {@enter(0,true){
              for (const x of y) {try{ @resumed(1,await @awaits(1,x)); }finally{@caught()}}
              for (const x of y) {try{@resumed(2,await @awaits(2,x))}finally{@caught()}}
              for (x of y) {}
            ;@returns()⏎};
        "#]],
    );
}

#[test]
fn generators_leave_the_stack_at_a_yield() {
    check(
        &["function* f() {", "  const x = yield 1; yield;", "  return 2;", "}"],
        expect![[r#"
        function* f() {@enter(0){
          const x = @resumed(1,yield @yields(1,1)); @resumed(2,yield @yields(2));
          return 2;
        ⏎}
    "#]],
    );
}

#[test]
fn async_generators_await_what_they_yield_and_return() {
    check(
        &[
            "async function* f() {",
            "  yield p;",
            "  return p;",
            "}",
            "async function* g() { return; }",
        ],
        expect![[r#"
            async function* f() {@enter(0){
              @resumed(1,yield @awaits(1,p));
              return @awaits(2,p);
            ⏎}
            async function* g() {@enter(3){ return; ⏎}
        "#]],
    );
}

#[test]
fn at_module_level_only_bodies_are_marked() {
    check(
        &["const map = new Map([[1, Symbol(\"x\")]]);", "class A { #m = new Set(); f = () => 1 }"],
        expect![[r#"
            const map = new Map([[1, Symbol("x")]]);
            class A { #m = new Set(); f = () => {@enter(0){return 1⏎} }
        "#]],
    );
}

#[test]
fn the_sites_come_after_the_last_line_even_if_it_is_a_comment() {
    let marked = marks::mark("// \"nothing\"").expect("a comment is a module");
    assert_eq!(marked.text, format!("{OPENING}// \"nothing\"\nexport const $sites=[];\n"));
}
