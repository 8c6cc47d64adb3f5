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
        expect![[""]],
    );
}

#[test]
fn members_of_classes_are_named_with_their_class() {
    check(
        "class A {\n  constructor() {}\n  async m() {}\n  static *s() {}\n  #p() {}\n  set q(v) {}\n\
         \x20 r = () => 1;\n  async *[Symbol.asyncIterator]() {}\n}\nconst B = class { m() {} };\n",
        expect![[""]],
    );
}

#[test]
fn callbacks_are_named_after_who_is_given_them() {
    check(
        "export function main(p, list) {\n  list.map((x) => x);\n  p.then(() => 1, async () => 2);\n\
         \x20 p.then(f).catch(function () {}).finally(() => 3);\n  new Promise((resolve) => resolve());\n\
         \x20 return () => 4;\n  function f() {}\n}\n",
        expect![[""]],
    );
}

#[test]
fn suspension_points_are_named_after_what_is_awaited() {
    check(
        "export async function* main(o, p) {\n  await p;\n  await o.load(1);\n  await Promise.all([p]);\n\
         \x20 await (o ?? p);\n  for await (const x of o.list()) yield x;\n  return p;\n}\n",
        expect![[""]],
    );
}

#[test]
fn columns_count_characters() {
    check(
        "export async function main(p) {\n\t\tlog(\"🫖🫖\"); await p; /* 👩‍👩‍👧 */ await\n\t\tp;\n}\nfunction log(茶) { log(茶); }\n",
        expect![[""]],
    );
}
