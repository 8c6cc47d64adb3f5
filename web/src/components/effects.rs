//! What follows from the state outside the page's own nodes: the address, the clock, `<html>`, and
//! how far the sources are scrolled.

use super::code;
use crate::browser::{self, Timer};
use crate::open::{forget_address, open_first, run_again};
use crate::parts::Links;
use crate::state::{Action, Facts, Language, Model, Run, Speed, Theme, Visit};
use crate::{parts, texts};
use std::cell::Cell;
use std::rc::Rc;
use trace::Recipe;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// How long the reader rests on a step before the address follows.
const FOLLOW_MS: u32 = 200;

/// What the world outside was told last; it is told again only what has changed since.
pub(super) struct Effects {
    dispatch: Callback<Action>,
    theme: Option<Theme>,
    run: Option<Rc<Run>>,
    /// The file and the line that each pane was scrolled to.
    sights: [Option<(*const Run, Option<u32>)>; 2],
    link: String,
    /// What reads and writes links, once it is there.
    links: Rc<Cell<Option<&'static Links>>>,
    /// The link that was opened last because something asked for it.
    visit: Option<Rc<Visit>>,
    /// The recipe of the run that was asked for last.
    asked: Option<Recipe>,
    /// Of which example the rest has been sent for.
    told: Option<&'static str>,
    /// Lets the address follow.
    follow: Option<Timer>,
    /// The step that is being played.
    beat: Option<(usize, Speed)>,
    clock: Option<Timer>,
}

impl Effects {
    /// Nothing has been told yet.
    pub(super) fn new(dispatch: Callback<Action>) -> Effects {
        Effects {
            dispatch,
            theme: None,
            run: None,
            sights: [None; 2],
            link: String::new(),
            links: Rc::default(),
            visit: None,
            asked: None,
            told: None,
            follow: None,
            beat: None,
            clock: None,
        }
    }

    /// Opens what the address names, and again whenever it is changed by hand.
    pub(super) fn start(&self) {
        let dispatch = self.dispatch.clone();
        let links = Rc::clone(&self.links);
        let open = move || obey(Rc::clone(&links), dispatch.clone());
        open();
        // For as long as there is a page.
        let open = Closure::<dyn Fn()>::new(open).into_js_value();
        let function = open.unchecked_ref();
        let _ = browser::window().add_event_listener_with_callback("hashchange", function);
    }

    /// Tells what has changed.
    pub(super) fn follow(&mut self, model: &Model, facts: &Facts) {
        if self.theme.replace(model.theme) != Some(model.theme) {
            browser::apply_theme(model.theme);
        }
        let before = self.run.replace(Rc::clone(&model.run));
        if before.as_ref().is_none_or(|run| !Rc::ptr_eq(run, &model.run)) {
            announce(&model.run);
        }
        let is_same = |run: Rc<Run>| run.example.id == model.run.example.id;
        self.look(&model.run, facts, !before.is_some_and(is_same));
        self.fetch_more(model);
        if self.asked != model.asked {
            self.asked.clone_from(&model.asked);
            if let Some(recipe) = &model.asked {
                run_again(&model.run, recipe.clone(), self.dispatch.clone());
            }
        }
        if let Some(guide) = model.guide {
            (guide.tell)(model);
        }
        let visits = |visit: &Option<Rc<Visit>>| visit.as_ref().map(Rc::as_ptr);
        if visits(&self.visit) != visits(&model.visit) {
            self.visit.clone_from(&model.visit);
            if let Some((visit, links)) = model.visit.clone().zip(self.links.get()) {
                (links.follow)(visit, self.dispatch.clone());
            }
        }
        // An embed's address belongs to its host.
        if let (false, Some(links)) = (browser::is_embedded(), self.links.get()) {
            match model.run.long {
                Some(_) => self.lead_later(model, links),
                None => self.lead((links.write)(model)),
            }
        }
        let moves = model.playing && !model.hidden;
        self.beat(moves.then_some((model.position, model.speed)));
    }

