//! The link that follows the reader: `#v1&ex=async-concurrent&at=t0.2.end`.
//!
//! Reading never fails: an unknown key is ignored, and each part that cannot be used is named in a
//! sentence and its default taken. Writing is canonical: defaults are left out, and so are knobs
//! that nobody turned (`k.<name>=4` is one that somebody did). `in=2.30ms.hello%0A` is what was
//! typed: the client's number, the instant, the bytes. `if=t0.1.20ms` is an operation that ends
//! then: task 0's second one. What these and the other rarer keys say is read by modules of their
//! own, which come when such a key is met. All of it is a contract: `docs/embedding.md`.

pub mod lesson;
pub mod moved;
pub(crate) mod percent;
pub mod typed;
pub mod window;

use crate::state::{Axis, Place};
use std::fmt;

/// What a link says. Whether there is such an example and such a step is for others to find out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Which example; none means the first.
    pub example: Option<String>,
    /// What the run's random numbers are drawn from.
    pub seed: u64,
    /// Knobs that were turned: name and value, which may be no number.
    pub knobs: Vec<(String, String)>,
    /// What is read by modules of its own, as it stands in the link: a key of [`RARE`] and what it
    /// is said to be, in the order of the keys.
    pub rare: Vec<(&'static str, String)>,
    /// Which step; none means the start.
    pub place: Option<Place>,
    /// What the diagram's width means.
    pub axis: Axis,
}

/// A link as far as it could be understood, and a sentence for each part that could not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// What was understood.
    pub link: Link,
    /// What was not.
    pub problems: Vec<String>,
}

const VERSION: u32 = 1;

/// The keys that few links have: what was typed, what was moved, the window, and a lesson's.
pub const RARE: [&str; 6] = ["in", "if", "w", "stops", "route", "leg"];

/// Far more than any state needs; a longer link is damaged or hostile.
const LONGEST: usize = 10_000;

/// How long a link that we write may become by typing, moving and stopping. With the page's own
/// address and options before it, a step with a long name and a window in it, it stays within
/// [`WHOLE`].
pub const MOST: usize = 1_600;

/// What survives in mails and chats: no address of ours is longer.
pub const WHOLE: usize = 2_000;

impl Link {
    /// What stands behind a key of [`RARE`], each time that it is there.
    pub fn all(&self, key: &'static str) -> impl Iterator<Item = &str> {
        self.rare.iter().filter(move |(rare, _)| *rare == key).map(|(_, raw)| &**raw)
    }

    /// Whether one of these keys is there.
    pub fn has(&self, keys: &[&'static str]) -> bool {
        self.rare.iter().any(|(rare, _)| keys.contains(rare))
    }

    /// This link with other things behind a key of [`RARE`].
    pub fn with(mut self, key: &'static str, raw: Vec<String>) -> Link {
        let place = |key| RARE.iter().position(|rare| *rare == key);
        self.rare.retain(|(rare, _)| *rare != key);
        let at = self.rare.partition_point(|(rare, _)| place(*rare) < place(key));
        self.rare.splice(at..at, raw.into_iter().map(|raw| (key, raw)));
        self
    }

    /// Reads a fragment, with or without its `#`.
    pub fn read(fragment: &str) -> Read {
        let text = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut read = Read::default();
        if text.is_empty() {
            return read;
        }
        if text.len() > LONGEST {
            read.problems.push(format!(
                "The link is longer than {LONGEST} characters, so it was not read; this is the \
                 first example."
            ));
            return read;
        }
        let mut parts = text.split('&');
        let version = parts.next().unwrap_or_default();
        let number = version.strip_prefix('v').and_then(|digits| digits.parse::<u32>().ok());
        match number {
            Some(VERSION) => parts.for_each(|part| read.part(part)),
            Some(newer) if newer > VERSION => read.problems.push(format!(
                "The link was made by a newer version of this page (“v{newer}”, and this is \
                 “v{VERSION}”); this is the first example."
            )),
            _ => read.problems.push(format!(
                "The link’s end, “{}”, is not one of ours: those begin with “v{VERSION}”. This is \
                 the first example.",
                short(version)
            )),
        }
        read
    }
}

impl Read {
    fn part(&mut self, part: &str) {
        // Copied from the source of a page, an ampersand may still be written in HTML.
        let part = part.strip_prefix("amp;").unwrap_or(part);
        let (key, raw) = part.split_once('=').unwrap_or((part, ""));
        if let Some(rare) = RARE.into_iter().find(|rare| *rare == key) {
            return self.link.rare.push((rare, raw.to_owned()));
        }
        let knob = key.strip_prefix("k.");
        if knob.is_none() && !matches!(key, "ex" | "at" | "seed" | "axis") {
            return;
        }
        let Some(value) = percent::decode(raw) else {
            self.problems.push(format!(
                "In the link, “{key}={}” is damaged (a % that stands for no character), so it was \
                 left out.",
                short(raw)
            ));
            return;
        };
        if let Some(name) = knob {
            let name = percent::decode(name).unwrap_or_else(|| name.to_owned());
            return self.link.knobs.push((name, value));
        }
        match key {
            "ex" => self.link.example = Some(value),
            // The start has no event that could name it.
            "at" if value == "0" => {}
            "at" => match value.parse() {
                Ok(place) => self.link.place = Some(place),
                Err(_) => self.problems.push(format!(
                    "In the link, “at={}” names no step (one looks like “t0.2.end” or “t0.1+4”); \
                     the run opens at its start.",
                    short(&value)
                )),
            },
            "seed" => match value.parse() {
                Ok(seed) => self.link.seed = seed,
                Err(_) => self.problems.push(format!(
                    "In the link, “seed={}” is not a whole number from 0 to 18446744073709551615; \
                     the seed is 0.",
                    short(&value)
                )),
            },
            _ => match value.as_str() {
                "time" => self.link.axis = Axis::Time,
                "story" => self.link.axis = Axis::Story,
                other => self.problems.push(format!(
                    "In the link, “axis={}” is neither “story” nor “time”; the axis is story.",
                    short(other)
                )),
            },
        }
    }
}

/// As much of a text as a sentence can quote.
pub fn short(text: &str) -> String {
    const MOST: usize = 40;
    let mut quoted: String = text.chars().filter(|c| !c.is_control()).take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        quoted.push('…');
    }
    quoted
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#v{VERSION}")?;
        if let Some(example) = &self.example {
            write!(f, "&ex={}", percent::encode(example))?;
        }
        if let Some(place) = &self.place {
            write!(f, "&at={}", percent::encode(&place.to_string()))?;
        }
        for (name, value) in &self.knobs {
            write!(f, "&k.{}={}", percent::encode(name), percent::encode(value))?;
        }
        for (key, raw) in &self.rare {
            write!(f, "&{key}={raw}")?;
        }
        if self.seed != 0 {
            write!(f, "&seed={}", self.seed)?;
        }
        if self.axis == Axis::Time {
            f.write_str("&axis=time")?;
        }
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests;
