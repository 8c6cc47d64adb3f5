//! The page's whole state. What can be derived from it is not in it.

use super::{Laid, Language, Lesson, More, Picked, Place, Run, Share, Sought, Take, Texts, Typed};
use crate::link::{Link, Read};
use crate::parts::{Guide, Hands, Words};
use diagram::{Folds, Window};
use examples::{Example, Kind, Knob};
use std::rc::Rc;
use trace::{Instant, Recipe, Trace};

/// All that the page shows is a function of this.
#[derive(Clone)]
pub struct Model {
    /// What was run.
    pub run: Rc<Run>,
    /// How many steps have happened, from 0 to [`Run::end`].
    pub position: usize,
    /// Whether the run plays by itself.
    pub playing: bool,
    /// How fast it plays.
    pub speed: Speed,
    /// What the diagram's width means.
    pub axis: Axis,
    /// Light or dark.
    pub theme: Theme,
    /// A sentence about something that could not be done as asked.
    pub notice: Option<String>,
    /// Whether the account of the run is open.
    pub account: bool,
    /// Whether it is being printed: the diagram is as wide as a sheet then.
    pub paper: bool,
    /// A step of the twin that a link asked for and that cannot be found until the twin has run.
    pub wanted: Option<Place>,
    /// A run by another recipe that was asked for and is not there yet.
    pub asked: Option<Recipe>,
    /// How far the run has come that was asked for and takes a while.
    pub progress: Option<Progress>,
    /// What the reader predicted, by its place among the answers.
    pub predicted: Option<usize>,
    /// Lints and the account, once they are loaded.
    pub words: Option<&'static Words>,
    /// What answers the reader's hands, once it is loaded.
    pub hands: Option<&'static Hands>,
    /// What can be said of an example once it stands, and of which.
    pub more: Option<(&'static str, Rc<More>)>,
    /// Whether questions are shown before a run.
    pub asks: bool,
    /// The language whose source, lanes and output are folded away, if both have run.
    pub folded: Option<Language>,
    /// What part of the run the reader has chosen to look at; none means wherever the cursor is.
    pub window: Option<Window>,
    /// The shape of the picture that the reader asks about.
    pub picked: Option<Picked>,
    /// Which lanes are folded, hidden or moved.
    pub folds: Rc<Folds>,
    /// The run that others are compared with.
    pub pinned: Option<Rc<Run>>,
    /// It and the run on the page, drawn as one.
    pub beside: Option<Rc<Run>>,
    /// What the reader looks for by name.
    pub sought: Option<Rc<Sought>>,
    /// The window that a link asked for and that cannot be found yet.
    pub wanted_window: Option<Rc<str>>,
    /// What leads the reader, once it was asked for.
    pub guide: Option<&'static Guide>,
    /// Where it leads them.
    pub lesson: Option<Rc<Lesson>>,
    /// A link that is to be opened.
    pub visit: Option<Rc<Visit>>,
    /// Whether nobody can see the page, so that nothing needs to move.
    pub hidden: bool,
    /// What is chosen in the dialog “Share”, while that is open.
    pub share: Option<Rc<Share>>,
    /// What the terminal keeps besides the run.
    pub typed: Option<Rc<Typed>>,
    /// What a run is taken away as, once the reader has chosen.
    pub take: Option<Rc<Take>>,
}

/// A link that is to be opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    /// Which, as far as it was understood.
    pub read: Read,
    /// Whether the reader comes from the example behind it, and so begins at its end.
    pub from_behind: bool,
}

/// How far a run has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Of which example.
    pub title: String,
    /// Events so far.
    pub events: usize,
    /// How much of it is done, in percent.
    pub percent: u32,
}

/// An example that was asked for, and what has been run of it.
#[derive(Clone)]
pub struct Opening {
    /// Which.
    pub example: &'static Example,
    /// Its words and its sources.
    pub texts: Rc<Texts>,
    /// What decides the run.
    pub recipe: Recipe,
    /// The Rust run.
    pub rust: Rc<Trace>,
    /// The twin's.
    pub twin: super::TwinRun,
    /// At which step.
    pub place: Option<Place>,
    /// How it is laid out, if that took a while and is done.
    pub laid: Option<Laid>,
    /// With which axis.
    pub axis: Axis,
    /// With the diagram's window here, as a link says it.
    pub window: Option<Rc<str>>,
    /// Lints and the account, if the link needed them.
    pub words: Option<&'static Words>,
    /// What leads the reader, if it was asked for, and where.
    pub guide: Option<&'static Guide>,
    /// See there.
    pub lesson: Option<Rc<Lesson>>,
    /// What was wrong with the asking, one sentence each.
    pub problems: Vec<String>,
}

