//! Controls that appear in more than one place.

use super::icon::{Icon, icon};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A labelled list of choices, given as (key, name); `chosen` is told the key.
pub(super) fn choice(
    label: &'static str,
    options: &[(&'static str, &'static str)],
    current: &str,
    chosen: Callback<String>,
) -> Html {
    let onchange = chosen.reform(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        select.map(|select| select.value()).unwrap_or_default()
    });
    let option = |(key, name): &(&'static str, &'static str)| {
        html! { <option value={*key} selected={*key == current}>{ *name }</option> }
    };
    html! {
        <label class="field">
            <span>{ label }</span>
            <select {onchange}>{ for options.iter().map(option) }</select>
        </label>
    }
}

/// A button of the transport. At either end it is not `disabled`, but only says so: a button that
/// goes away under the finger would lose the focus.
pub(super) fn tool(
    (name, key): (&'static str, &str),
    sign: Icon,
    is_idle: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    let primary = sign == Icon::Forward;
    html! {
        <button
            type="button"
            class={if primary { "tool primary" } else { "tool" }}
            aria-label={name}
            title={format!("{name} ({key})")}
            aria-disabled={is_idle.then_some("true")}
            {onclick}
        >
            if primary {
                <span aria-hidden="true">{ "Step" }</span>
            }
            { icon(sign) }
        </button>
    }
}
