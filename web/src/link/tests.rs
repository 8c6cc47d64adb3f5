//! Links, whole and damaged. The damage is drawn from a small generator of our own, always the
//! same.

use super::*;

/// What mails, chats and people do to a link.
pub(crate) struct Damage {
    seed: u32,
    most: usize,
}

impl Damage {
    /// At most so many damages at a time.
    pub(crate) fn new(most: usize) -> Damage {
        Damage { seed: 1, most }
    }

    fn draw(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.seed >> 8) as usize % below
    }

    /// A link with some more of it.
    pub(crate) fn done_to(&mut self, link: &str) -> String {
        let signs: Vec<char> = "%&=#.+~_:v0129tjsrmwk\u{0}\u{7f}é…🦀 ".chars().collect();
        let mut link: Vec<char> = link.chars().collect();
        for _ in 0..1 + self.draw(self.most) {
            let (at, sign) = (self.draw(link.len()), signs[self.draw(signs.len())]);
            match self.draw(4) {
                0 => link[at] = sign,
                1 => link.insert(at, sign),
                2 => link.truncate(at + 1),
                _ => drop(link.remove(at)),
            }
            link.push('x');
        }
        link.into_iter().collect()
    }
}

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
    let mut damage = Damage::new(6);
    for _ in 0..1_000 {
        let text = damage.done_to(good);
        for problem in Link::read(&text).problems {
            assert!(problem.chars().count() < 220, "{problem}");
            assert!(!problem.chars().any(char::is_control), "{problem:?}");
        }
    }
}