impl Opening {
    /// What has been run of an example, at its start and by itself.
    pub fn new(
        example: &'static Example,
        texts: Rc<Texts>,
        recipe: Recipe,
        rust: Rc<Trace>,
        twin: super::TwinRun,
    ) -> Opening {
        Opening {
            example,
            texts,
            recipe,
            rust,
            twin,
            place: None,
            laid: None,
            axis: Axis::default(),
            window: None,
            words: None,
            guide: None,
            lesson: None,
            problems: Vec::new(),
        }
    }
}

impl Model {
    /// The language that is folded away in this run.
    pub fn folded(&self) -> Option<Language> {
        self.folded.filter(|_| self.run.texts.sources.len() > 1)
    }

    /// The page as it first appears.
    pub fn new(opening: Opening, theme: Theme) -> Model {
        let Opening { example, texts, recipe, rust, twin, place, axis, problems, laid, .. } =
            opening;
        let (wanted_window, guide, lesson) = (opening.window, opening.guide, opening.lesson);
        let run = Rc::new(Run::new(example, texts, recipe, rust, twin, laid));
        // A route says where the reader predicts.
        let asks = lesson.as_ref().and_then(|lesson| lesson.asks()).unwrap_or(true);
        let notice = (!problems.is_empty()).then(|| problems.join(" "));
        let model = Model {
            run,
            position: 0,
            playing: false,
            speed: Speed::default(),
            axis,
            theme,
            notice,
            account: false,
            paper: false,
            wanted: place,
            asked: None,
            progress: None,
            predicted: None,
            words: opening.words,
            hands: None,
            more: None,
            asks,
            folded: None,
            window: None,
            picked: None,
            folds: Rc::default(),
            pinned: None,
            beside: None,
            sought: None,
            wanted_window,
            guide,
            lesson,
            visit: None,
            hidden: false,
            share: None,
            typed: None,
            take: None,
        };
        model.with_wanted_place().changed()
    }

    /// Moves to the place that a link asked for, once the run that it lies in is there.
    pub(super) fn with_wanted_place(mut self) -> Model {
        let Some(place) = self.wanted else { return self };
        let awaits = self.run.twin.is_awaited();
        if awaits && place.language == super::Language::JavaScript {
            return self;
        }
        self.wanted = None;
        match self.run.find(place) {
            Ok(position) => self.position = position,
            Err(_) => self.add_notice(format!(
                "The link names the step “{place}”, which this run does not have; it opens at the \
                 start."
            )),
        }
        self
    }

    pub(super) fn add_notice(&mut self, sentence: String) {
        self.notice = Some(match self.notice.take() {
            Some(earlier) => format!("{earlier} {sentence}"),
            None => sentence,
        });
    }

    /// What can be said of the example on the page, once it is there.
    pub fn more(&self) -> Option<&More> {
        let more = self.more.as_ref().filter(|(id, _)| *id == self.run.example.id);
        more.map(|(_, more)| &**more)
    }

    /// The recipe that was asked for last.
    pub fn recipe(&self) -> &Recipe {
        self.asked.as_ref().unwrap_or(&self.run.recipe)
    }

    /// What a knob is turned to; its default if it was left alone.
    pub fn knob(&self, knob: &Knob) -> i64 {
        let turned = self.recipe().knobs.iter().find(|(name, _)| *name == knob.name);
        turned.map_or(knob.default, |(_, value)| *value)
    }

    /// Asks for a run with one knob turned; a value beyond its range becomes the nearest in it.
    pub(super) fn turn(&mut self, name: String, value: i64) {
        let mut recipe = self.recipe().clone();
        recipe.knobs.retain(|(other, _)| *other != name);
        recipe.knobs.push((name, value));
        for sentence in examples::settle(&self.run.texts.knobs, &mut recipe) {
            self.notice = Some(sentence);
        }
        self.ask(recipe);
    }

