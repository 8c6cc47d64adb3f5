//! The sites' spans, cut out of the source, are what their names and kinds say.

use expect_test::{Expect, expect};
use marks::{Place, Site};

/// The text between two places, counted as a reader would.
pub(crate) fn cut(source: &str, site: &Site) -> String {
    let offset = |place: Place| {
        let line = place.line as usize - 1;
        let before: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
        let columns = source[before..].chars().take(place.column as usize - 1);
        before + columns.map(char::len_utf8).sum::<usize>()
    };
    source[offset(site.start)..offset(site.end)].to_owned()
}

fn check(source: &[&str], expected: Expect) {
    let source = source.join("\n") + "\n";
    let marked = marks::mark(&source).expect("the test's source can be marked");
    let lines = marked.sites.iter().map(|site| {
        let text = cut(&source, site).replace('\n', "↵");
        let all: Vec<char> = text.chars().collect();
        let [first, last] = [&all[..all.len().min(24)], &all[all.len().saturating_sub(12)..]];
        let [first, last]: [String; 2] = [first, last].map(|it| it.iter().collect());
        let text = if all.len() > 40 { format!("{first} … {last}") } else { text };
        format!(
            "{}:{} {} `{}` {text}\n",
            site.start.line,
            site.start.column,
            site.kind.name(),
            site.name
        )
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn functions_have_the_names_that_people_give_them() {
    check(
        &[
            "export default function () {}",
            "function named() {}",
            "const a = async () => 1;",
            "let b; b = function () {}; b.c.d = () => 2;",
            "const o = { e: () => 3, async f() {}, get g() { return 4; },",
            "  [b]: () => 5, 'h i': () => 6 };",
            "const { j = () => 7 } = o;",
            "function k(l = () => 8) {}",
        ],
        expect![[r#"
            1:16 function `default` function () {}
            2:1 function `named` function named() {}
            3:11 async `a` async () => 1
            4:12 function `b` function () {}
            4:36 function `b.c.d` () => 2
            5:16 function `e` () => 3
            5:25 async `f` async f() {}
            5:39 function `get g` get g() { return 4; }
            6:8 function `[b]` () => 5
            6:24 function `h i` () => 6
            7:13 function `j` () => 7
            8:1 function `k` function k(l = () => 8) {}
            8:16 function `l` () => 8
        "#]],
    );
}

#[test]
fn members_of_classes_are_named_with_their_class() {
    check(
        &[
            "class A {",
            "  constructor() {}",
            "  async m() {}",
            "  static *s() {}",
            "  #p() {}",
            "  set q(v) {}",
            "  r = () => 1;",
            "  async *[Symbol.asyncIterator]() {}",
            "}",
            "const B = class { m() {} };",
        ],
        expect![[r#"
            2:3 function `new A` constructor() {}
            3:3 async `A.m` async m() {}
            4:3 generator `A.s` static *s() {}
            5:3 function `A.#p` #p() {}
            6:3 function `set A.q` set q(v) {}
            7:7 function `A.r` () => 1
            8:3 async generator `A.[Symbol.asyncIterator]` async *[Symbol.asyncIterator]() {}
            10:19 function `B.m` m() {}
        "#]],
    );
}

#[test]
fn callbacks_are_named_after_who_is_given_them() {
    check(
        &[
            "export function main(p, list) {",
            "  list.map((x) => x);",
            "  p.then(() => 1, async () => 2);",
            "  p.then(f).catch(function () {}).finally(() => 3);",
            "  new Promise((resolve) => resolve());",
            "  return () => 4;",
            "  function f() {}",
            "}",
        ],
        expect![[r#"
            1:8 function `main` function main(p, list) { … ion f() {}↵}
            2:3 call `list.map` list.map((x) => x)
            2:12 function `callback of map` (x) => x
            3:3 call `p.then` p.then(() => 1, async () => 2)
            3:10 function `callback of then` () => 1
            3:19 async `callback of then` async () => 2
            4:3 call `p.then` p.then(f)
            4:19 function `callback of catch` function () {}
            4:43 function `callback of finally` () => 3
            5:15 function `callback of Promise` (resolve) => resolve()
            5:28 call `resolve` resolve()
            6:10 function `function` () => 4
            7:3 function `f` function f() {}
        "#]],
    );
}

#[test]
fn suspension_points_are_named_after_what_is_awaited() {
    check(
        &[
            "export async function* main(o, p) {",
            "  await p;",
            "  await o.load(1);",
            "  await Promise.all([p]);",
            "  await (o ?? p);",
            "  for await (const x of o.list()) yield x;",
            "  return p;",
            "}",
        ],
        expect![[r#"
            1:8 async generator `main` async function* main(o,  …  return p;↵}
            2:3 await `p` await p
            3:3 await `o.load` await o.load(1)
            3:9 call `o.load` o.load(1)
            4:3 await `Promise.all` await Promise.all([p])
            5:3 await `await` await (o ?? p)
            6:3 for await `o.list` for await (const x of o.list())
            6:35 yield `yield` yield x
            7:3 await `return` return p;
        "#]],
    );
}

#[test]
fn columns_count_characters() {
    check(
        &[
            "export async function main(p) {",
            "\t\tlog(\"🫖🫖\"); await p; /* 👩‍👩‍👧 */ await",
            "\t\tp;",
            "}",
            "function log(茶) { log(茶); }",
        ],
        expect![[r#"
            1:8 async `main` async function main(p) { … await↵		p;↵}
            2:3 call `log` log("🫖🫖")
            2:14 await `p` await p
            2:35 await `p` await↵		p
            5:1 function `log` function log(茶) { log(茶); }
            5:19 call `log` log(茶)
        "#]],
    );
}
