//! What each part of a view looks like. State is told by shape, colour only agrees with it:
//!
//! - suspended: a thin line; not started: a dotted line from a hollow diamond; dropped: a ×;
//! - async: rounded corners; sync: square; waiting on the stack: hollow; work: hatched;
//! - an operation that is done ends in a bar, failed in a notch, cancelled is only an outline.

use super::pen::Pen;
use crate::title::{self, Titles};
use crate::{ArrowKind, BoxEnd, BoxKind, BoxView, EndsIn, MarkKind, ThreadKind, View};
use trace::{LaneKind, OpEnd, Trace};

/// Ruler, breaks and the lines between lanes.
pub(super) fn ground(pen: &mut Pen, view: &View) {
    for wait in &view.waits {
        pen.group("Nothing happens for this long.");
        pen.rect("wait", wait.x, view.ruler, wait.width, view.height - view.ruler);
        let (left, right, y) = (wait.x + 3.0, wait.x + wait.width - 3.0, view.ruler - 4.0);
        pen.text("tiny middle", wait.x + wait.width / 2.0, y - 5.0, &wait.label);
        pen.line("rule", left, y, right, y);
        pen.line("rule", left, y - 3.0, left, y + 3.0);
        pen.line("rule", right, y - 3.0, right, y + 3.0);
        pen.end();
    }
    for tick in &view.ticks {
        pen.line("hair", tick.x, 18.0, tick.x, view.height);
        pen.text("tick", tick.x, 14.0, &tick.label);
    }
    for (at, lane) in view.lanes.iter().enumerate() {
        let class = if at > 0 && begins_run(view, at) { "rule" } else { "hair" };
        pen.line(class, 0.0, lane.y, view.width, lane.y);
    }
}

/// Whether a lane is the first of its run: above it is nothing, or another language.
fn begins_run(view: &View, at: usize) -> bool {
    at == 0 || view.lanes[at - 1].trace != view.lanes[at].trace
}

/// The lanes' labels, on paper of their own.
pub(super) fn gutter(pen: &mut Pen, view: &View) {
    let two = view.lanes.iter().any(|lane| lane.kind == LaneKind::JavaScript);
    for (at, lane) in view.lanes.iter().enumerate() {
        // JavaScript's first lane bears the language's name already.
        if two && begins_run(view, at) && lane.kind != LaneKind::JavaScript {
            pen.text("tiny", 14.0, lane.y + 15.0, "Rust");
        }
        pen.group(&format!("{} ({})", lane.label, lane.note));
        let foot = lane.y + lane.height - 13.0;
        pen.text("lane", 14.0, foot - 14.0, &lane.label);
        pen.text("tiny", 14.0, foot, &lane.note);
        pen.end();
    }
    pen.line("hair", view.gutter, view.ruler, view.gutter, view.height);
}

pub(super) fn threads(pen: &mut Pen, view: &View, traces: &[&Trace]) {
    for thread in &view.threads {
        pen.group(&title::thread(traces[thread.trace], thread));
        let class = match thread.kind {
            ThreadKind::Suspended => "suspended",
            ThreadKind::NotStarted => "unstarted",
            ThreadKind::Pending => "pending",
            ThreadKind::Queued => "queued",
        };
        let dropped = thread.ends_in == EndsIn::Dropped;
        let y = thread.y;
        pen.path(class, &thread.path);
        if thread.marker {
            pen.path_at("diamond", thread.x1 - 5.0, y, "l5-5l5 5l-5 5Z");
            pen.text("call on-paper", thread.x1 + 9.0, y - 4.0, &thread.label);
            pen.text("call on-paper", thread.x2 + 9.0, y + 4.0, &thread.end_label);
        }
        if dropped {
            pen.path_at("cross", thread.x2 - 3.5, y - 3.5, "l7 7m0-7l-7 7");
        }
        pen.end();
    }
}

