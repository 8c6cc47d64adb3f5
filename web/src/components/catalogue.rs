//! The list of examples, by chapter. Each is a link, so that it can be opened in a tab of its own.

use super::element::{Element, tag};
use crate::browser;
use crate::link::Link;
use examples::Example;

const CHAPTERS: [&str; 6] = [
    "First look",
    "Futures are not Promises",
    "Under the hood",
    "A runtime at work",
    "Things that go wrong",
    "What the compiler refuses",
];

/// The examples.
pub(super) fn catalogue(current: &str) -> Element {
    let mut chapters = tag("ul");
    for (number, title) in (1..).zip(CHAPTERS) {
        let mut list = tag("ul");
        let mut is_empty = true;
        for example in examples::catalogue().iter().filter(|example| example.chapter == number) {
            list = list.with(item(example, example.id == current));
            is_empty = false;
        }
        if !is_empty {
            let chapter = tag("li").class("chapter").with(tag("h2").text(title)).with(list);
            chapters = chapters.with(chapter);
        }
    }
    let nav = tag("nav").attr("aria-label", "Chapters").with(chapters);
    tag("section").class("catalogue").attr("aria-label", "Examples").with(nav)
}

fn item(example: &'static Example, is_current: bool) -> Element {
    let link = Link { example: Some(example.id.to_owned()), ..Link::default() };
    // Whole, so that nobody takes it for a link to a part of this page. Following it changes the
    // fragment, and the page opens what the fragment names.
    let link = browser::address_with(&link.to_string());
    let marked = is_current.then_some("page");
    let link = tag("a").value("href", link).maybe("aria-current", marked);
    tag("li").with(link.text(example.title))
}
