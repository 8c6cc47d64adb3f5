//! One example, ready to be stepped through. Keys act while the focus is somewhere in here.

use super::account::account;
use super::diagram::Diagram;
use super::element::{Element, On, tag};
use super::findings::findings;
use super::help::help;
use super::keys;
use super::machine::machine;
use super::narration::narration;
use super::output::output;
use super::progress::progress;
use super::prose::{prose, refused, way_on};
use super::question::question;
use super::shared::Shared;
use super::source::source;
use super::spans::spans;
use super::tasks::tasks;
use super::transport::transport;
use crate::state::{Action, Facts, Model};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

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
        tag("div").class("desk").with(narration(facts, both)).with(transport(model, dispatch));
    let diagram = html! {
        <Diagram
            run={Shared(Rc::clone(&model.run))}
            axis={model.axis}
            position={model.position}
            dispatch={dispatch.clone()}
        />
    };
    let shelf = tag("div")
        .class("shelf")
        // Beside a single source the shelf is as high as that, and scrolls.
        .maybe("tabindex", (!both).then_some("0"))
        .attr("role", "group")
        .attr("aria-label", "Output, tasks and state")
        .with(output(facts, dispatch))
        .with(tasks(facts))
        .html(machine(texts, facts).map(Element::done).unwrap_or_default())
        .html(spans(model, dispatch).map(Element::done).unwrap_or_default())
        .html(findings(model, dispatch).map(Element::done).unwrap_or_default());
    tag("main")
        .class(if both { "player two" } else { "player one" })
        .on(On::KeyDown, dispatch, |event| keys::pressed(event.dyn_ref()?))
        .with(heading)
        .with(source(model, facts, dispatch))
        .with(desk)
        .html(diagram)
        .with(shelf)
        .html(refused(texts).map(Element::done).unwrap_or_default())
        .with(prose(texts))
        .with(account(model, dispatch))
        .with(way_on(model.run.example.id, texts))
        .with(help())
}
