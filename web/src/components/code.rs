//! Lines of source: numbered, coloured, marked where the run is. A line on which something happens
//! leads there.

use super::shared::Shared;
use crate::highlight::Pieces;
use crate::state::{Action, Language, Mark, Marks};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// A source as it is listed.
pub(super) struct Listing {
    pub(super) language: Language,
    pub(super) lines: Vec<Pieces>,
    /// The lines that lead somewhere.
    pub(super) known: Vec<u32>,
}

/// A scrolling list of lines.
pub(super) fn code(
    listing: &Shared<Listing>,
    place: NodeRef,
    marks: &Marks,
    here: Option<u32>,
    dispatch: &Callback<Action>,
) -> Html {
    let known = &listing.known;
    // One stop for the Tab key; up and down go from line to line.
    let stop = here.filter(|line| known.contains(line)).or_else(|| known.iter().min().copied());
    let line = |(number, index): (u32, usize)| {
        html! {
            <Row
                key={number}
                {number}
                {index}
                listing={listing.clone()}
                stop={stop == Some(number)}
                mark={marks.get(number)}
                dispatch={dispatch.clone()}
            />
        }
    };
    html! {
        <div
            class="code"
            ref={place}
            tabindex={stop.is_none().then_some("0")}
            data-scrolls=""
            role="group"
            aria-label={format!("{} source", listing.language.name())}
            onkeydown={Callback::from(|event: KeyboardEvent| walk(&event))}
        >
            <ol>{ for (1..).zip(0..listing.lines.len()).map(line) }</ol>
        </div>
    }
}

/// Scrolls by the least that leaves the line and two neighbours in sight.
pub(super) fn show(place: &NodeRef, line: Option<u32>) {
    let (Some(place), Some(line)) = (place.cast::<Element>(), line) else { return };
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
    let from = event.target().and_then(|target| target.dyn_into::<Element>().ok());
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

/// Properties of [`Row`].
#[derive(Properties, PartialEq)]
struct RowProps {
    number: u32,
    index: usize,
    listing: Shared<Listing>,
    stop: bool,
    mark: Option<Mark>,
    dispatch: Callback<Action>,
}

/// One line. It is redrawn only when its mark changes.
#[component]
fn Row(props: &RowProps) -> Html {
    let RowProps { number, index, listing, stop, mark, dispatch } = props;
    let class = mark.map(|mark| match mark {
        Mark::Here => "here",
        Mark::Recent => "recent",
        Mark::Waiting => "waiting",
    });
    let current = (*mark == Some(Mark::Here)).then_some("step");
    let text = html! {
        <code>{ for listing.lines[*index].iter().map(|(class, text)| html! {
            if class.is_empty() { { *text } } else { <span class={*class}>{ *text }</span> }
        }) }</code>
    };
    let (language, line) = (listing.language, *number);
    let content = if listing.known.contains(number) {
        let onclick = dispatch.reform(move |_| Action::SeekLine(language, line));
        let tabindex = (!stop).then_some("-1");
        html! { <button type="button" {tabindex} {onclick}>{ text }</button> }
    } else {
        text
    };
    html! {
        <li class={classes!(class)} aria-current={current}>
            <span class="number" aria-hidden="true">{ line }</span>{ content }
        </li>
    }
}
