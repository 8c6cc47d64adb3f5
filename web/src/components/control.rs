//! Controls that appear in more than one place.

use super::element::{Element, On, button, tag};
use super::icon::{Icon, icon};
use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};
use yew::Callback;

/// A labelled list of choices, given as (key, name); `chosen` says what choosing a key does.
pub(super) fn choice(
    label: &'static str,
    options: &[(&'static str, &'static str)],
    current: &str,
    dispatch: &Callback<Action>,
    chosen: fn(&str) -> Action,
) -> Element {
    let change = move |event: &Event| {
        let select = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        Some(chosen(&select.value()))
    };
    let mut select = tag("select").on(On::Change, dispatch, change);
    for (key, name) in options {
        let selected = (*key == current).then_some("selected");
        select =
            select.with(tag("option").attr("value", key).maybe("selected", selected).text(name));
    }
    tag("label").class("field").with(tag("span").text(label)).with(select)
}

/// A button of the transport. At either end it is not `disabled`, but only says so: a button that
/// goes away under the finger would lose the focus.
pub(super) fn tool(
    (name, key): (&'static str, &str),
    sign: Icon,
    is_idle: bool,
    dispatch: &Callback<Action>,
    action: fn() -> Action,
) -> Element {
    let primary = sign == Icon::Forward;
    let tool = button(dispatch, action)
        .class(if primary { "tool primary" } else { "tool" })
        .attr("aria-label", name)
        .value("title", format!("{name} ({key})"))
        .maybe("aria-disabled", is_idle.then_some("true"));
    let word = || tag("span").attr("aria-hidden", "true").text("Step");
    if primary { tool.with(word()).with(icon(sign)) } else { tool.with(icon(sign)) }
}
