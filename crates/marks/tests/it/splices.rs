//! What is inserted, read beside its source. Only what comes before the first and after the last
//! line, and what follows every body, is left out: the same each time.

use expect_test::{Expect, expect};

const OPENING: &str = "let $marks;export function $use(marks){$marks=marks}";
const LEFT: &str =
    "}catch($error){$marks.threw($call,$error);throw $error}finally{$marks.leave($call)}";

fn check(source: &str, expected: Expect) {
    let marked = marks::mark(source).expect("the test's source can be marked");
    let text = marked.text.strip_prefix(OPENING).expect("the first line is opened");
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let (sites, body) = lines.split_last().expect("there is a line with the sites");
    assert!(sites.starts_with("export const $sites=["), "{sites}");
    assert_eq!(body.len(), source.lines().count(), "no line comes or goes");
    expected.assert_eq(&body.concat().replace(LEFT, "⏎"));
}

#[test]
fn a_function_is_entered_and_left() {
    check(
        "export function f(a) {\n  return a;\n}\n",
        expect![[r#"
            export function f(a) {const $call=$marks.enter(0);try{
              return a;
            ⏎}
        "#]],
    );
}

#[test]
fn an_async_function_says_what_it_returns() {
    check(
        "async function f(p) {\n  if (p) return p;\n  if (!p) return\n  return p, 1;\n}\n",
        expect![[r#"
            async function f(p) {const $call=$marks.enter(0,true);try{
              if (p) return $marks.returns($call,p);
              if (!p) return $marks.returns($call)
              return $marks.returns($call,(p, 1));
            ;$marks.returns($call)⏎}
        "#]],
    );
}

#[test]
fn bodies_of_arrows_become_blocks() {
    check(
        "const f = (x) => x + 1\nconst g = async () =>\n  ({ a: 1 });\nconst h = () => () => 2;\n",
        expect![[r#"
            const f = (x) => {const $call=$marks.enter(0);try{return x + 1⏎}
            const g = async () =>
              {const $call=$marks.enter(1,true);try{return $marks.returns($call,({ a: 1 }))⏎};
            const h = () => {const $call=$marks.enter(2);try{return () => {const $call=$marks.enter(3);try{return 2⏎}⏎};
        "#]],
    );
}

#[test]
fn directives_stay_first_and_empty_bodies_are_bodies() {
    check(
        "function f() { 'use strict'\n}\nfunction g() {}\nasync function h() {}\n",
        expect![[r#"
            function f() { 'use strict';const $call=$marks.enter(0);try{
            ⏎}
            function g() {const $call=$marks.enter(1);try{⏎}
            async function h() {const $call=$marks.enter(2,true);try{;$marks.returns($call)⏎}
        "#]],
    );
}

#[test]
fn an_await_is_left_and_come_back_to() {
    check(
        "async () => { const a = await p; await await (0, p); };\n",
        expect![[r#"
            async () => {const $call=$marks.enter(0,true);try{ const a = $marks.resumed($call,1,await $marks.awaits($call,1,p)); $marks.resumed($call,2,await $marks.awaits($call,2,$marks.resumed($call,3,await $marks.awaits($call,3,(0, p))))); ;$marks.returns($call)⏎};
        "#]],
    );
}

#[test]
fn what_catches_notices_first() {
    check(
        "function f() {\n  try { 1; } catch { 2; } finally { 3; }\n}\n",
        expect![[r#"
            function f() {const $call=$marks.enter(0);try{
              try { 1; } catch {$marks.caught($call); 2; } finally {$marks.caught($call); 3; }
            ⏎}
        "#]],
    );
}

#[test]
fn calls_say_what_they_call() {
    check(
        "function f(g, o) {\n  g(); g(1, 2,); o.m(g(1)); o[0](...o); o.p.q(/* none */);\n}\n",
        expect![[r#"
            function f(g, o) {const $call=$marks.enter(0);try{
              $marks.result($call,1,g(...$marks.calls($call,g))); $marks.result($call,2,g(1, 2,...$marks.calls($call,g),)); $marks.result($call,3,o.m($marks.result($call,4,g(1,...$marks.calls($call,g))),...$marks.calls($call,o,"m"))); $marks.result($call,5,o[0](...o,...$marks.calls($call,o,0))); $marks.result($call,6,o.p.q(/* none */...$marks.calls($call,o,"p","q")));
            ⏎}
        "#]],
    );
}

#[test]
fn calls_that_cannot_be_told_apart_stay_as_they_are() {
    check(
        "function f(g, o) {\n  Promise.all([]); g()(); new g(); g`x`; [...g()]; o().m(); o?.m()?.n();\n}\n",
        expect![[r#"
            function f(g, o) {const $call=$marks.enter(0);try{
              Promise.all([]); g()(); new g(); g`x`; [...g()]; $marks.result($call,1,o(...$marks.calls($call,o))).m(); o?.m()?.n();
            ⏎}
        "#]],
    );
}

#[test]
fn a_chain_is_wrapped_whole() {
    check(
        "function f(o) { return o?.p.m?.(1); }\n",
        expect![[r#"
            function f(o) {const $call=$marks.enter(0);try{ return $marks.result($call,1,o?.p.m?.(1,...$marks.calls($call,o,"p","m"))); ⏎}
        "#]],
    );
}

#[test]
fn for_await_hands_its_iterable_through() {
    check(
        "async () => {\n  a: b: for await (const x of y) { continue a; }\n  for await (x of z) x\n};\n",
        expect![[r#"
            async () => {const $call=$marks.enter(0,true);try{
              try{a: b: for await (const x of $marks.iterates($call,1,y)) {$marks.item($call,1); continue a; }}finally{$marks.looped($call,1)}
              try{for await (x of $marks.iterates($call,2,z)) {$marks.item($call,2);x}}finally{$marks.looped($call,2)}
            ;$marks.returns($call)⏎};
        "#]],
    );
}

#[test]
fn a_loop_notices_before_its_iterator_is_closed() {
    check(
        "async () => {\n  for (const x of y) { await x; }\n  for (const x of y) await x\n  for (x of y) {}\n};\n",
        expect![[r#"
            async () => {const $call=$marks.enter(0,true);try{
              for (const x of y) {try{ $marks.resumed($call,1,await $marks.awaits($call,1,x)); }finally{$marks.caught($call)}}
              for (const x of y) {try{$marks.resumed($call,2,await $marks.awaits($call,2,x))}finally{$marks.caught($call)}}
              for (x of y) {}
            ;$marks.returns($call)⏎};
        "#]],
    );
}

#[test]
fn generators_leave_the_stack_at_a_yield() {
    check(
        "function* f() { const x = yield 1; yield; return 2; }\n",
        expect![[r#"
            function* f() {const $call=$marks.enter(0);try{ const x = $marks.resumed($call,1,yield $marks.yields($call,1,1)); $marks.resumed($call,2,yield $marks.yields($call,2)); return 2; ⏎}
        "#]],
    );
}

#[test]
fn async_generators_await_what_they_yield_and_return() {
    check(
        "async function* f() { yield p; return p; }\nasync function* g() { return; }\n",
        expect![[r#"
            async function* f() {const $call=$marks.enter(0);try{ $marks.resumed($call,1,yield $marks.awaits($call,1,p)); return $marks.awaits($call,2,p); ⏎}
            async function* g() {const $call=$marks.enter(3);try{ return; ⏎}
        "#]],
    );
}

#[test]
fn at_module_level_only_bodies_are_marked() {
    check(
        "const map = new Map([[1, Symbol(\"x\")]]);\nclass A { #m = new Set(); f = () => 1 }\n",
        expect![[r#"
            const map = new Map([[1, Symbol("x")]]);
            class A { #m = new Set(); f = () => {const $call=$marks.enter(0);try{return 1⏎} }
        "#]],
    );
}

#[test]
fn the_sites_come_after_the_last_line_even_if_it_is_a_comment() {
    let marked = marks::mark("// \"nothing\"").expect("a comment is a module");
    assert_eq!(marked.text, format!("{OPENING}// \"nothing\"\nexport const $sites=[];\n"));
}
