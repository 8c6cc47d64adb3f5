//! A place in one of the runs that share the page: a language and an anchor.

use std::fmt;
use std::str::FromStr;
use trace::{Anchor, AnchorError, LaneKind};

/// In which language a source is written, and so which of two traces is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// The example.
    Rust,
    /// Its twin.
    JavaScript,
}

impl Language {
    /// The language of a trace by its number on the timeline.
    pub fn of(which: usize) -> Language {
        if which == 0 { Language::Rust } else { Language::JavaScript }
    }

    /// The number of its trace on the timeline.
    pub fn which(self) -> usize {
        match self {
            Language::Rust => 0,
            Language::JavaScript => 1,
        }
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Language::Rust => "Rust",
            Language::JavaScript => "JavaScript",
        }
    }
}

/// How a link names a step: `t0.2.end` in the Rust run, `js.1.end` or `js.r.0+2` in its twin's.
///
/// Both runs have a row for the outside world, so that an anchor alone would not say whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In whose run.
    pub language: Language,
    /// Where in it.
    pub anchor: Anchor,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let implied = self.anchor.lane == LaneKind::JavaScript;
        if self.language == Language::JavaScript && !implied {
            f.write_str("js.")?;
        }
        write!(f, "{}", self.anchor)
    }
}

impl FromStr for Place {
    type Err = AnchorError;

    fn from_str(text: &str) -> Result<Place, AnchorError> {
        match text.parse::<Anchor>() {
            Ok(anchor) => {
                let javascript = anchor.lane == LaneKind::JavaScript;
                Ok(Place { language: Language::of(usize::from(javascript)), anchor })
            }
            Err(error) => match text.strip_prefix("js.").map(str::parse) {
                Some(Ok(anchor)) => Ok(Place { language: Language::JavaScript, anchor }),
                _ => Err(error),
            },
        }
    }
}
