//! Lines of source: numbered, coloured, marked where the run is. A line on which something happens
//! leads there, and a number that can be turned stands in its place.

use super::element::{Element, On, button, tag};
use crate::browser;
use crate::highlight::{self, Piece};
use crate::state::{Action, Language, Mark, Marks, Model, Source};
use examples::Knob;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// A scrolling list of the lines of a language's file.
pub(super) fn code(
    model: &Model,
    language: Language,
    source: &Source,
    marks: &Marks,
    dispatch: &Callback<Action>,
) -> Element {
    // The lines that lead somewhere. One stop for the Tab key; up and down go from line to line.
    let known = model.run.lines(language);
    let here = marks.strongest().filter(|line| known.contains(line));
    let stop = here.or_else(|| known.iter().min().copied());
    // Knobs stand in the Rust file.
    let knobs: &[Knob] =
        if language == Language::Rust { &model.run.texts.knobs } else { Default::default() };
    let mut lines = tag("ol");
    for (number, pieces) in (1..).zip(highlight::lines(source, knobs)) {
        let mut line = line(number, marks.get(number));
        let mut is_stop = stop == Some(number);
        for part in pieces.chunk_by(|a, b| is_text(a) == is_text(b)) {
            line = match part {
                [Piece::Knob(it)] => {
                    let value = model.knob(it);
                    let shown = model.words.map(|words| (words.knob)(it, value, dispatch));
                    line.html(shown.unwrap_or_else(|| Html::from(value.to_string())))
                }
                _ if known.contains(&number) => {
                    let leads = button(dispatch, move || Action::SeekLine(language, number));
                    let leads = leads.maybe("tabindex", (!is_stop).then_some("-1"));
                    is_stop = false;
                    line.with(leads.with(text(part)))
                }
                _ => line.with(text(part)),
            };
        }
        lines = lines.with(line);
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

/// The lines of a file that is not run.
pub(super) fn plain(source: &Source) -> Element {
    let mut lines = tag("ol");
    for (number, pieces) in (1..).zip(highlight::lines(source, &[])) {
        lines = lines.with(line(number, None).with(text(&pieces)));
    }
    let code = tag("div").class("code").attr("tabindex", "0").attr("data-scrolls", "");
    code.attr("role", "group").value("aria-label", format!("Source of {}", source.file)).with(lines)
}

fn is_text(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Text(..))
}

fn line(number: u32, mark: Option<Mark>) -> Element {
    let class = match mark {
        Some(Mark::Here) => "here",
        Some(Mark::Recent) => "recent",
        Some(Mark::Waiting) => "waiting",
        None => "",
    };
    let current = (mark == Some(Mark::Here)).then_some("step");
    let label = tag("span").class("number").attr("aria-hidden", "true").string(number.to_string());
    tag("li").class(class).maybe("aria-current", current).with(label)
}

/// Coloured text, as markup: to Yew it is one piece, and a step compares it at once.
fn text(pieces: &[Piece<'_>]) -> Element {
    let mut markup = String::new();
    for piece in pieces {
        let Piece::Text(class, text) = piece else { continue };
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
/// Scrolls a pane, by the least that leaves the line and two neighbours in sight; `anew`, from the
/// top.
pub(super) fn show(pane: usize, line: Option<u32>, anew: bool) {
    let find = |document: Document| {
        let selector = format!(".pane:nth-child({}) .code", pane + 1);
        document.query_selector(&selector).ok().flatten()
    };
    let Some(place) = browser::window().document().and_then(find) else { return };
    if anew {
        place.set_scroll_top(0);
    }
    let Some(line) = line else { return };
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
    // In a knob they turn it.
    let from = from.filter(|from| from.tag_name() != "INPUT");
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
