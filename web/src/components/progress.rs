//! How far a run has come that takes a while: laid over the heading, so that nothing moves.

use super::element::tag;
use crate::state::Progress;
use diagram::grouped;
use yew::Html;

/// The bar with its label.
pub(super) fn progress(progress: &Progress) -> Html {
    let Progress { title, events, percent } = progress;
    let said = format!("Running “{title}”: {} events", grouped(*events));
    let bar = tag("progress").attr("aria-label", "Run").attr("max", "100");
    let bar = bar.value("value", percent.to_string());
    tag("div").class("progress").with(tag("p").string(said)).with(bar).done()
}