    /// Asks for a run by another recipe, unless it is the one on the page.
    pub(super) fn ask(&mut self, recipe: Recipe) {
        self.asked = (recipe != self.run.recipe).then_some(recipe);
        (self.playing, self.visit) = (false, None); // it overtakes what is on its way
    }

    /// Whether the run was made on the wall clock, so that no other will be like it.
    pub fn is_live(&self) -> bool {
        self.run.example.kind == Kind::Live
    }

    /// The link that reopens the page as it is. Of a run that is live, no place is worth a name.
    pub fn link(&self) -> Link {
        let place = || self.wanted.or_else(|| self.run.place(self.position));
        let recipe = self.recipe();
        let mut link = Link {
            example: Some(self.run.example.id.to_owned()),
            seed: recipe.seed,
            knobs: { recipe.knobs.iter() }
                .map(|(name, value)| (name.clone(), value.to_string()))
                .collect(),
            rare: Vec::new(),
            place: if self.is_live() { None } else { place() },
            axis: self.axis,
        };
        if let Some(words) = self.words {
            link = (words.write)(recipe, link);
        }
        if let Some(window) = self.window_raw() {
            link.rare.push(("w", window));
        }
        match self.guide.zip(self.lesson.as_ref()) {
            Some((guide, lesson)) => (guide.write)(lesson, link),
            None => link,
        }
    }

    /// What the diagram looks at, for a link; none if that follows from the step. Beside another
    /// run, which no link carries, it would mean something else.
    fn window_raw(&self) -> Option<String> {
        match (&self.wanted_window, self.window.zip(self.hands)) {
            (Some(wanted), _) => Some(wanted.to_string()),
            (None, Some((window, hands))) if self.beside.is_none() && !self.is_live() => {
                Some((hands.write_window)(&self.run, &window))
            }
            _ => None,
        }
    }

    /// The instant that the run has reached.
    pub fn at(&self) -> Instant {
        self.run.timeline.at(self.position)
    }

    /// Where the reader is, for people: `step 4 of 31, 20 ms`.
    pub fn position_words(&self) -> String {
        let (step, steps) = self.steps();
        format!("step {step} of {steps}, {}", self.at().words())
    }
}

/// How fast a run plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speed {
    /// A step every 1.8 seconds.
    Half,
    /// A step every 0.9 seconds: time to read most sentences.
    #[default]
    Normal,
    /// Twice that.
    Double,
    /// Four times that.
    Quadruple,
}

impl Speed {
    /// Every speed, with its name.
    pub const ALL: [(Speed, &'static str); 4] = [
        (Speed::Half, "½×"),
        (Speed::Normal, "1×"),
        (Speed::Double, "2×"),
        (Speed::Quadruple, "4×"),
    ];

    /// How long a step is shown.
    pub fn step_ms(self) -> u32 {
        match self {
            Speed::Half => 1_800,
            Speed::Normal => 900,
            Speed::Double => 450,
            Speed::Quadruple => 225,
        }
    }
}

/// What the diagram's width means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// Every step gets a column; waits are compressed and marked as such.
    #[default]
    Story,
    /// True to scale.
    Time,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// The other way round.
    Dark,
    /// Black, white, and one bright colour.
    Contrast,
}

impl Theme {
    /// Every theme, with its name for people and for storage.
    pub const ALL: [(Theme, &'static str, &'static str); 4] = [
        (Theme::Auto, "Auto", "auto"),
        (Theme::Light, "Light", "light"),
        (Theme::Dark, "Dark", "dark"),
        (Theme::Contrast, "High contrast", "contrast"),
    ];

    /// Its name in storage and in the document's `data-theme`.
    pub fn key(self) -> &'static str {
        Theme::ALL.iter().find(|entry| entry.0 == self).map_or("auto", |entry| entry.2)
    }

    /// The theme with this name; anything unknown is [`Theme::Auto`].
    pub fn of(key: &str) -> Theme {
        Theme::ALL.iter().find(|entry| entry.2 == key).map_or(Theme::Auto, |entry| entry.0)
    }
}