pub(super) fn boxes(pen: &mut Pen, view: &View, traces: &[&Trace], titles: &[Titles<'_>]) {
    for shape in &view.boxes {
        pen.group(&titles[shape.trace].of_box(shape));
        let (class, round) = match shape.kind {
            BoxKind::Poll | BoxKind::Turn => ("poll", 2.0_f64),
            BoxKind::Async => ("async", 5.0),
            BoxKind::Block => ("block", 5.0),
            BoxKind::Sync => ("sync", 0.0),
        };
        let round = round.min(shape.width / 2.0);
        pen.rounded(class, shape.x, shape.y, shape.width, shape.height, round);
        if shape.end == BoxEnd::Ready && shape.width > 6.0 {
            pen.rect("stop", shape.x + shape.width - 3.0, shape.y, 3.0, shape.height);
        }
        pen.end();
    }
    type Say = fn(&Trace, &crate::Span) -> String;
    let stretches: [(_, _, Say); 2] =
        [("hollow", &view.blocked, title::blocked), ("hatch", &view.work, title::work)];
    for (class, spans, say) in stretches {
        for span in spans {
            pen.group(&say(traces[span.trace], span));
            pen.rect(class, span.x, span.y + 3.0, span.width, span.height - 6.0);
            pen.end();
        }
    }
    view.boxes.iter().for_each(|shape| label(pen, shape));
}

fn label(pen: &mut Pen, shape: &BoxView) {
    let foot = shape.y + shape.height / 2.0 + 4.0;
    match shape.kind {
        BoxKind::Poll | BoxKind::Turn => {
            pen.text("strip middle", shape.x + shape.width / 2.0, foot - 0.3, &shape.label);
        }
        BoxKind::Async => pen.text("call on-async", shape.x + 5.0, foot, &shape.label),
        BoxKind::Block => pen.text("call on-block", shape.x + 5.0, foot, &shape.label),
        BoxKind::Sync => pen.text("call on-sync", shape.x + 5.0, foot, &shape.label),
    }
}

pub(super) fn ops(pen: &mut Pen, view: &View, traces: &[&Trace]) {
    for op in &view.ops {
        pen.group(&title::op(traces[op.trace], op));
        let (right, half) = (op.x + op.width, op.height / 2.0);
        match op.end {
            Some(OpEnd::Failed(_)) => {
                // Notched: the right edge runs back to the middle.
                let notch = half.min(op.width / 2.0);
                let (w, h) = (crate::px(op.width), crate::px(op.height));
                let (n, half) = (crate::px(notch), crate::px(half));
                let data = format!("h{w}l-{n} {half}l{n} {half}h-{w}v-{h}Z");
                pen.path_at("op failed", op.x, op.y, &data);
                pen.path_at("cross", right + 2.0, op.y + op.height / 2.0 - 3.0, "l6 6m0-6l-6 6");
            }
            Some(OpEnd::Cancelled) => {
                pen.rounded("op cancelled", op.x, op.y, op.width, op.height, 2.0);
            }
            Some(OpEnd::Done) | None => {
                pen.rounded("op", op.x, op.y, op.width, op.height, 2.0);
                if op.end.is_some() {
                    let stop = 3.0_f64.min(op.width / 2.0);
                    pen.rect("done", right - stop, op.y, stop, op.height);
                }
            }
        }
        pen.text("call", op.x + 5.0, op.y + half + 4.0, &op.label);
        pen.end();
    }
}

pub(super) fn arrows(pen: &mut Pen, view: &View, traces: &[&Trace]) {
    for arrow in &view.arrows {
        pen.group(&title::arrow(traces[arrow.trace], arrow));
        pen.path("arrow", &arrow.path);
        pen.path("head", &arrow.head);
        if arrow.from_lane {
            let class = if arrow.kind == ArrowKind::Spawn { "spawn" } else { "head" };
            pen.path_at(class, arrow.x1 - 2.5, arrow.y1, "a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0Z");
        }
        pen.end();
    }
}

pub(super) fn marks(pen: &mut Pen, view: &View, traces: &[&Trace]) {
    for mark in &view.marks {
        pen.group(&title::mark(traces[mark.trace], mark));
        match mark.kind {
            MarkKind::Printed => {
                pen.path_at("print", mark.x, mark.y - 0.5, "l-2-3h-3v-7h10v7h-3Z");
            }
            MarkKind::Sent => pen.path_at("print", mark.x - 3.5, mark.y + 2.0, "h7l-3.5-6Z"),
            MarkKind::Received => pen.path_at("mark", mark.x - 3.5, mark.y - 4.0, "h7l-3.5 6Z"),
            MarkKind::Wake => pen.path_at("mark", mark.x, mark.y + 1.5, "l-3 5h6Z"),
        }
        pen.end();
    }
}
