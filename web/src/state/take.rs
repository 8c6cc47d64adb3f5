//! What a run is taken away as: the formats, what the reader has chosen of them, the files' names,
//! and every sentence about them. What makes a file is in [`crate::take`], and comes when the
//! first one is asked for.

use super::{Action, Language, Model, Run, Theme, TwinRun};
use diagram::grouped;
use std::rc::Rc;

/// A run of more events than this is no file for a page: some 25 MB of JSON.
pub const MOST_EVENTS: usize = 100_000;

/// What a run can be taken away as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The diagram, drawn.
    #[default]
    Svg,
    /// The same in pixels.
    Png,
    /// The run in words.
    Account,
    /// The trace, one event a line.
    Text,
    /// Chrome's trace events.
    Chrome,
    /// Evented profiles.
    Speedscope,
    /// OpenTelemetry's spans.
    Otel,
}

/// A format's key (the CLI's `--as`), its name for people, the end of its files' names, and its
/// media type.
type Named = (Format, &'static str, &'static str, &'static str, &'static str);

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Named; 7] = [
        (Format::Svg, "svg", "Picture (SVG)", ".svg", "image/svg+xml"),
        (Format::Png, "png", "Picture (PNG)", ".png", "image/png"),
        (Format::Account, "account", "Account", ".md", "text/markdown"),
        (Format::Text, "text", "Trace as text", ".txt", "text/plain"),
        // Perfetto and Chrome know a trace by this ending; speedscope takes `.chrome.json` for one
        // of Chrome's older profiles.
        (Format::Chrome, "chrome", "Chrome trace (Perfetto)", ".trace.json", "application/json"),
        (Format::Speedscope, "speedscope", "speedscope", ".speedscope.json", "application/json"),
        (Format::Otel, "otel", "OpenTelemetry", ".otel.json", "application/json"),
    ];

    fn named(self) -> Named {
        Format::ALL[self as usize]
    }

    /// Its name on the page and in the CLI.
    pub fn key(self) -> &'static str {
        self.named().1
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        self.named().4
    }

    /// The format with this key; anything unknown is a picture.
    pub fn of(key: &str) -> Format {
        Format::ALL.iter().find(|entry| entry.1 == key).map_or(Format::Svg, |entry| entry.0)
    }

    /// Whether it is drawn, and so has colours and can be of what is shown now.
    pub fn is_picture(self) -> bool {
        matches!(self, Format::Svg | Format::Png)
    }

    /// What the file is for and how it is opened; and where, if that is a page.
    pub fn hint(self) -> (&'static str, Option<(&'static str, &'static str)>) {
        match self {
            Format::Svg => {
                ("The diagram as one file that needs no other, for slides and pages.", None)
            }
            Format::Png => (
                "The diagram in pixels, two for each of the drawing's, where no SVG is taken.",
                None,
            ),
            Format::Account => {
                ("The run in words and tables, with what goes wrong in it: Markdown.", None)
            }
            Format::Text => (
                "Every event on a line of its own, for an editor or a diff; Awaitscope reads it \
                 back.",
                None,
            ),
            Format::Chrome => (
                "Tasks are tracks, polls slices, wakes arrows. Open it in chrome://tracing or in",
                Some(("Perfetto", "https://ui.perfetto.dev")),
            ),
            Format::Speedscope => (
                "Flame graphs, one for each task or thread. Open it in",
                Some(("speedscope", "https://www.speedscope.app")),
            ),
            Format::Otel => (
                "Tasks, calls and operations as spans: OTLP's JSON, for whatever receives that at \
                 /v1/traces.",
                None,
            ),
        }
    }
}

/// What the reader has chosen, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Take {
    /// The format.
    pub format: Format,
    /// A picture's colours; [`Theme::Auto`] is as the page is.
    pub colours: Theme,
    /// Whether a picture is of the whole run, or of what is shown now.
    pub whole: bool,
    /// Whose trace, where a file holds only one.
    pub language: Language,
    /// What became of the last one, and of which example that was.
    pub said: Option<(&'static str, String)>,
}

impl Default for Take {
    fn default() -> Take {
        Take {
            format: Format::default(),
            colours: Theme::Auto,
            whole: true,
            language: Language::Rust,
            said: None,
        }
    }
}

