//! The signs on buttons and beside tasks, drawn here. Shape tells them apart, never colour alone.

use super::element::{Element, tag};
use crate::state::RowState;

/// A sign on a button.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Icon {
    First,
    Back,
    Play,
    Pause,
    Forward,
    Last,
    Farther,
    Closer,
    All,
}

/// Draws a sign; the button around it has the name.
pub(super) fn icon(icon: Icon) -> Element {
    let (line, solid) = match icon {
        Icon::First => ("M13.5 5 8.5 10l5 5M5.5 5v10", ""),
        Icon::Back => ("M12 5 7 10l5 5", ""),
        Icon::Play => ("", "M6 4.2v11.6L15.5 10z"),
        Icon::Pause => ("", "M5.5 4.5h3v11h-3zM11.5 4.5h3v11h-3z"),
        Icon::Forward => ("M8 5l5 5-5 5", ""),
        Icon::Farther => ("M4.5 10h11", ""),
        Icon::Closer => ("M4.5 10h11M10 4.5v11", ""),
        Icon::All => ("M3.5 5v10M16.5 5v10M6.5 10h7M8.5 8l-2 2 2 2M11.5 8l2 2-2 2", ""),
        Icon::Last => ("M6.5 5l5 5-5 5M14.5 5v10", ""),
    };
    sign("0 0 20 20", "20", line, solid)
}

/// Draws where a task stands; the word beside it says the same.
pub(super) fn state_sign(state: RowState) -> Element {
    let (line, solid) = match state {
        RowState::Unborn => ("M4 8h.01M8 8h.01M12 8h.01", ""),
        RowState::Queued => ("M3 5h10M3 8h10M3 11h6", ""),
        RowState::Running => ("", "M4.5 3v10l8-5z"),
        RowState::Waiting => ("M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5.2V8l2 1.6", ""),
        RowState::Done => ("M3.5 8.5l3 3 6-7", ""),
        RowState::Cut => ("M4 4l8 8M12 4l-8 8", ""),
    };
    sign("0 0 16 16", "16", line, solid)
}

fn sign(
    part: &'static str,
    size: &'static str,
    line: &'static str,
    solid: &'static str,
) -> Element {
    tag("svg")
        .class("icon")
        .attr("viewBox", part)
        .attr("width", size)
        .attr("height", size)
        .attr("aria-hidden", "true")
        .with(tag("path").class("line").attr("d", line))
        .with(tag("path").class("solid").attr("d", solid))
}
