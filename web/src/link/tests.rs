//! Links, whole and damaged. The damage is drawn from a small generator of our own, always the
//! same.

use super::*;

fn check(fragment: &str, problems: &[&str]) {
    let read = Link::read(fragment);
    assert_eq!(read.problems.len(), problems.len(), "{:?}", read.problems);
    for (said, wanted) in read.problems.iter().zip(problems) {
        assert!(said.contains(wanted), "“{said}” does not name “{wanted}”");
        assert!(said.ends_with('.'), "“{said}” is no sentence");
    }
}

#[test]
fn a_link_says_the_same_after_writing_and_reading() {
    for text in [
        "#v1",
        "#v1&ex=lazy-future",
        "#v1&ex=async-concurrent&at=t0.2.end&seed=18446744073709551615&axis=time",
        "#v1&ex=async-concurrent&at=js.r.0+2",
        "#v1&ex=caf%C3%A9%20%26%20tea&at=m1.0+4",
        "#v1&ex=echo-server&in=2.1500us.&in=2.30ms.a.b%20%26%0A%FF%00&seed=3",
        "#v1&in=2.0.~&in=0.18446744073709551615ns.+",
        "#v1&ex=echo-server&in=2.0.~&if=t0.1.20ms&if=js.3.18446744073709551615ns&seed=3",
    ] {
        let read = Link::read(text);
        assert!(read.problems.is_empty(), "{text}: {:?}", read.problems);
        assert_eq!(read.link.to_string(), text);
    }
}

#[test]
fn no_fragment_is_the_default_and_no_problem() {
    assert_eq!(Link::read(""), Read::default());
    assert_eq!(Link::read("#"), Read::default());
}

#[test]
fn unknown_keys_and_knobs_are_ignored() {
    check("#v1&ex=lazy-future&colour=red&k.delay=20&&=&flag", &[]);
}

#[test]
fn each_bad_part_is_named() {
    check("#hello", &["hello"]);
    check("#v2&ex=lazy-future", &["newer"]);
    check("#v1&at=second", &["at=second"]);
    check("#v1&seed=-1&axis=log", &["seed=-1", "axis=log"]);
    check("#v1&ex=%ZZ", &["ex=%ZZ"]);
    check("#v1&at=%E2%82", &["at=%E2%82"]);
    check(&format!("#v1&ex={}", "x".repeat(LONGEST)), &["longer"]);
}

#[test]
fn a_good_part_survives_a_bad_one() {
    let read = Link::read("#v1&ex=lazy-future&at=nowhere&axis=time");
    assert_eq!(read.link.example.as_deref(), Some("lazy-future"));
    assert_eq!((read.link.place, read.link.axis), (None, Axis::Time));
}

#[test]
fn a_thousand_damaged_links_are_read_without_panic_and_said_in_short_sentences() {
    let good =
        "#v1&ex=async-concurrent&at=t0.2.end&seed=7&axis=time&k.n=3&in=2.30ms.a%0A&if=t0.1.2ms";
    let signs: Vec<char> = "%&=#.+v0129tjsrm\u{0}\u{7f}é…🦀 ".chars().collect();
    let mut seed = 1_u32;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..1_000 {
        let mut link: Vec<char> = good.chars().collect();
        for _ in 0..1 + draw(6) {
            let at = draw(link.len());
            match draw(4) {
                0 => link[at] = signs[draw(signs.len())],
                1 => link.insert(at, signs[draw(signs.len())]),
                2 => link.truncate(at + 1),
                _ => drop(link.remove(at)),
            }
            link.push('x');
        }
        let text: String = link.into_iter().collect();
        for problem in Link::read(&text).problems {
            assert!(problem.chars().count() < 220, "{problem}");
            assert!(!problem.chars().any(char::is_control), "{problem:?}");
        }
    }
}
