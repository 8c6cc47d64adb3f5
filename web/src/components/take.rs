//! “Take away”: a run as a file, onto the clipboard or into the folder of downloads. What makes the
//! file is fetched at the first press.

use super::control::choice;
use super::element::{Element, On, tag};
use crate::parts;
use crate::state::{Action, Format, Language, Model, Take, Taking, Theme};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html};

/// The section: what, in which colours, how much of it; copy or save; and what it is good for.
pub(super) fn take(model: &Model, dispatch: &Callback<Action>) -> Element {
    let (take, run) = (model.taken(), &*model.run);
    let formats = Format::ALL.map(|(_, key, name, ..)| (key, name));
    let format = choice("As", &formats, take.format.key(), dispatch, |key| {
        Taking::Format(Format::of(key)).action()
    });
    let chosen = Rc::new(model.clone());
    let hands = tag("div")
        .class("hands")
        .with(format)
        .html(if take.format.is_picture() { colours(&take, dispatch) } else { Html::default() })
        .html(if take.format.is_picture() { extent(&take, dispatch) } else { Html::default() })
        .html(if take.asks_language(run) { whose(&take, dispatch) } else { Html::default() })
        .with(hand("Copy", true, &chosen, dispatch))
        .with(hand("Save", false, &chosen, dispatch));
    let (hint, place) = take.format.hint();
    let both = if take.holds_both(run) { " Both languages are in it." } else { "" };
    let place = place.map(|(name, address)| {
        tag("span").text(" ").with(tag("a").attr("href", address).text(name)).text(".").done()
    });
    tag("section")
        .class("take panel")
        .attr("aria-label", "Take away")
        .with(tag("h2").text("Take away"))
        .with(hands)
        .with(tag("p").class("hint").text(hint).html(place.unwrap_or_default()).text(both))
        .with(tag("output").attr("aria-live", "polite").string(take.said(run)))
}

fn colours(take: &Take, dispatch: &Callback<Action>) -> Html {
    let names = ["As the page", "Light", "Dark"];
    let keys = Theme::ALL.map(|(_, _, key)| key);
    let options = [(keys[0], names[0]), (keys[1], names[1]), (keys[2], names[2])];
    let chosen = |key: &str| Taking::Colours(Theme::of(key)).action();
    choice("Colours", &options, take.colours.key(), dispatch, chosen).done()
}

fn extent(take: &Take, dispatch: &Callback<Action>) -> Html {
    let options = [("whole", "The whole run"), ("now", "What is shown now")];
    let current = if take.whole { "whole" } else { "now" };
    let chosen = |key: &str| Taking::Whole(key == "whole").action();
    choice("Of", &options, current, dispatch, chosen).done()
}

fn whose(take: &Take, dispatch: &Callback<Action>) -> Html {
    let options = [("rust", "Rust"), ("js", "JavaScript")];
    let current = if take.language == Language::Rust { "rust" } else { "js" };
    let chosen = |key: &str| {
        let is_rust = key == "rust";
        let language = if is_rust { Language::Rust } else { Language::JavaScript };
        Taking::Language(language).action()
    };
    choice("Of", &options, current, dispatch, chosen).done()
}

fn hand(
    name: &'static str,
    copies: bool,
    model: &Rc<Model>,
    dispatch: &Callback<Action>,
) -> Element {
    let (model, tell) = (Rc::clone(model), dispatch.clone());
    let pressed = move |_: &_| {
        let (model, tell) = (Rc::clone(&model), tell.clone());
        spawn_local(async move {
            let id = model.run.example.id;
            let sentence = match model.taken().refusal(&model.run) {
                Some(refusal) => refusal,
                None => match parts::take().await {
                    Ok(give) => give(Model::clone(&model), copies).await,
                    Err(_) => "What makes the files did not arrive. Press again to ask once \
                               more."
                        .to_owned(),
                },
            };
            tell.emit(Taking::Said(id, sentence).action());
        });
        None
    };
    tag("button").attr("type", "button").on(On::Click, dispatch, pressed).text(name)
}
