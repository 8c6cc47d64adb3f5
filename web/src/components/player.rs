//! One example, ready to be stepped through. Keys act while the focus is somewhere in here.

use super::diagram::Diagram;
use super::element::{Element, On, tag};
use super::help::help;
use super::keys;
use super::narration::narration;
use super::output::output;
use super::progress::progress;
use super::prose::refused;
use super::question::question;
use super::shared::Shared;
use super::source::source;
use super::tasks::tasks;
use super::transport::transport;
use crate::contents;
use crate::state::{Action, Facts, Language, Model};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The chapter that shows what is refused before what is accepted.
const REFUSED: usize = 6;

/// The player.
pub(super) fn player(model: &Model, facts: &Facts, dispatch: &Callback<Action>) -> Element {
    let texts = &model.run.texts;
    let both = texts.sources.len() > 1;
    let look_for = Html::from_html_unchecked(AttrValue::from(format!("<p>{}</p>", texts.look_for)));
    let question = question(model, dispatch).map(Element::done).unwrap_or_default();
    let heading = tag("div")
        .class("heading")
        .with(tag("h1").string(&texts.title))
        .html(look_for)
        .html(question)
        .html(model.progress.as_ref().map(progress).unwrap_or_default());
    let desk =
        tag("div").class("desk").with(narration(model, facts)).with(transport(model, dispatch));
    let drawn = model.beside.as_ref().unwrap_or(&model.run);
    let position = match model.beside.as_ref().zip(model.hands) {
        Some((both, hands)) => (hands.position)(both, &model.run, model.position),
        None => model.position,
    };
    let diagram = html! {
        <Diagram
            run={Shared(Rc::clone(drawn))}
            axis={model.axis}
            folded={model.folded()}
            folds={Shared(Rc::clone(&model.folds))}
            window={model.window}
            picked={model.picked}
            hands={model.hands}
            position={position}
            paper={model.paper}
            dispatch={dispatch.clone()}
        />
    };
    let around = model.words.map(|words| (words.around)(model, dispatch));
    let around = around.unwrap_or_default();
    let closer = model.hands.map(|hands| (hands.closer)(model, dispatch));
    let shelf = tag("div")
        .class("shelf")
        // Beside a single source the shelf is as high as that, and scrolls.
        .maybe("tabindex", (!both).then_some("0"))
        .attr("role", "group")
        .attr("aria-label", "Output, tasks and state")
        .with(output(model, facts, dispatch))
        .with(tasks(facts))
        .html(around.shelf);
    tag("main")
        .class(match (both, texts.refused.is_empty()) {
            (true, _) if model.folded() == Some(Language::Rust) => "player two without-first",
            (true, _) if model.folded().is_some() => "player two without-second",
            (true, _) => "player two",
            (false, true) => "player one",
            (false, false) if contents::number(model.run.example.id) == REFUSED => {
                "player one refusing"
            }
            (false, false) => "player one",
        })
        .on(On::KeyDown, dispatch, |event| keys::pressed(event.dyn_ref()?))
        .with(heading)
        .html(refused(texts).map(Element::done).unwrap_or_default())
        .with(source(model, facts, dispatch))
        .with(desk)
        .html(diagram)
        .with(shelf)
        .html(closer.unwrap_or_default())
        .html(around.below)
        .with(help(model.words.map(|words| words.help)))
}
