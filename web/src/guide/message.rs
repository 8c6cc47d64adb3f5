//! What a host may say to an embed, as plain data: natively tested, for everything about it comes
//! from somebody else.

use crate::link::{Link, Read, short};
use crate::state::{Axis, Place, Theme};

/// A message, read.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Is there a run?
    Hello,
    /// So many steps on.
    Step(isize),
    /// To this step.
    Seek(usize),
    /// To the step at this place.
    SeekPlace(Place),
    /// Let it run.
    Play,
    /// Stop it.
    Pause,
    /// Change these.
    Set(Vec<Setting>),
    /// Open this.
    Load(Box<Read>),
}

impl Message {
    /// Whether it is about the page, whatever runs on it.
    pub fn is_of_page(&self) -> bool {
        let of_page = |it: &Setting| matches!(it, Setting::Theme(_) | Setting::Text(_));
        matches!(self, Message::Set(settings) if settings.iter().all(of_page))
    }
}

/// One change of [`Message::Set`].
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// A knob, by its name.
    Knob(String, i64),
    /// The seed.
    Seed(u64),
    /// Colours.
    Theme(Theme),
    /// What the diagram's width means.
    Axis(Axis),
    /// The size of type, in percent.
    Text(u32),
}

/// The value of a field that holds an object: what is in that stands in fields of its own.
pub const OBJECT: &str = "an object";

/// The fields of an object: names (`knobs.cups` for one within another) and values, numbers as
/// JavaScript writes them.
pub type Fields = Vec<(String, String)>;

/// Reads a message's fields.
///
/// # Errors
/// If it is none of ours, of another version, or incomplete: a sentence.
pub fn read(fields: &Fields) -> Result<Message, String> {
    let get = |name: &str| {
        fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    };
    let whole = |name: &str| get(name).map(number::<i64>);
    if get("version") != Some("1") {
        return Err("A message is of another version than 1, and was not obeyed.".to_owned());
    }
    let kind = get("type").unwrap_or_default();
    let bad = |what: &str| Err(format!("The message “{}” was not obeyed: {what}.", short(kind)));
    match kind {
        "hello" => Ok(Message::Hello),
        "play" => Ok(Message::Play),
        "pause" => Ok(Message::Pause),
        "step" => match whole("by") {
            None => Ok(Message::Step(1)),
            Some(Some(by)) => Ok(Message::Step(by.clamp(-MOST_STEPS, MOST_STEPS) as isize)),
            Some(None) => bad("“by” is not a whole number"),
        },
        "seek" => match (whole("step"), get("place").map(str::parse)) {
            (Some(_), Some(_)) => bad("it needs “step” or “place”, not both"),
            (Some(Some(step)), None) if step >= 0 => Ok(Message::Seek(step as usize)),
            // The start has no event that could name it.
            (None, Some(_)) if get("place") == Some("0") => Ok(Message::Seek(0)),
            (None, Some(Ok(place))) => Ok(Message::SeekPlace(place)),
            (None, Some(Err(_))) => bad("“place” names no step (one looks like “t0.2.end”)"),
            (None, None) => bad("it needs “step” or “place”"),
            (Some(_), None) => bad("“step” is not a whole number from 0"),
        },
        "set" => settings(fields).map(Message::Set),
        "load" => match get("link").map(Link::read) {
            // A route names the example of its leg.
            Some(read) if read.link.example.is_none() && !read.link.has(&["route"]) => {
                match read.problems.first() {
                    Some(problem) => Err(problem.clone()),
                    None => bad("its “link” names no example"),
                }
            }
            Some(read) => Ok(Message::Load(Box::new(read))),
            None => bad("it needs a “link”"),
        },
        "" => Err("A message has no “type”, and was not obeyed.".to_owned()),
        _ => bad("there is no such type"),
    }
}

/// Nobody means more steps than this at once.
const MOST_STEPS: i64 = 1_000_000_000;

fn settings(fields: &Fields) -> Result<Vec<Setting>, String> {
    let mut settings = Vec::new();
    for (name, value) in fields {
        let setting = match name.as_str() {
            "name" | "version" | "type" => continue,
            "seed" => number(value).map(Setting::Seed),
            "theme" => Theme::ALL.iter().find(|it| it.2 == value).map(|it| Setting::Theme(it.0)),
            "axis" => match value.as_str() {
                "story" => Some(Setting::Axis(Axis::Story)),
                "time" => Some(Setting::Axis(Axis::Time)),
                _ => None,
            },
            "text" => number(value).filter(|it| (50..=300).contains(it)).map(Setting::Text),
            "knobs" if value == OBJECT => continue,
            "knobs" => None,
            name => match name.strip_prefix("knobs.") {
                Some(knob) => number(value).map(|value| Setting::Knob(knob.to_owned(), value)),
                // A newer page may know it.
                None => continue,
            },
        };
        let bad = || {
            let (name, value) = (short(name), short(value));
            format!("The message “set” was not obeyed: “{name}” cannot be “{value}”.")
        };
        settings.push(setting.ok_or_else(bad)?);
    }
    if settings.is_empty() {
        return Err("The message “set” names nothing that can be set.".to_owned());
    }
    Ok(settings)
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

#[cfg(test)]
mod tests;
