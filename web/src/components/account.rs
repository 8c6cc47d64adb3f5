//! The run in words: what the diagram shows, as text. Made only when it is asked for.

use super::element::{Element, On, tag};
use crate::state::{Action, Language, Model};
use wasm_bindgen::JsCast;
use web_sys::Event;
use yew::Callback;

/// The account of each language's run.
pub(super) fn account(model: &Model, dispatch: &Callback<Action>) -> Element {
    let toggled = |event: &Event| {
        let details = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        Some(Action::ShowAccount(details.has_attribute("open")))
    };
    let mut details = tag("details").class("account").on(On::Toggle, dispatch, toggled);
    details = details.with(tag("summary").text("This run in words"));
    let Some(words) = model.words.filter(|_| model.account) else { return details };
    for (which, text) in model.run.accounts(words).iter().enumerate() {
        let language = Language::of(which).name();
        let text = tag("pre").attr("tabindex", "0").attr("data-scrolls", "").string(text);
        let label = format!("The {language} run in words");
        let section = tag("section").value("aria-label", label);
        details = details.with(section.with(tag("h3").text(language)).with(text));
    }
    details
}
