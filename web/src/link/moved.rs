//! What a link says of operations that end at another instant: `t0.1.20ms`, the operation's name
//! and the instant. It stands apart from the link because it comes with what moves them, after the
//! first picture.

use crate::link::{Link, short};
use examples::{Example, Kind};
use trace::{Instant, OpName, Recipe};

/// Adds to a recipe what a link says; a sentence for each part that cannot be. Whether there is
/// such an operation is for the run to say. Of one that is named twice, the last counts.
pub fn read(link: &Link, example: &Example, recipe: &mut Recipe, problems: &mut Vec<String>) {
    if link.all("if").next().is_some() && example.kind == Kind::Live {
        problems.push(LIVE.to_owned());
        return;
    }
    for raw in link.all("if") {
        match part(raw) {
            Some((op, at)) => *recipe = std::mem::take(recipe).with_what_if(op, Some(at)),
            None => problems.push(format!(
                "In the link, “if={}” names no operation and when it ends (that looks like \
                 “if=t0.1.20ms”), so it was left out.",
                short(raw)
            )),
        }
    }
}

/// Why nothing is moved in a run on the wall clock.
pub(crate) const LIVE: &str = "Nothing can be moved here: this run is on the wall clock.";

/// What ends elsewhere, for a link.
pub fn write(recipe: &Recipe) -> Vec<String> {
    recipe.what_ifs.iter().map(|(op, at)| format!("{op}.{at}")).collect()
}

fn part(raw: &str) -> Option<(OpName, Instant)> {
    let (op, at) = raw.rsplit_once('.')?;
    Some((op.parse().ok()?, Instant::parse(at)?))
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::link::Link;
    use trace::{Actor, Instant, OpName, Recipe};

    fn recipe(fragment: &str) -> (Recipe, Vec<String>) {
        let (mut recipe, mut problems) = (Recipe::default(), Vec::new());
        let link = Link::read(fragment);
        problems.extend(link.problems);
        read(&link.link, crate::parts::first(), &mut recipe, &mut problems);
        (recipe, problems)
    }

    #[test]
    fn whatever_was_written_is_read_and_in_one_order() {
        let mut seed = 1_u64;
        let mut draw = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            seed >> (seed >> 58)
        };
        for count in 0..200 {
            let mut whole = Recipe::default();
            for _ in 0..count {
                let number = draw() as u32;
                let actor = match draw() % 3 {
                    0 => Actor::Task(number),
                    1 => Actor::Thread(number),
                    _ => Actor::JavaScript,
                };
                let op = OpName { actor, ordinal: draw() as u32 };
                whole = whole.with_what_if(op, Some(Instant(draw())));
            }
            let link = Link::default().with("if", write(&whole));
            let text = link.to_string();
            let (again, problems) = recipe(&text);
            // A link of more than ten thousand characters is not read at all.
            if text.len() < 10_000 {
                assert_eq!((&again, problems), (&whole, vec![]));
            }
            let backwards = link.with("if", write(&whole).into_iter().rev().collect());
            let (mut read_so, mut problems) = (Recipe::default(), Vec::new());
            read(&backwards, crate::parts::first(), &mut read_so, &mut problems);
            assert_eq!(read_so, whole, "in whatever order they are named");
        }
    }

    #[test]
    fn what_names_no_operation_is_named_and_left_out() {
        let bad = [
            "",
            "t0",
            "t0.1",
            "t0.1.",
            "t0.1.soon",
            "x0.1.20ms",
            "t-1.1.20ms",
            "t0.+1.20ms",
            "t4294967296.0.20ms",
            "t0.1.18446744073709551616ns",
            "js0.1.20ms",
            "t0.1.20%6ds",
            "t00.1.20ms",
            "t0.1.2.20ms",
            "r.0.20ms",
        ];
        for bad in bad {
            let (recipe, problems) = recipe(&format!("#v1&if={bad}&if=t0.1.20ms"));
            assert_eq!((recipe.what_ifs.len(), problems.len()), (1, 1), "{bad}");
            assert!(problems[0].contains(&format!("if={bad}")), "{}", problems[0]);
        }
        let long = recipe(&format!("#v1&if={}", "\u{7}é".repeat(2_000))).1;
        assert!(long[0].chars().count() < 220 && !long[0].contains(char::is_control), "{long:?}");
    }

    #[test]
    fn of_an_operation_that_is_named_twice_the_last_counts() {
        let (recipe, problems) = recipe("#v1&if=t0.1.20ms&if=t0.1.0&if=t0.0.3ms");
        assert_eq!((write(&recipe), problems), (vec!["t0.0.3ms".into(), "t0.1.0".into()], vec![]));
    }

    #[test]
    fn on_the_wall_clock_nothing_is_moved() {
        let (mut recipe, mut problems) = (Recipe::default(), Vec::new());
        let live = examples::find("live").expect("the catalogue holds it");
        read(&Link::read("#v1&if=t0.1.20ms").link, live, &mut recipe, &mut problems);
        assert_eq!((recipe.what_ifs.len(), problems.len()), (0, 1));
    }
}
