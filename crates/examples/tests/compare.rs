//! Two runs compared: what moved, what is new, what is gone, and a sentence with the totals.

use diagram::{Change, Compared, compare};
use trace::{Recipe, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[path = "twins/kept.rs"]
mod kept;
use kept::{GOLDEN, same};

fn run(id: &str, seed: u64, knobs: &[(&str, i64)]) -> Trace {
    let knobs = knobs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
    let recipe = Recipe { seed, knobs, ..Recipe::of(id) };
    examples::find(id).expect("it is in the catalogue").run(&recipe)
}

/// A twin's kept run, and the same with other durations.
fn twin(id: &str, change: [&str; 2]) -> [Trace; 2] {
    let file = format!("{id}.js.txt");
    let (_, text) = GOLDEN.iter().find(|(name, _)| *name == file).expect("it is kept");
    let changed = text.replace(change[0], change[1]);
    [*text, &changed[..]].map(|text| Trace::parse(text).expect("it is a trace"))
}

fn told(compared: &[Compared]) -> String {
    let mut out = String::new();
    for language in compared {
        out.push_str(&format!("{}\n", language.totals.sentence));
        for difference in &language.differences {
            let mark = match difference.kind {
                Change::Moved { .. } => "moved    ",
                Change::Otherwise => "otherwise",
                Change::New => "new      ",
                Change::Gone => "gone     ",
            };
            out.push_str(&format!("  {mark}  {}\n", difference.sentence));
        }
    }
    out
}

/// `UPDATE_GOLDEN=1 cargo test -p examples --test compare` writes it anew.
#[test]
fn some_pairs_of_runs_compared_are_in_the_tree() {
    let mut out = String::new();
    let mut pair = |what: &str, [before, after]: [&Trace; 2]| {
        out.push_str(&format!("## {what}\n\n{}\n", told(&compare(&[before], &[after]))));
    };
    let warm = run("blocking-the-executor", 0, &[]);
    let mended = run("blocking-the-executor", 0, &[("warm_up_ms", 5)]);
    pair("A knob turned: blocking-the-executor, warm_up_ms at 5", [&warm, &mended]);
    let waker = run("forgotten-waker", 0, &[]);
    let kept = run("forgotten-waker", 0, &[("keep_waker", 1)]);
    pair("A mistake mended: forgotten-waker, keep_waker at 1", [&waker, &kept]);
    let [one, other] = [0, 1].map(|seed| run("echo-server", seed, &[]));
    pair("Another seed: echo-server", [&one, &other]);
    let [one, other] = twin("async-sequential", ["20ms", "20ms"]);
    pair("Twice the same: async-sequential in JavaScript", [&one, &other]);
    let [one, other] = twin("async-concurrent", ["30", "45"]);
    pair("The last timer later: async-concurrent in JavaScript", [&one, &other]);
    let [one, _] = twin("async-concurrent", ["", ""].map(|_| "30"));
    let [other, _] = twin("async-sequential", ["30", "30"]);
    pair("Two examples", [&one, &other]);
    same("compared", &out);
}

#[test]
fn a_run_does_not_differ_from_itself() {
    for example in examples::anywhere() {
        let trace = example.run(&example.rehearsal());
        for compared in compare(&[&trace], &[&trace]) {
            assert_eq!(compared.differences, [], "{}", example.id);
            assert!(!compared.totals.sentence.contains("instead"), "{}", example.id);
        }
    }
}

#[test]
fn what_is_new_one_way_is_gone_the_other_way() {
    for example in examples::anywhere() {
        for knob in example.knobs() {
            let turned = |value| {
                let recipe =
                    Recipe { knobs: vec![(knob.name.clone(), value)], ..example.rehearsal() };
                example.run(&recipe)
            };
            let [low, high] = [knob.low, knob.high].map(turned);
            let there = &compare(&[&low], &[&high])[0];
            let back = &compare(&[&high], &[&low])[0];
            let (id, name) = (example.id, &knob.name);
            assert_eq!(there.totals.new, back.totals.gone, "{id}, {name}");
            assert_eq!(there.totals.gone, back.totals.new, "{id}, {name}");
            for difference in &there.differences {
                let sentence = &difference.sentence;
                assert!(sentence.ends_with('.') && !sentence.contains('{'), "{sentence}");
                let known = (difference.before.is_some(), difference.after.is_some());
                let expected = match difference.kind {
                    Change::New => (false, true),
                    Change::Gone => (true, false),
                    Change::Moved { .. } | Change::Otherwise => (true, true),
                };
                assert_eq!(known, expected, "{sentence}");
            }
        }
    }
}

#[test]
fn a_language_that_only_one_run_has_is_left_out() {
    let rust = run("async-concurrent", 0, &[]);
    let [javascript, _] = twin("async-concurrent", ["30", "30"]);
    let compared = compare(&[&rust], &[&rust, &javascript]);
    assert_eq!(compared.len(), 1);
    let both = compare(&[&rust, &javascript], &[&rust, &javascript]);
    let languages: Vec<_> = both.iter().map(|compared| compared.javascript).collect();
    assert_eq!(languages, [false, true]);
}
