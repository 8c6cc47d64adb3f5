//! What the lints found in the Rust run: each finding leads to its event.

use super::element::{Element, button, tag};
use crate::state::{Action, Language, Model};
use yew::Callback;

/// The findings, if there are any.
pub(super) fn findings(model: &Model, dispatch: &Callback<Action>) -> Option<Element> {
    let findings = model.run.findings(model.words?);
    if findings.is_empty() {
        return None;
    }
    let list = findings.iter().map(|finding| {
        let position = model.run.timeline.position(Language::Rust.which(), finding.event);
        let at = model.run.rust.events[finding.event].at.words();
        let class = if model.position == position { "finding now" } else { "finding" };
        let leads = button(dispatch, move || Action::ShowAt(Language::Rust, position))
            .with(tag("b").text(finding.lint.name()))
            .with(tag("span").class("at").string(at))
            .with(quoted(tag("span").class("sentence"), &finding.sentence));
        let advice = quoted(tag("p").class("advice"), &finding.advice);
        tag("li").class(class).with(leads).with(advice)
    });
    let section = tag("section").class("findings panel").attr("aria-label", "Findings");
    Some(section.with(tag("h2").text("Findings")).with(tag("ul").all(list)))
}

/// A text in which code stands between backticks, as in a terminal.
fn quoted(element: Element, text: &str) -> Element {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.fold(element, |element, (place, part)| match place % 2 {
        0 => element.with(tag("span").string(part)),
        _ => element.with(tag("code").string(part)),
    })
}
