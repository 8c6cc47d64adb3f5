//! The shapes of arrows: from the cause of a wake, or a spawner, to the poll that it brought.
//!
//! Every arrow ends vertically at the start of a poll, so that heads point up or down and never
//! cover a box's label. An operation's arrow leaves the end of its bar to the right; an arrow
//! within one lane goes round below the strip.

use crate::words::pen;

/// Half the width of a head, and its length, px.
const HALF: f64 = 3.2;
const LENGTH: f64 = 6.0;

/// How an arrow leaves its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// From the end of a bar.
    Right,
    /// From a lane above or below.
    Vertically,
    /// From the same lane.
    Round,
}

/// The line and the head of an arrow, as path data.
pub(super) fn paths(leaves: Leaves, from: (f64, f64), to: (f64, f64)) -> (String, String) {
    let ((x1, y1), (x2, y2)) = (from, to);
    // The head points up if it comes from below.
    let back = if y1 > y2 || leaves == Leaves::Round { LENGTH } else { -LENGTH };
    let neck = y2 + back;
    let path = match leaves {
        Leaves::Right => pen("M$ $Q$ $ $ $", &[x1, y1, x2, y1, x2, neck]),
        Leaves::Vertically => {
            let half = (y1 + neck) / 2.0;
            pen("M$ $C$ $ $ $ $ $", &[x1, y1, x1, half, x2, half, x2, neck])
        }
        Leaves::Round => {
            let low = y2 + LENGTH + 5.0;
            pen("M$ $C$ $ $ $ $ $", &[x1, y1, x1, low, x2, low, x2, neck])
        }
    };
    let head = pen("M$ $L$ $L$ $Z", &[x2, y2, x2 - HALF, neck, x2 + HALF, neck]);
    (path, head)
}

/// A line, with a corner if it goes on in another row.
pub(super) fn line_path(x1: f64, x2: f64, y: f64, y2: f64) -> String {
    if y == y2 { pen("M$ $H$", &[x1, y, x2]) } else { pen("M$ $H$V$", &[x1, y, x2, y2]) }
}