    /// After the picture: the first sight of an example waits for none of this. On the page as it
    /// opens nothing more is fetched until somebody reads: see `docs/adr/0010`.
    fn fetch_more(&mut self, model: &Model) {
        let example = model.run.example;
        if self.told == Some(example.id) {
            return;
        }
        self.told = Some(example.id);
        let (dispatch, known, has_hands) =
            (self.dispatch.clone(), model.words, model.hands.is_some());
        let links = Rc::clone(&self.links);
        spawn_local(async move {
            if !has_hands {
                browser::pause(0).await;
                if example.id == parts::first().id && known.is_none() {
                    browser::first_sign().await;
                }
                browser::later_styles().await;
                if let Ok(loaded) = parts::links().await {
                    links.set(Some(loaded));
                }
                // Hands first: whoever has come is about to do something.
                if let Ok(hands) = parts::hands().await {
                    dispatch.emit(Action::Hands(hands));
                }
            }
            let words = match known {
                // A link asked for something of theirs.
                Some(words) => words,
                None => {
                    let Ok(words) = parts::words().await else { return };
                    dispatch.emit(Action::Words(words));
                    words
                }
            };
            (words.begin)(&dispatch);
            if let Some(more) = texts::more(example, words.more).await {
                dispatch.emit(Action::More(example.id, more.into()));
            }
        });
    }

    /// Keeps the line that this step is about in sight.
    fn look(&mut self, run: &Run, facts: &Facts, anew: bool) {
        for which in 0..run.texts.sources.len() {
            let here = facts.side(Language::of(which)).and_then(|side| side.marks.strongest());
            let sight = Some((std::ptr::from_ref(run), here));
            if self.sights[which] != sight {
                self.sights[which] = sight;
                code::show(which, here, anew);
            }
        }
    }

    /// Lets the address follow the reader.
    fn lead(&mut self, link: String) {
        if self.link == link {
            return;
        }
        self.link.clone_from(&link);
        let before = browser::fragment();
        self.follow = (link != before).then(|| {
            let follow = move || {
                // Unless another link was followed meanwhile, whose example is still being run.
                if browser::fragment() == before {
                    browser::set_fragment(&link);
                }
            };
            Timer::after(FOLLOW_MS, Box::new(follow))
        });
    }

    /// The same of a long run, in which it takes a while to say where a step is: only once the
    /// reader rests.
    fn lead_later(&mut self, model: &Model, links: &'static Links) {
        self.link.clear();
        let (model, before) = (model.clone(), browser::fragment());
        let follow = move || {
            let link = (links.write)(&model);
            if browser::fragment() == before && link != before {
                browser::set_fragment(&link);
            }
        };
        self.follow = Some(Timer::after(FOLLOW_MS, Box::new(follow)));
    }

    /// While the run plays, a tick for each step.
    fn beat(&mut self, beat: Option<(usize, Speed)>) {
        if self.beat == beat {
            return;
        }
        self.beat = beat;
        self.clock = beat.map(|(_, speed)| {
            let dispatch = self.dispatch.clone();
            Timer::after(speed.step_ms(), Box::new(move || dispatch.emit(Action::Tick)))
        });
    }
}

/// Opens what the address names, and begins to do as it asks.
fn obey(links: Rc<Cell<Option<&'static Links>>>, dispatch: Callback<Action>) {
    let (fragment, query) = (browser::fragment(), browser::query());
    if fragment.is_empty() && query.is_empty() {
        return open_first(None, dispatch);
    }
    // What comes with the example comes at the same time.
    let id = fragment.split(['#', '&']).find_map(|part| part.strip_prefix("ex="));
    if let Some(id) = id.map(str::to_owned) {
        spawn_local(async move { drop(parts::example(&id).await) });
    }
    spawn_local(async move {
        if !query.is_empty()
            && let Ok(guide) = parts::guide().await
        {
            (guide.begin)(&dispatch);
        }
        match parts::links().await {
            Ok(loaded) => {
                links.set(Some(loaded));
                (loaded.open)(&browser::fragment(), dispatch);
            }
            Err(parts::NotLoaded) => {
                forget_address();
                let sentence =
                    "The link could not be followed: its part of the page did not arrive.";
                open_first(Some(sentence.to_owned()), dispatch);
            }
        }
    });
}

/// Tells `<html>` which example is painted, and takes the boot screen away.
fn announce(run: &Run) {
    if let Some(document) = browser::window().document() {
        document.set_title(&format!("{} · Awaitscope", run.texts.title));
        if let Some(boot) = document.get_element_by_id("boot") {
            boot.remove();
        }
    }
    if !run.twin.is_awaited() {
        browser::set_data("example", run.example.id);
        browser::set_data("ready", "");
    }
}
