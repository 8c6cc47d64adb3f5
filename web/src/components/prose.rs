//! Beneath the run: what happens, why, what to try, where to read on; what the compiler refuses;
//! and the way to the next example.

use super::code::plain;
use super::element::{Element, tag};
use crate::browser;
use crate::contents;
use crate::link::{Link, lesson};
use crate::state::{Model, More, Route, Texts};
use yew::{AttrValue, Html};

/// The prose of an example.
pub(super) fn prose(more: Option<&More>) -> Element {
    let text = more.map_or("", |more| &more.prose);
    let text = Html::from_html_unchecked(AttrValue::from(format!("<div>{text}</div>")));
    tag("section").class("prose").attr("aria-label", "Explanation").html(text)
}

/// Code that rustc refuses, with its own words beneath.
pub(super) fn refused(texts: &Texts) -> Option<Element> {
    let (source, says) = texts.refused.first()?;
    let caption = tag("figcaption")
        .with(tag("span").class("language").text("Refused by the compiler"))
        .with(tag("span").class("file").string(&source.file));
    let words =
        tag("pre").class("says").attr("tabindex", "0").attr("data-scrolls", "").string(says);
    let figure = tag("figure").class("pane").with(caption).with(plain(source)).with(words);
    Some(
        tag("section")
            .class("refused")
            .attr("aria-label", "What the compiler refuses")
            .with(figure),
    )
}

/// Questions to discuss, the examples before and after, and the page of general advice.
pub(super) fn way_on(model: &Model) -> Element {
    let (id, more) = (model.run.example.id, model.more());
    let [before, after] = contents::neighbours(id);
    let mut way = tag("nav").class("way").attr("aria-label", "Previous and next example");
    for (label, by, entry) in [("Previous", -1, before), ("Next", 1, after)] {
        let on = match model.leg(by) {
            Some((route, leg)) => led(route, leg),
            None => entry.filter(|_| !model.is_on_route()).map(|(id, title)| (link(id), title)),
        };
        way = match on {
            Some((link, title)) => {
                let word = tag("span").class("word").text(label);
                way.with(link.with(word).with(tag("span").text(title)))
            }
            None if model.is_on_route() && by > 0 => {
                way.with(tag("p").text("The route ends here."))
            }
            None => way.with(tag("span")),
        };
    }
    let Some(chapter) = contents::chapter(id) else { return way };
    let questions = Html::from_html_unchecked(AttrValue::from(format!(
        "<div>{}</div>",
        more.map_or("", |more| &more.discuss)
    )));
    let discuss = tag("details")
        .class("discuss")
        .with(tag("summary").string(format!("To discuss: {}", chapter.title)))
        .html(questions);
    tag("div").class("on").with(discuss).with(way)
}

/// A link to an example of a route, and its title.
fn led(route: &Route, leg: usize) -> Option<(Element, &'static str)> {
    let id = &route.legs.get(leg)?.example;
    let title = contents::title(id)?;
    let link = Link { example: Some(id.clone()), ..Link::default() };
    let link = lesson::write_leg(route, leg, link).to_string();
    Some((tag("a").value("href", browser::address_with(&link)), title))
}

/// A link that opens an example: whole, so that nobody takes it for a link to a part of this page.
pub(super) fn link(id: &str) -> Element {
    let link = Link { example: Some(id.to_owned()), ..Link::default() };
    tag("a").value("href", browser::address_with(&link.to_string()))
}
