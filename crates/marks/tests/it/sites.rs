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

fn check(source: &str, expected: Expect) {
    let marked = marks::mark(source).expect("the test's source can be marked");
    let lines = marked.sites.iter().map(|site| {
        let text = cut(source, site).replace('\n', "↵");
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
        "export default function () {}\nfunction named() {}\nconst a = async () => 1;\n\
         let b; b = function () {}; b.c.d = () => 2;\n\
         const o = { e: () => 3, async f() {}, get g() { return 4; }, [b]: () => 5, 'h i': () => 6 };\n\
         const { j = () => 7 } = o;\nfunction k(l = () => 8) {}\n",
        expect![[r#"
            1:16 function `default` function () {}
            2:1 function `named` function named() {}
            3:11 async `a` async () => 1
            4:12 function `b` function () {}
            4:36 function `b.c.d` () => 2
            5:16 function `e` () => 3
            5:25 async `f` async f() {}
            5:39 function `get g` get g() { return 4; }
            5:67 function `[b]` () => 5
            5:83 function `h i` () => 6
            6:13 function `j` () => 7
            7:1 function `k` function k(l = () => 8) {}
            7:16 function `l` () => 8
        "#]],
    );
}

#[test]
fn members_of_classes_are_named_with_their_class() {
    check(
        "class A {\n  constructor() {}\n  async m() {}\n  static *s() {}\n  #p() {}\n  set q(v) {}\n\
         \x20 r = () => 1;\n  async *[Symbol.asyncIterator]() {}\n}\nconst B = class { m() {} };\n",
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
        "export function main(p, list) {\n  list.map((x) => x);\n  p.then(() => 1, async () => 2);\n\
         \x20 p.then(f).catch(function () {}).finally(() => 3);\n  new Promise((resolve) => resolve());\n\
         \x20 return () => 4;\n  function f() {}\n}\n",
        expect![[r#"
            1:8 function `main` function main(p, list) {↵  list.map((x) => x);↵  p.then(() => 1, async () => 2);↵  p.then(f).catch(function () {}).finally(() => 3);↵  new Promise((resolve) => resolve());↵  return () => 4;↵  function f() {}↵}
            2:3 call `list.map` list.map((x) => x)
            2:12 function `callback of map` (x) => x
            3:3 call `p.then` p.then(() => 1, async () => 2)
            3:10 function `then callback` () => 1
            3:19 async `then callback` async () => 2
            4:3 call `p.then` p.then(f)
            4:19 function `catch callback` function () {}
            4:43 function `finally callback` () => 3
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
        "export async function* main(o, p) {\n  await p;\n  await o.load(1);\n  await Promise.all([p]);\n\
         \x20 await (o ?? p);\n  for await (const x of o.list()) yield x;\n  return p;\n}\n",
        expect![[r#"
            1:8 async generator `main` async function* main(o, p) {↵  await p;↵  await o.load(1);↵  await Promise.all([p]);↵  await (o ?? p);↵  for await (const x of o.list()) yield x;↵  return p;↵}
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
        "export async function main(p) {\n\t\tlog(\"🫖🫖\"); await p; /* 👩‍👩‍👧 */ await\n\t\tp;\n}\nfunction log(茶) { log(茶); }\n",
        expect![[r#"
            1:8 async `main` async function main(p) {↵		log("🫖🫖"); await p; /* 👩‍👩‍👧 */ await↵		p;↵}
            2:3 call `log` log("🫖🫖")
            2:14 await `p` await p
            2:35 await `p` await↵		p
            5:1 function `log` function log(茶) { log(茶); }
            5:19 call `log` log(茶)
        "#]],
    );
}
