//! Lines of source: numbered, coloured, marked where the run is. A line on which something happens
//! leads there.

use super::element::{Element, On, button, tag};
use crate::browser;
use crate::highlight::{self, Pieces};
use crate::state::{Action, Language, Mark, Marks, Run};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// A scrolling list of the lines of a file, given as (name, text).
pub(super) fn code(
    run: &Run,
    language: Language,
    (file, source): (&str, &'static str),
    marks: &Marks,
    dispatch: &Callback<Action>,
) -> Element {
    // The lines that lead somewhere. One stop for the Tab key; up and down go from line to line.
    let known = run.lines(language);
    let here = marks.strongest().filter(|line| known.contains(line));
    let stop = here.or_else(|| known.iter().min().copied());
    let mut lines = tag("ol");
    for (number, pieces) in (1..).zip(highlight::lines(file, source)) {
        let mut text = text(&pieces);
        if known.contains(&number) {
            let leads = button(dispatch, move || Action::SeekLine(language, number));
            text = leads.maybe("tabindex", (stop != Some(number)).then_some("-1")).with(text);
        }
        lines = lines.with(line(number, marks.get(number), text));
    }
    let keys = |event: &Event| {
        walk(event.dyn_ref()?);
        None
    };
    tag("div")
        .class("code")
        .maybe("tabindex", stop.is_none().then_some("0"))
        .attr("data-scrolls", "")
        .attr("role", "group")
        .value("aria-label", format!("{} source", language.name()))
        .on(On::KeyDown, dispatch, keys)
        .with(lines)
}

fn line(number: u32, mark: Option<Mark>, content: Element) -> Element {
    let class = match mark {
        Some(Mark::Here) => "here",
        Some(Mark::Recent) => "recent",
        Some(Mark::Waiting) => "waiting",
        None => "",
    };
    let current = (mark == Some(Mark::Here)).then_some("step");
    let label = tag("span").class("number").attr("aria-hidden", "true").string(number.to_string());
    tag("li").class(class).maybe("aria-current", current).with(label).with(content)
}

/// The coloured text of a line, as markup: to Yew it is one piece, and a step compares it at once.
fn text(pieces: &Pieces) -> Element {
    let mut markup = String::new();
    for (class, text) in pieces {
        if !class.is_empty() {
            markup.push_str("<span class=\"");
            markup.push_str(class);
            markup.push_str("\">");
        }
        for c in text.chars() {
            match c {
                '<' => markup.push_str("&lt;"),
                '&' => markup.push_str("&amp;"),
                _ => markup.push(c),
            }
        }
        if !class.is_empty() {
            markup.push_str("</span>");
        }
    }
    tag("code").html(Html::from_html_unchecked(markup.into()))
}

/// Scrolls a pane, by the least that leaves the line and two neighbours in sight.
pub(super) fn show(pane: usize, line: Option<u32>) {
    let find = |document: Document| {
        let selector = format!(".pane:nth-child({}) .code", pane + 1);
        document.query_selector(&selector).ok().flatten()
    };
    let (Some(place), Some(line)) = (browser::window().document().and_then(find), line) else {
        return;
    };
    let row = place.query_selector(&format!("li:nth-child({line})"));
    let Some(row) = row.ok().flatten() else { return };
    let (frame, row) = (place.get_bounding_client_rect(), row.get_bounding_client_rect());
    let room = (2.0 * row.height()).min((frame.height() - row.height()) / 2.0);
    let above = row.top() - room - frame.top();
    let below = row.bottom() + room - frame.bottom();
    let by = if above < 0.0 { above } else { below.max(0.0) };
    if by != 0.0 {
        place.set_scroll_top(place.scroll_top() + by as i32);
    }
}

/// Up and down go to the previous and the next line that leads somewhere.
fn walk(event: &KeyboardEvent) {
    let from = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let mut row = from.and_then(|from| from.closest("li").ok().flatten());
    while let Some(here) = row {
        row = match event.key().as_str() {
            "ArrowUp" => here.previous_element_sibling(),
            "ArrowDown" => here.next_element_sibling(),
            _ => return,
        };
        let button = row.as_ref().and_then(|row| row.query_selector("button").ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            event.prevent_default();
            let _ = button.focus();
            return;
        }
    }
}
