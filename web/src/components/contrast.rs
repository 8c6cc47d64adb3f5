//! What differs between the two runs: a table whose answers lead to the events that show them.

use super::element::{Element, button, tag};
use crate::state::{Action, Language, Model};
use diagram::Answer;
use yew::Callback;

/// The table, if both languages have run and something differs.
pub(super) fn contrast(model: &Model, dispatch: &Callback<Action>) -> Option<Element> {
    let contrasts = model.run.contrasts(model.words?);
    if contrasts.is_empty() {
        return None;
    }
    let column = |name| tag("th").attr("scope", "col").text(name);
    let head = tag("tr").with(tag("td")).with(column("Rust")).with(column("JavaScript"));
    let rows = contrasts.iter().map(|row| {
        let asks = tag("th").attr("scope", "row").string(&row.asks);
        let rust = answer(model, &row.rust, Language::Rust, dispatch);
        let javascript = answer(model, &row.javascript, Language::JavaScript, dispatch);
        tag("tr").with(asks).with(rust).with(javascript)
    });
    let table = tag("table").with(tag("thead").with(head)).with(tag("tbody").all(rows));
    let section = tag("section").class("contrast panel").attr("aria-label", "The two compared");
    Some(section.with(tag("h2").text("Rust and JavaScript, compared")).with(table))
}

fn answer(
    model: &Model,
    answer: &Answer,
    language: Language,
    dispatch: &Callback<Action>,
) -> Element {
    let cell = tag("td");
    let Some(event) = answer.event else { return cell.string(&answer.text) };
    let position = model.run.timeline.position(language.which(), event);
    let class = if model.position == position { "leads now" } else { "leads" };
    let leads = button(dispatch, move || Action::ShowAt(language, position)).class(class);
    cell.with(leads.string(&answer.text))
}
