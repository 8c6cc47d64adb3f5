//! A sentence about something that could not be done as asked.

use super::element::{Element, button, tag};
use crate::state::Action;
use yew::Callback;

/// The sentence, and a button that takes it away.
pub(super) fn notice(text: &str, dispatch: &Callback<Action>) -> Element {
    let dismiss = button(dispatch, || Action::DismissNotice).class("quiet").text("Dismiss");
    let notice = tag("div").class("notice").attr("role", "alert");
    notice.with(tag("p").string(text)).with(dismiss)
}
