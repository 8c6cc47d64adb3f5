//! The list of examples, by chapter. Each is a link, so that it can be opened in a tab of its own.

use super::element::{Element, tag};
use super::prose::link;
use crate::browser;
use crate::contents::{CHAPTERS, Chapter};

/// What belongs to no example: a route through several, and pages of prose.
const BESIDE: [(&str, &str); 3] = [
    ("#v1&route=web-engineers", "A lesson of 45 minutes"),
    ("futures-and-promises.html", "Futures and Promises"),
    ("when-not-to-use-async.html", "When not to use async"),
];

/// The examples; the chapter of the present one is open.
pub(super) fn catalogue(current: &str) -> Element {
    let mut chapters = tag("ul");
    for (number, chapter) in (1..).zip(CHAPTERS) {
        if !chapter.entries.is_empty() {
            chapters =
                chapters.with(tag("li").class("chapter").with(part(number, chapter, current)));
        }
    }
    let mut advice = tag("li").class("chapter advice");
    for (file, title) in BESIDE {
        let link = tag("a").value("href", browser::address_of(file)).text(title);
        advice = advice.with(link);
    }
    let nav = tag("nav").attr("aria-label", "Chapters").with(chapters.with(advice));
    tag("section").class("catalogue").attr("aria-label", "Examples").with(nav)
}

fn part(number: u32, chapter: &'static Chapter, current: &str) -> Element {
    let is_open = chapter.entries.iter().any(|(id, _)| *id == current);
    let mut list = tag("ul");
    for (id, title) in chapter.entries {
        let marked = (*id == current).then_some("page");
        list = list.with(tag("li").with(link(id).maybe("aria-current", marked).text(title)));
    }
    let heading = tag("h2").with(tag("span").class("number").string(number.to_string()));
    let summary = tag("summary").with(heading.text(chapter.title));
    let sentence = tag("p").text(chapter.sentence);
    tag("details").maybe("open", is_open.then_some("")).with(summary).with(sentence).with(list)
}
