//! What a link says of a recipe: knobs, and what was typed, `2.30ms.hello%0A`: the client's number,
//! the instant, the bytes. It stands apart from the link because it comes with knobs and terminal,
//! after the first picture.

use crate::link::{Link, WHOLE, percent, short};
use examples::{Example, Knob};
use trace::{Instant, Recipe};

/// Adds to a recipe what a link says; a sentence for each part that cannot be. Whether anybody is
/// connected when something is typed is for the run to say.
pub fn read(
    link: &Link,
    example: &Example,
    knobs: &[Knob],
    recipe: &mut Recipe,
    problems: &mut Vec<String>,
) {
    for (name, value) in &link.knobs {
        match value.parse() {
            Ok(value) => recipe.knobs.push((name.clone(), value)),
            Err(_) => problems.push(format!(
                "In the link, “k.{}={}” is not a whole number; the knob keeps its default.",
                short(name),
                short(value)
            )),
        }
    }
    problems.extend(examples::settle(knobs, recipe));
    crate::link::moved::read(link, example, recipe, problems);
    let has_terminal = || example.network().clients.iter().any(|client| client.peer.is_reader());
    if link.all("in").next().is_some() && !has_terminal() {
        problems.push("Nothing can be typed here: this example has no terminal.".to_owned());
        return;
    }
    for raw in link.all("in") {
        match part(raw) {
            Some(typed) => {
                // In its place by time; a sort would be more code.
                let place = recipe.typed.partition_point(|other| other.1 <= typed.1);
                recipe.typed.insert(place, typed);
            }
            None => problems.push(format!(
                "In the link, “in={}” is nothing that could have been typed (that looks like \
                 “in=2.30ms.hello%0A”), so it was left out.",
                short(raw)
            )),
        }
    }
    let whole =
        link.clone().with("in", write(recipe)).with("if", crate::link::moved::write(recipe));
    if whole.to_string().len() > WHOLE {
        recipe.typed.clear();
        recipe.what_ifs.clear();
        problems.push(format!(
            "The link says more than {WHOLE} characters hold, which is as long as one may be; what \
             was typed and moved was left out."
        ));
    }
}

/// What was typed, for a link.
pub fn write(recipe: &Recipe) -> Vec<String> {
    let one = |(client, at, bytes): &(u32, Instant, Vec<u8>)| {
        format!("{client}.{at}.{}", percent::encode_bytes(bytes))
    };
    recipe.typed.iter().map(one).collect()
}

fn part(raw: &str) -> Option<(u32, Instant, Vec<u8>)> {
    let mut parts = raw.splitn(3, '.');
    let (client, at, bytes) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = !client.is_empty() && client.bytes().all(|byte| byte.is_ascii_digit());
    let client = if digits { client.parse().ok()? } else { return None };
    Some((client, Instant::parse(at)?, percent::bytes(bytes)?))
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::link::Link;
    use trace::{Instant, Recipe};

    fn recipe(fragment: &str) -> (Recipe, Vec<String>) {
        let (mut recipe, mut problems) = (Recipe::default(), Vec::new());
        let example = examples::find("echo-server").expect("the catalogue holds it");
        read(&Link::read(fragment).link, example, &[], &mut recipe, &mut problems);
        (recipe, problems)
    }

    #[test]
    fn every_byte_survives_and_inputs_are_put_in_order_of_time() {
        let all: Vec<u8> = (0..=255).collect();
        let typed = vec![(0, Instant(0), all), (7, Instant(u64::MAX), Vec::new())];
        let whole = Recipe { typed, ..Recipe::default() };
        let link = Link::default().with("in", write(&whole));
        assert_eq!(recipe(&link.to_string()), (whole, Vec::new()));
        let (sorted, _) = recipe("#v1&in=0.9ms.b&in=1.9ms.c&in=0.3ms.a.~");
        assert_eq!(write(&sorted), ["0.3ms.a.~", "0.9ms.b", "1.9ms.c"]);
    }

    #[test]
    fn more_than_a_link_may_hold_is_left_out_and_said() {
        let (recipe, problems) = recipe(&format!("#v1&in=0.3ms.{}&if=t0.0.3ms", "a".repeat(2_000)));
        assert_eq!((recipe.typed.len(), recipe.what_ifs.len(), problems.len()), (0, 0, 1));
        assert!(problems[0].contains("2000"), "{}", problems[0]);
    }

    #[test]
    fn where_there_is_no_terminal_that_is_said() {
        let (mut recipe, mut problems) = (Recipe::default(), Vec::new());
        let example = crate::parts::first();
        read(&Link::read("#v1&in=2.0.a").link, example, &[], &mut recipe, &mut problems);
        assert_eq!((recipe.typed.len(), problems.len()), (0, 1));
        assert!(problems[0].contains("no terminal"), "{}", problems[0]);
    }

    #[test]
    fn a_knob_that_is_no_number_is_named() {
        let (_, problems) = recipe("#v1&k.cups=many");
        assert!(problems[0].contains("k.cups=many"), "{}", problems[0]);
    }

    #[test]
    fn what_nobody_can_have_typed_is_named() {
        let bad = ["", "2", "2.30ms", "x.0.a", "2.soon.a", "2.30ms.%f", "-1.0.a", "4294967296.0.a"];
        for bad in bad {
            let (recipe, problems) = recipe(&format!("#v1&in={bad}&in=2.30ms.good"));
            assert_eq!((recipe.typed.len(), problems.len()), (1, 1), "{bad}");
            assert!(problems[0].contains(&format!("in={bad}")), "{}", problems[0]);
        }
        let long = recipe(&format!("#v1&in={}", "\u{7}x".repeat(2_000))).1;
        assert!(long[0].chars().count() < 220 && !long[0].contains(char::is_control), "{long:?}");
    }
}