/// Something happens where a run is taken away.
pub enum Taking {
    /// Another format is chosen.
    Format(Format),
    /// Other colours.
    Colours(Theme),
    /// The whole run, or what is shown now.
    Whole(bool),
    /// One language's trace.
    Language(Language),
    /// Something became of a file of this example.
    Said(&'static str, String),
}

impl Taking {
    /// As an action.
    pub fn action(self) -> Action {
        Action::Late(Box::new(move |model| model.take(self)))
    }
}

impl Model {
    /// Keeps what is chosen; what was said of the choice before is over then.
    pub fn take(&mut self, taking: Taking) {
        let mut take = Take { said: None, ..self.taken() };
        match taking {
            Taking::Format(format) => take.format = format,
            Taking::Colours(colours) => take.colours = colours,
            Taking::Whole(whole) => take.whole = whole,
            Taking::Language(language) => take.language = language,
            Taking::Said(id, sentence) => take.said = Some((id, sentence)),
        }
        self.take = Some(Rc::new(take));
    }

    /// What is chosen now.
    pub fn taken(&self) -> Take {
        self.take.as_deref().cloned().unwrap_or_default()
    }
}

impl Take {
    /// What became of the last file, if that was one of this example.
    pub fn said(&self, run: &Run) -> &str {
        let of = self.said.as_ref().filter(|(id, _)| *id == run.example.id);
        of.map_or("", |(_, sentence)| sentence)
    }

    /// Whether it is to be said whose trace it shall be: two have run, and the file holds one.
    pub fn asks_language(&self, run: &Run) -> bool {
        self.format == Format::Text && matches!(run.twin, TwinRun::Ran(_))
    }

    /// Whether two have run and the file holds both, whatever is folded away.
    pub fn holds_both(&self, run: &Run) -> bool {
        let is_all = self.whole || !self.format.is_picture();
        is_all && self.format != Format::Text && matches!(run.twin, TwinRun::Ran(_))
    }

    /// Whose trace it is.
    pub fn whose(&self, run: &Run) -> Language {
        if self.asks_language(run) { self.language } else { Language::Rust }
    }

    /// The file's name: `lazy-future-dark.svg`, `lazy-future.js.txt`.
    pub fn file(&self, run: &Run, is_dark: bool) -> String {
        let dark = if self.format.is_picture() && is_dark { "-dark" } else { "" };
        let whose = if self.whose(run) == Language::JavaScript { ".js" } else { "" };
        [run.example.id, dark, whose, self.format.named().3].concat()
    }

    /// Why the page does not make this file, if it does not: whoever wants it finds it in a
    /// terminal. Pictures and words of a long run are short.
    pub fn refusal(&self, run: &Run) -> Option<String> {
        let events = run.rust.events.len();
        if events <= MOST_EVENTS || self.format.is_picture() || self.format == Format::Account {
            return None;
        }
        let (id, key) = (run.example.id, self.format.key());
        let seed = match run.recipe.seed {
            0 => String::new(),
            seed => format!(" --seed {seed}"),
        };
        let knobs = run.recipe.knobs.iter().map(|(name, value)| format!(" --knob {name}={value}"));
        Some(format!(
            "This run has {} events, and as a file more than a page should hold. In a terminal: \
             awaitscope run {id}{seed}{} --as {key} --out {}",
            grouped(events),
            knobs.collect::<String>(),
            self.file(run, false)
        ))
    }

    /// What `js/take.js` answered (a word, and how many bytes), as a sentence about a file.
    pub fn sentence(&self, answer: &str, file: &str) -> String {
        let (word, bytes) = answer.split_once(' ').unwrap_or((answer, "0"));
        let size = size(bytes.parse().unwrap_or_default());
        let alone = "open this page in a tab of its own";
        match word {
            "copied" if self.format == Format::Png => format!("Copied a picture of {size}."),
            "copied" => format!("Copied {size} of text."),
            "saved" => format!("Saved {file}, {size}."),
            "asked" => format!(
                "Asked the browser to save {file}, {size}. If no file comes, this frame may not \
                 save any: {alone}."
            ),
            "refused" => "The browser does not let the page copy this. Press Save.".to_owned(),
            "framed" => {
                format!("The browser does not let this frame copy. Press Save, or {alone}.")
            }
            "insecure" => {
                "A browser copies only for pages from https or this machine. Press Save.".to_owned()
            }
            "large" => "This picture has more pixels than the browser draws. Choose what is shown \
                        now, or the SVG."
                .to_owned(),
            _ => "The browser could not make the file. Press again to try once more.".to_owned(),
        }
    }
}

/// A number of bytes, for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => format!("{} kB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}
