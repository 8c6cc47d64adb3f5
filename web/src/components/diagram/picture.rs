//! The view as SVG: final positions in, shapes with classes out. Nothing is computed here.

use super::Shared;
use super::shape::{group, line, path, rect, words};
use crate::components::element::{Element, tag};
use ::diagram::{
    ArrowKind, ArrowView, BoxEnd, BoxKind, BoxView, EndsIn, Mark, MarkKind, OpView, ThreadKind,
    ThreadView, View, pen,
};
use trace::OpEnd;
use yew::prelude::*;

/// Properties of [`Picture`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) view: Shared<View>,
}

/// A narrower box has no name and no edge of its own: all such are one shape of each kind.
const NARROW: f64 = 9.0;

/// Everything but the cursor, drawn once for each view: a component, so that a step, which changes
/// none of its properties, does not even look at it.
pub(super) struct Picture;

impl Component for Picture {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Picture>) -> Picture {
        Picture
    }

    fn view(&self, ctx: &Context<Picture>) -> Html {
        let view = &ctx.props().view;
        let mut shapes = ground(view);
        shapes.extend(view.threads.iter().map(thread));
        shapes.extend(view.ops.iter().map(operation));
        let is_narrow = |b: &&BoxView| b.width < NARROW && b.label.is_empty();
        shapes.extend(narrow(view.boxes.iter().filter(is_narrow)));
        shapes.extend(view.boxes.iter().filter(|b| !is_narrow(b)).map(call));
        for (class, spans) in [("work", &view.work), ("blocked", &view.blocked)] {
            shapes.extend(spans.iter().map(|s| rect(class, s.x, s.y, s.width, s.height)));
        }
        // Above what lies on the boxes, so that every name can be read.
        shapes.extend(view.boxes.iter().filter(|b| !b.label.is_empty()).map(label));
        shapes.extend(view.arrows.iter().map(arrow));
        shapes.extend(view.marks.iter().map(mark));
        tag("g").all(shapes).done()
    }
}

/// Narrow boxes, one shape for each kind of them.
fn narrow<'a>(boxes: impl Iterator<Item = &'a BoxView>) -> Vec<Element> {
    let mut kinds: Vec<(&str, bool, String)> = Vec::new();
    for b in boxes {
        let (kind, pending) = (kind(b), is_pending(b));
        let place = kinds.iter().position(|(of, is, _)| (*of, *is) == (kind, pending));
        let place = place.unwrap_or_else(|| {
            kinds.push((kind, pending, String::new()));
            kinds.len() - 1
        });
        kinds[place].2 += &pen("M$ $h$v$h-$z", &[b.x, b.y, b.width, b.height, b.width]);
    }
    let shapes = kinds.into_iter().map(|(kind, pending, data)| {
        let end = if pending { "pending" } else { "finished" };
        group(format!("box narrow {kind} {end}")).with(path("shape", data))
    });
    shapes.collect()
}

/// Rules between lanes, the ruler's ticks, and the stretches in which nothing happens.
fn ground(view: &View) -> Vec<Element> {
    let mut shapes = Vec::new();
    for pair in view.lanes.windows(2) {
        let class = if pair[0].trace == pair[1].trace { "rule" } else { "rule border" };
        shapes.push(line(class, view.gutter, pair[1].y, view.width, pair[1].y));
    }
    for tick in &view.ticks {
        shapes.push(line("tick", tick.x, view.ruler - 5.0, tick.x, view.height));
        shapes.push(words("tick", tick.x + 4.0, view.ruler - 8.0, &tick.label));
    }
    for wait in &view.waits {
        let middle = wait.x + wait.width / 2.0;
        shapes.push(rect("wait", wait.x, view.ruler, wait.width, view.height - view.ruler));
        shapes.push(words("wait", middle, view.height - 6.0, &wait.label));
    }
    shapes
}

fn kind(b: &BoxView) -> &'static str {
    match b.kind {
        _ if b.count > 1 => "many",
        BoxKind::Poll => "poll",
        BoxKind::Turn => "turn",
        BoxKind::Async => "async",
        BoxKind::Block => "block",
        BoxKind::Sync => "sync",
    }
}

fn is_pending(b: &BoxView) -> bool {
    matches!(b.end, BoxEnd::Suspended | BoxEnd::Pending)
}

fn call(b: &BoxView) -> Element {
    let end = if is_pending(b) { "pending" } else { "finished" };
    let call = group(format!("box {} {end}", kind(b)));
    call.with(rect("shape", b.x, b.y, b.width, b.height))
}

fn label(b: &BoxView) -> Element {
    let (class, x) = match b.kind {
        _ if b.count > 1 => ("name several", b.x + b.width / 2.0),
        BoxKind::Poll | BoxKind::Turn => ("name on-strip", b.x + b.width / 2.0),
        BoxKind::Async | BoxKind::Block | BoxKind::Sync => ("name", b.x + 5.0),
    };
    words(class, x, b.y + b.height / 2.0 + 4.0, &b.label)
}

fn operation(op: &OpView) -> Element {
    let end = match op.end {
        Some(OpEnd::Done) => "done",
        Some(OpEnd::Failed(_)) => "failed",
        Some(OpEnd::Cancelled) => "cancelled",
        None => "open-ended",
    };
    let label = words("what", op.x + 5.0, op.y + op.height / 2.0 + 4.0, &op.label);
    let operation = group(format!("op {end}"));
    operation.with(rect("shape", op.x, op.y, op.width, op.height)).with(label)
}

fn thread(t: &ThreadView) -> Element {
    let kind = match t.kind {
        ThreadKind::Suspended => "suspended",
        ThreadKind::NotStarted => "unstarted",
        ThreadKind::Pending => "pending",
        ThreadKind::Queued => "queued",
    };
    let mut thread = group(format!("thread {kind}")).with(path("line", t.path.clone()));
    if t.marker {
        let diamond = pen("M$ $l5-5l5 5l-5 5z", &[t.x1 - 5.0, t.y]);
        thread = thread.with(path("created", diamond));
    }
    if t.ends_in == EndsIn::Dropped {
        let cross = pen("M$ $l8 8m0-8l-8 8", &[t.x2 - 4.0, t.y - 4.0]);
        thread = thread.with(path("dropped", cross));
    }
    let thread = thread.with(words("name", t.x1 + 9.0, t.y - 4.0, &t.label));
    thread.with(words("name", t.x2 + 9.0, t.y + 4.0, &t.end_label))
}

fn arrow(arrow: &ArrowView) -> Element {
    let kind = match arrow.kind {
        ArrowKind::Wake => "wake",
        ArrowKind::Spawn => "spawn",
    };
    let group = group(format!("arrow {kind}"));
    group.with(path("line", arrow.path.clone())).with(path("head", arrow.head.clone()))
}

fn mark(mark: &Mark) -> Element {
    let kind = match mark.kind {
        MarkKind::Printed => "printed",
        MarkKind::Sent => "sent",
        MarkKind::Received => "received",
        MarkKind::Wake => "idle-wake",
    };
    let sent = mark.kind == MarkKind::Sent;
    let shape = if sent { "M$ $m-4 0h8l-4 -7z" } else { "M$ $l-4 -7h8z" };
    let triangle = path("shape", pen(shape, &[mark.x, mark.y]));
    group(format!("mark {kind}")).with(triangle)
}
