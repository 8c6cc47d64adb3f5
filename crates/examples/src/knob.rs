//! Knobs: the numbers in an example's source that a reader may drag.
//!
//! They stand in the source alone, `knob!(cups = 3, 1..=9)`, and are read from there; a test
//! compares what is found here with what the compiler's grammar says.

use trace::{Recipe, visible};

/// A number in a source: `knob!(cups = 3, 1..=9)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knob {
    /// Unique in its example: `cups`.
    pub name: String,
    /// What it is if nobody turns it.
    pub default: i64,
    /// The least that it can be.
    pub low: i64,
    /// The most that it can be.
    pub high: i64,
    /// Where the default stands in the source, in bytes from its start.
    pub at: usize,
}

/// The knobs of a source, in its order. What does not read as a knob is none; the compiler refuses
/// it anyway.
pub fn knobs(source: &str) -> Vec<Knob> {
    let found = source.match_indices("knob!(");
    found.filter_map(|(at, start)| read(source, at + start.len())).collect()
}

/// What each knob is in a run, as a twin is told: a JSON object, `{"cups":3}`.
pub fn turned(knobs: &[Knob], recipe: &Recipe) -> String {
    let values = knobs.iter().map(|knob| {
        let turned = recipe.knobs.iter().find(|(name, _)| *name == knob.name);
        let value = turned.map_or(knob.default, |(_, value)| *value);
        // The name is a Rust identifier; it needs no escapes.
        format!("\"{}\":{}", knob.name, value.clamp(knob.low, knob.high))
    });
    format!("{{{}}}", values.collect::<Vec<_>>().join(","))
}

/// Reads `cups = 3, 1..=9)`, which begins at `from`.
fn read(source: &str, from: usize) -> Option<Knob> {
    let (inside, _) = source[from..].split_once(')')?;
    let (head, range) = inside.split_once(',')?;
    let (name, default) = head.split_once('=')?;
    let (low, high) = range.split_once("..=")?;
    let at = from + name.len() + 1 + (default.len() - default.trim_start().len());
    let name = name.trim().to_owned();
    let (default, low, high) = (number(default)?, number(low)?, number(high)?);
    Some(Knob { name, default, low, high, at })
}

/// A number as Rust writes it: `1_000`.
fn number(text: &str) -> Option<i64> {
    text.trim().trim_end_matches(',').replace('_', "").parse().ok()
}

/// Puts the knobs of a recipe in order: only those that exist and differ from their default, each
/// within its range. Says in a sentence what was asked for and cannot be.
pub fn settle(knobs: &[Knob], recipe: &mut Recipe) -> Vec<String> {
    let mut problems = Vec::new();
    let asked = std::mem::take(&mut recipe.knobs);
    for (name, value) in asked {
        let Some(knob) = knobs.iter().find(|knob| knob.name == name) else {
            problems.push(unknown(&name, knobs));
            continue;
        };
        let clamped = value.clamp(knob.low, knob.high);
        if clamped != value {
            let Knob { low, high, .. } = knob;
            problems.push(format!("“{name}” goes from {low} to {high}; {value} became {clamped}."));
        }
        recipe.knobs.retain(|(other, _)| *other != name);
        if clamped != knob.default {
            recipe.knobs.push((name, clamped));
        }
    }
    recipe.knobs.sort();
    problems
}

fn unknown(name: &str, knobs: &[Knob]) -> String {
    // It may come from a link, and is said on pages and in terminals.
    let name: String = visible(name.as_bytes(), false).chars().take(60).collect();
    let names: Vec<_> = knobs.iter().map(|knob| format!("“{}”", knob.name)).collect();
    if names.is_empty() {
        format!("There is no knob “{name}”; this example has none.")
    } else {
        format!("There is no knob “{name}”; this example has {}.", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::{Knob, knobs, settle};
    use trace::Recipe;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const SOURCE: &str =
        "let cups = knob!(cups = 3, 1..=9);\nsleep(ms(knob!(wait_ms = 1_500,\n    0..=2_000)))";

    #[test]
    fn knobs_are_read_where_they_stand() {
        let found = knobs(SOURCE);
        let cups = Knob { name: "cups".into(), default: 3, low: 1, high: 9, at: 24 };
        assert_eq!(found[0], cups);
        assert_eq!(&SOURCE[cups.at..=cups.at], "3");
        assert_eq!((found[1].default, found[1].high), (1_500, 2_000));
        assert!(SOURCE[found[1].at..].starts_with("1_500"));
        assert_eq!(knobs("knob!(broken = , 1..)"), []);
        assert_eq!(knobs("knob!("), []);
    }

    #[test]
    fn a_recipe_keeps_what_differs_and_says_what_cannot_be() {
        let mut recipe = Recipe::of("tea");
        let asked = [("wait_ms", 99_999), ("cups", 3), ("sugar", 1)];
        recipe.knobs = asked.map(|(name, value)| (name.to_owned(), value)).to_vec();
        let problems = settle(&knobs(SOURCE), &mut recipe);
        assert_eq!(recipe.knobs, [("wait_ms".to_owned(), 2_000)]);
        assert_eq!(
            problems,
            [
                "“wait_ms” goes from 0 to 2000; 99999 became 2000.",
                "There is no knob “sugar”; this example has “cups”, “wait_ms”.",
            ]
        );
    }
}
