//! The run in words: what the diagram shows, as text. Made only when it is asked for.

use super::shared::Shared;
use crate::state::{Language, Run};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Properties of [`Account`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) run: Shared<Run>,
}

/// The account of each language's run.
#[component]
pub(super) fn Account(props: &Props) -> Html {
    let open = use_state(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            let details = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            open.set(details.is_some_and(|details| details.has_attribute("open")));
        })
    };
    let texts = use_memo((props.run.clone(), *open), |(run, open)| {
        let traces = if *open { run.traces() } else { Vec::new() };
        let texts = traces.into_iter().map(diagram::account).enumerate();
        texts.map(|(which, text)| (Language::of(which), text)).collect::<Vec<_>>()
    });
    html! {
        <details class="account" {ontoggle}>
            <summary>{ "This run in words" }</summary>
            { for texts.iter().map(|(language, text)| html! {
                <section aria-label={format!("The {} run in words", language.name())}>
                    <h3>{ language.name() }</h3>
                    <pre tabindex="0" data-scrolls="">{ text }</pre>
                </section>
            }) }
        </details>
    }
}
