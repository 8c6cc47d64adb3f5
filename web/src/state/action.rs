//! Everything that can happen to the page, and what it changes. Pure: effects live elsewhere.

use super::{Axis, Language, Model, More, Opening, Picked, Run, Speed, Theme, TwinRun};
use crate::parts::{Hands, Words};
use diagram::Window;
use std::rc::Rc;
use trace::Recipe;

/// A change of the page that the first picture does without. Pure, as everything here.
pub type Late = Box<dyn FnOnce(&mut Model)>;

/// Something the reader did, or a clock, or a run that has ended.
pub enum Action {
    /// An example was run and is to be shown.
    Open(Box<Opening>),
    /// The example that is on the page was run by another recipe.
    Rerun(Box<Opening>),
    /// Draw the run's random numbers from this seed.
    Reseed(u64),
    /// The reader predicts this answer, by its place.
    Predict(usize),
    /// Lints and the account have arrived.
    Words(&'static Words),
    /// What answers the reader's hands has arrived.
    Hands(&'static Hands),
    /// What can be said of an example once it stands has arrived.
    More(&'static str, Rc<More>),
    /// Fold a language away, or unfold it; the other one stays.
    Fold(Language),
    /// Show questions before a run, or leave them out.
    ShowQuestions(bool),
    /// A long run cannot be made; why, in a sentence.
    GiveUp(String),
    /// A twin has run, or could not be.
    TwinArrived(Recipe, TwinRun),
    /// To the start.
    First,
    /// One step back.
    Back,
    /// One step forward.
    Forward,
    /// To the end.
    Last,
    /// To this position; past the end means the end.
    Seek(usize),
    /// To this step, counted as the transport counts.
    Slide(usize),
    /// A shape of the picture is picked, or none any more. To its start; from its start, to its
    /// end.
    Pick(Option<Picked>),
    /// Show an event: pick what it belongs to, and go there.
    Show(Language, usize),
    /// The same for the event of a language that the step to this position made happen.
    ShowAt(Language, usize),
    /// Look at this part of the run; none means wherever the cursor is.
    Look(Option<Window>),
    /// To the next event on this line of the source, else to the first one.
    SeekLine(Language, u32),
    /// Play, or pause; at the end, play again from the start.
    TogglePlay,
    /// While playing: the time of a step has passed.
    Tick,
    /// Play so fast.
    SetSpeed(Speed),
    /// Let the diagram's width mean this.
    SetAxis(Axis),
    /// Light or dark.
    SetTheme(Theme),
    /// The notice has been read.
    DismissNotice,
    /// The account was opened, or closed.
    ShowAccount(bool),
    /// Something happens in what comes later; what it changes comes with it.
    Late(Late),
}

/// The page after something happened.
pub fn reduce(model: &Model, action: Action) -> Model {
    let mut next = model.clone();
    match action {
        Action::Open(opening) => {
            let opened = Model::new(*opening, model.theme);
            // Where a route begins, goes on or was left, it is not the reader who has chosen.
            let has_route = |it: &Model| it.lesson.as_ref().is_some_and(|it| it.route.is_some());
            let led = has_route(model) || has_route(&opened);
            next = Model {
                speed: model.speed,
                account: model.account,
                asks: if led { opened.asks } else { model.asks },
                words: opened.words.or(model.words),
                hands: model.hands,
                more: model.more.clone(),
                take: model.take.clone(),
                pinned: model.pinned.clone(),
                guide: opened.guide.or(model.guide),
                hidden: model.hidden,
                ..opened
            };
            next = next.changed();
        }
        Action::Rerun(opening) => return rerun(next, *opening),
        Action::Reseed(seed) => next.ask(Recipe { seed, ..model.recipe().clone() }),
        Action::Predict(answer) => next.predicted = Some(answer),
        Action::More(id, more) if id == next.run.example.id => next.more = Some((id, more)),
        // Something else was opened meanwhile.
        Action::More(..) => {}
        Action::Hands(hands) => {
            next.hands = Some(hands);
            next = next.changed();
        }
        Action::Words(words) => next.words = Some(words),
        Action::GiveUp(sentence) => {
            (next.progress, next.visit) = (None, None);
            next.add_notice(sentence);
        }
        Action::Fold(language) => {
            next.folded = if next.folded == Some(language) { None } else { Some(language) };
        }
        Action::ShowQuestions(asks) => next.asks = asks,
        Action::TwinArrived(recipe, twin) => return arrive(next, &recipe, twin),
        Action::First => next.go(0),
        Action::Back => next.turn_page(-1),
        Action::Forward => next.turn_page(1),
        Action::Last => next.go(model.position_of(usize::MAX)),
        Action::Seek(position) => next.go(position),
        Action::Slide(step) => next.go(model.position_of(step)),
        Action::Pick(picked) => {
            next.picked = picked;
            if let Some((from, to)) = picked.map(|picked| picked.ends(&model.run)) {
                next.go(if model.position == from { to } else { from });
            }
        }
        Action::Show(language, event) => {
            next.show(language, model.run.timeline.position(language.which(), event));
        }
        Action::ShowAt(language, position) => next.show(language, position),
        Action::Look(window) => {
            next.window = window;
            next.wanted_window = None;
        }
        Action::SeekLine(language, line) => {
            if let Some(position) = model.run.position_on_line(language, line, model.position) {
                next.show(language, position);
            }
        }
        Action::TogglePlay => next.play(!model.playing),
        Action::Tick if model.playing && !model.is_at_end() => {
            next.step(1);
            next.playing = !next.is_at_end();
        }
        Action::Tick => {}
        Action::SetSpeed(speed) => next.speed = speed,
        Action::SetAxis(axis) => next.axis = axis,
        Action::SetTheme(theme) => next.theme = theme,
        Action::DismissNotice => next.notice = None,
        Action::ShowAccount(open) => next.account = open,
        Action::Late(change) => change(&mut next),
    }
    next
}

impl Action {
    /// A knob of the example, by its name, is to have this value.
    pub fn turn(name: String, value: i64) -> Action {
        Action::Late(Box::new(move |model| model.turn(name, value)))
    }
}

impl Model {
    /// Goes to a position, and picks what the step of a language there belongs to.
    fn show(&mut self, language: Language, position: usize) {
        let event = self.run.event(position, language).map(|(event, _)| event);
        if let (Some(hands), Some(event)) = (self.hands, event) {
            self.picked = Some((hands.pick)(&self.run, language, event));
        }
        self.go(position);
    }

    /// The run has changed, and so has what follows from it where more is loaded.
    #[inline(never)]
    pub(super) fn changed(mut self) -> Model {
        if let Some(hands) = self.hands {
            (hands.changed)(&mut self);
        }
        if let Some(guide) = self.guide {
            (guide.changed)(&mut self);
        }
        self
    }

    /// The reader goes so many steps on, or back.
    pub fn turn_page(&mut self, by: isize) {
        self.step(by);
        self.go(self.position);
    }

    fn step(&mut self, by: isize) {
        match self.guide {
            Some(guide) if self.lesson.is_some() => (guide.step)(self, by),
            _ => self.position = self.position.saturating_add_signed(by).min(self.run.end()),
        }
    }

    /// Plays, from the start if this is the end, or pauses.
    pub fn play(&mut self, plays: bool) {
        if plays && !self.playing && self.is_at_end() {
            self.position = 0;
        }
        self.playing = plays;
    }

    /// Whether there is no step after this one.
    pub fn is_at_end(&self) -> bool {
        let (step, last) = self.steps();
        step == last
    }

    /// The reader moves: playing stops, and a step that was still being looked for is forgotten.
    pub(super) fn go(&mut self, position: usize) {
        self.position = position.min(self.run.end());
        self.playing = false;
        self.wanted = None;
    }
}

/// Puts a run by another recipe in the place of the present one. The reader stays after the same
/// event if it happens in both, and at the end if that is where they were.
fn rerun(mut model: Model, opening: Opening) -> Model {
    let Opening { example, texts, recipe, rust, twin, problems, laid, .. } = opening;
    let (at_end, place) = (model.position == model.run.end(), model.run.place(model.position));
    // What was found is of the run before; looked for again, it costs a look at all of a run.
    model.sought = None;
    let before = Rc::clone(&model.run);
    let run = Run::new(example, texts, recipe, rust, twin, laid);
    let found = place.and_then(|place| run.find(place).ok());
    model.position = match found {
        _ if at_end => run.end(),
        Some(position) => position,
        None => model.position.min(run.end()),
    };
    model.picked = model
        .picked
        .zip(model.hands)
        .and_then(|(picked, hands)| (hands.again)(picked, &before, &run));
    if model.asked.as_ref() == Some(&run.recipe) {
        model.asked = None;
    }
    model.progress = None;
    if run.rust.lanes != model.run.rust.lanes {
        // Other lanes: what was folded may be something else now.
        model.folds = Rc::default();
    }
    model.run = Rc::new(run);
    let mut model = model.changed();
    problems.into_iter().for_each(|sentence| model.add_notice(sentence));
    model
}

/// Lays the twin's run beside the Rust one, without moving the reader: whoever stood after a Rust
/// event still stands after that event.
fn arrive(mut model: Model, recipe: &Recipe, twin: TwinRun) -> Model {
    let expected = model.run.recipe == *recipe && model.run.twin.is_awaited();
    if !expected {
        return model;
    }
    let place = model.run.place(model.position);
    if let TwinRun::Failed(sentence) = &twin {
        model.add_notice(sentence.clone());
    }
    let run = Run::new(
        model.run.example,
        Rc::clone(&model.run.texts),
        recipe.clone(),
        Rc::clone(&model.run.rust),
        twin,
        None,
    );
    model.position = place.and_then(|place| run.find(place).ok()).unwrap_or_default();
    model.run = Rc::new(run);
    model.changed().with_wanted_place()
}
