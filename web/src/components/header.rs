//! The site's slim head: wordmark, tagline, theme, help. An embed leaves it out.

use super::help;
use crate::state::{Action, Theme};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The page's head.
pub(super) fn header(current: Theme, dispatch: &Callback<Action>) -> Html {
    let onchange = dispatch.reform(|event: Event| {
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
                        <option value={*key} selected={*theme == current}>{ *name }</option>
                    }) }
                </select>
            </label>
            <button type="button" class="quiet" onclick={|_| help::show()}>{ "Help" }</button>
        </header>
    }
}
