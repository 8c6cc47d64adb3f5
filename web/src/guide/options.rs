//! The options of an address, `?embed=1&panes=diagram,controls`: how the page is shown. Reading
//! never fails: what is unknown is ignored, and what cannot be used is named in a sentence. Writing
//! is canonical: one order, and no defaults.

use crate::link::{percent, short};
use crate::state::Theme;
use std::fmt;

/// What can be shown or left out, in the order in which it stands on the page.
pub const PANES: [&str; 9] =
    ["title", "question", "source", "narration", "controls", "diagram", "output", "tasks", "more"];

/// The size of type, in percent, if nobody asks for another.
pub const TEXT: u32 = 100;

/// A name for windows that stay in step is no longer than this.
const LONGEST_NAME: usize = 40;

/// What becomes of keys in an embed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// Those that it does not use go to the host.
    #[default]
    Forward,
    /// It keeps what is pressed in it.
    Focus,
    /// It uses none, and all go to the host.
    None,
}

/// When an embed begins to load; `web/frame.js` sees to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Once it is in sight.
    #[default]
    Visible,
    /// At a press; a picture until then.
    Click,
    /// At once.
    Load,
}

/// How the page is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// In someone else's page.
    pub embed: bool,
    /// For a projector.
    pub present: bool,
    /// What is shown; all of it if there is nothing here.
    pub panes: Vec<&'static str>,
    /// When it begins.
    pub start: Start,
    /// Colours.
    pub theme: Theme,
    /// The size of type, in percent.
    pub text: u32,
    /// What becomes of keys.
    pub keys: Keys,
    /// Whether the host is told how high the content is.
    pub grows: bool,
    /// Whether nothing moves by itself.
    pub is_still: bool,
    /// Whether it is a picture only.
    pub is_static: bool,
    /// The name that windows in step share.
    pub sync: Option<String>,
    /// Whether an embed has a link that leads out of it.
    pub link: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            embed: false,
            present: false,
            panes: Vec::new(),
            start: Start::Visible,
            theme: Theme::Auto,
            text: TEXT,
            keys: Keys::Forward,
            grows: false,
            is_still: false,
            is_static: false,
            sync: None,
            link: true,
        }
    }
}

impl Options {
    /// Reads a query, with or without its `?`.
    pub fn read(query: &str) -> (Options, Vec<String>) {
        let (mut options, mut problems) = (Options::default(), Vec::new());
        for part in query.trim_start_matches('?').split('&') {
            let (key, raw) = part.split_once('=').unwrap_or((part, ""));
            let value = percent::decode(raw).unwrap_or_default();
            if let Err(instead) = options.set(key, &value) {
                problems.push(format!(
                    "In the address, “{key}={}” means nothing; {instead}.",
                    short(raw)
                ));
            }
        }
        (options, problems)
    }

    /// Sets one option; what is true instead if the value cannot be used.
    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "embed" => self.embed = flag(value)?,
            "present" => self.present = flag(value)?,
            "static" => self.is_static = flag(value)?,
            "link" => self.link = flag(value)?,
            "panes" => self.set_panes(value)?,
            "start" => {
                let all =
                    [("visible", Start::Visible), ("click", Start::Click), ("load", Start::Load)];
                self.start = one_of(value, &all)?;
            }
            "theme" => self.theme = one_of(value, &Theme::ALL.map(|(theme, _, key)| (key, theme)))?,
            "text" => {
                let size = value.parse().ok().filter(|size| (50..=300).contains(size));
                self.text =
                    size.ok_or("type has its usual size; a size is 50 to 300, in percent")?;
            }
            "lang" => one_of(value, &[("en", ())])?,
            "keys" => {
                let all =
                    [("forward", Keys::Forward), ("focus", Keys::Focus), ("none", Keys::None)];
                self.keys = one_of(value, &all)?;
            }
            "height" => self.grows = one_of(value, &[("fixed", false), ("auto", true)])?,
            "motion" => self.is_still = one_of(value, &[("auto", false), ("less", true)])?,
            "sync" => {
                let is_plain = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
                if value.is_empty() || value.len() > LONGEST_NAME || !value.bytes().all(is_plain) {
                    let rule = format!(
                        "no window is kept in step; a name is 1 to {LONGEST_NAME} letters, digits \
                         or hyphens"
                    );
                    return Err(rule);
                }
                self.sync = Some(value.to_owned());
            }
            // A newer page may know it.
            _ => {}
        }
        Ok(())
    }

    fn set_panes(&mut self, value: &str) -> Result<(), String> {
        let asked = |pane: &&str| value.split(',').any(|it| it == *pane);
        let panes: Vec<_> = PANES.into_iter().filter(asked).collect();
        let unknown = value.split(',').find(|it| !PANES.contains(it));
        // All of them is what is shown anyway.
        self.panes = if panes.len() == PANES.len() { Vec::new() } else { panes };
        match unknown {
            None => Ok(()),
            Some(_) => Err(format!("what can be shown is {}", PANES.join(", "))),
        }
    }
}

fn flag(value: &str) -> Result<bool, String> {
    one_of(value, &[("0", false), ("1", true)])
}

/// The value with this name; otherwise the first one holds, and that is said.
fn one_of<T: Copy>(value: &str, all: &[(&str, T)]) -> Result<T, String> {
    let found = all.iter().find(|(name, _)| *name == value);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
        match names[..] {
            [only] => format!("it is “{only}”, the only one so far"),
            _ => format!("it stays as it is, and could be {}", names.join(", ")),
        }
    })
}

/// As in an address, with its `?`; nothing if all is as usual.
impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |is_so: bool, name: &'static str| is_so.then(|| name.to_owned());
        let panes = (!self.panes.is_empty()).then(|| self.panes.join(","));
        let parts = [
            ("embed", named(self.embed, "1")),
            ("present", named(self.present, "1")),
            ("panes", panes),
            (
                "start",
                match self.start {
                    Start::Visible => None,
                    Start::Click => Some("click".to_owned()),
                    Start::Load => Some("load".to_owned()),
                },
            ),
            ("theme", named(self.theme != Theme::Auto, self.theme.key())),
            ("text", (self.text != TEXT).then(|| self.text.to_string())),
            (
                "keys",
                match self.keys {
                    Keys::Forward => None,
                    Keys::Focus => Some("focus".to_owned()),
                    Keys::None => Some("none".to_owned()),
                },
            ),
            ("height", named(self.grows, "auto")),
            ("motion", named(self.is_still, "less")),
            ("static", named(self.is_static, "1")),
            ("sync", self.sync.clone()),
            ("link", named(!self.link, "0")),
        ];
        let mut sign = '?';
        for (key, value) in parts {
            if let Some(value) = value {
                write!(f, "{sign}{key}={value}")?;
                sign = '&';
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
