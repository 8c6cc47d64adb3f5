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
        let leads = button(dispatch, move || Action::Seek(position))
            .with(tag("b").text(finding.lint.name()))
            .with(tag("span").class("at").string(at))
            .with(tag("span").class("sentence").string(&finding.sentence));
        let advice = tag("p").class("advice").string(&finding.advice);
        tag("li").class(class).with(leads).with(advice)
    });
    let section = tag("section").class("findings panel").attr("aria-label", "Findings");
    Some(section.with(tag("h2").text("Findings")).with(tag("ul").all(list)))
}
