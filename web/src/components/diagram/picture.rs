//! The view as SVG: final positions in, shapes with classes out. Nothing is computed here.

use super::Shared;
use super::shape::{group, line, path, rect, words};
use crate::components::element::{Element, On, tag};
use crate::state::Action;
use ::diagram::{
    ArrowKind, ArrowView, BoxEnd, BoxKind, BoxView, EndsIn, Mark, MarkKind, OpView, ThreadKind,
    ThreadView, View, px,
};
use trace::OpEnd;
use yew::prelude::*;

/// Properties of [`Picture`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) view: Shared<View>,
    pub(super) dispatch: Callback<Action>,
}

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
        let Props { view, dispatch } = ctx.props();
        let go = |shape: Element, from, to| {
            shape.on(On::Click, dispatch, move |_| Some(Action::SeekBox(from, to)))
        };
        let mut shapes = ground(view);
        shapes.extend(view.threads.iter().map(thread));
        shapes.extend(view.ops.iter().map(|op| go(operation(op), op.from, op.to)));
        shapes.extend(view.boxes.iter().map(|b| go(call(b), b.from, b.to)));
        for (class, spans) in [("work", &view.work), ("blocked", &view.blocked)] {
            shapes.extend(spans.iter().map(|s| rect(class, s.x, s.y, s.width, s.height)));
        }
        // Above what lies on the boxes, so that every name can be read.
        shapes.extend(view.boxes.iter().map(label));
        shapes.extend(view.arrows.iter().map(arrow));
        shapes.extend(view.marks.iter().map(|m| go(mark(m), m.position, m.position)));
        tag("g").all(shapes).done()
    }
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

fn call(b: &BoxView) -> Element {
    let kind = match b.kind {
        BoxKind::Poll => "poll",
        BoxKind::Turn => "turn",
        BoxKind::Async => "async",
        BoxKind::Block => "block",
        BoxKind::Sync => "sync",
    };
    let end = match b.end {
        BoxEnd::Suspended | BoxEnd::Pending => "pending",
        BoxEnd::Returned | BoxEnd::Threw | BoxEnd::Ready | BoxEnd::Turn | BoxEnd::Open => {
            "finished"
        }
    };
    let call = group(format!("box {kind} {end}"), &b.title);
    call.with(rect("", b.x, b.y, b.width, b.height))
}

fn label(b: &BoxView) -> Element {
    let (class, x) = match b.kind {
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
    let label = words("", op.x + 5.0, op.y + op.height / 2.0 + 4.0, &op.label);
    let operation = group(format!("op {end}"), &op.title);
    operation.with(rect("", op.x, op.y, op.width, op.height)).with(label)
}

fn thread(t: &ThreadView) -> Element {
    let kind = match t.kind {
        ThreadKind::Suspended => "suspended",
        ThreadKind::NotStarted => "unstarted",
        ThreadKind::Pending => "pending",
        ThreadKind::Queued => "queued",
    };
    let mut thread = group(format!("thread {kind}"), &t.title).with(path("line", t.path.clone()));
    if t.marker {
        let diamond = format!("M{} {}l5-5l5 5l-5 5z", px(t.x1 - 5.0), px(t.y));
        thread = thread.with(path("created", diamond));
    }
    if t.ends_in == EndsIn::Dropped {
        let cross = format!("M{} {}l8 8m0-8l-8 8", px(t.x2 - 4.0), px(t.y - 4.0));
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
    let group = group(format!("arrow {kind}"), &arrow.title);
    group.with(path("line", arrow.path.clone())).with(path("head", arrow.head.clone()))
}

fn mark(mark: &Mark) -> Element {
    let kind = match mark.kind {
        MarkKind::Printed => "printed",
        MarkKind::Sent => "sent",
        MarkKind::Received => "received",
        MarkKind::Wake => "idle-wake",
    };
    let shape = if mark.kind == MarkKind::Sent { "m-4 0h8l-4 -7z" } else { "l-4 -7h8z" };
    let triangle = path("", format!("M{} {}{shape}", px(mark.x), px(mark.y)));
    group(format!("mark {kind}"), &mark.title).with(triangle)
}
