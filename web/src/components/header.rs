//! The site's slim head: wordmark, tagline, theme, help. An embed leaves it out.

use super::help::HelpButton;
use crate::state::{Action, Theme};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) theme: Theme,
    pub(super) dispatch: Callback<Action>,
}

/// The page's head.
#[component]
pub(super) fn Header(props: &Props) -> Html {
    let onchange = props.dispatch.reform(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        Action::SetTheme(select.map_or(Theme::Auto, |select| Theme::of(&select.value())))
    });
    html! {
        <header class="masthead">
            <p class="wordmark">{ "Awaitscope" }</p>
            <p class="tagline">{ "See what await really does" }</p>
            <label class="field">
                <span>{ "Theme" }</span>
                <select {onchange}>
                    { for Theme::ALL.iter().map(|(theme, name, key)| html! {
                        <option value={*key} selected={*theme == props.theme}>{ *name }</option>
                    }) }
                </select>
            </label>
            <HelpButton />
        </header>
    }
}
