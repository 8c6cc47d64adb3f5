//! The view as SVG: final positions in, shapes with classes out. Nothing is computed here.

use super::Shared;
use crate::state::Action;
use ::diagram::{
    ArrowKind, ArrowView, BoxEnd, BoxKind, BoxView, EndsIn, Mark, MarkKind, OpView, Span,
    ThreadKind, ThreadView, View,
};
use trace::OpEnd;
use yew::prelude::*;

/// Properties of [`Picture`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) view: Shared<View>,
    pub(super) dispatch: Callback<Action>,
}

/// Everything but the cursor.
#[component]
pub(super) fn Picture(props: &Props) -> Html {
    let view = &props.view;
    let (left, right) = (n(view.gutter), n(view.width));
    let foot = n(view.height);
    let go = |from, to| props.dispatch.reform(move |_: MouseEvent| Action::SeekBox(from, to));
    html! {
        <g>
            { for view.lanes.windows(2).map(|pair| {
                let border = (pair[0].trace != pair[1].trace).then_some("border");
                let y = n(pair[1].y);
                html! {
                    <line class={classes!("rule", border)} x1={left.clone()} x2={right.clone()}
                        y1={y.clone()} y2={y} />
                }
            }) }
            { for view.ticks.iter().map(|tick| html! {
                <g class="tick">
                    <line x1={n(tick.x)} x2={n(tick.x)} y1={n(view.ruler - 5.0)} y2={foot.clone()} />
                    <text x={n(tick.x + 4.0)} y={n(view.ruler - 8.0)}>{ &tick.label }</text>
                </g>
            }) }
            { for view.waits.iter().map(|wait| html! {
                <g class="wait">
                    <rect x={n(wait.x)} y={n(view.ruler)} width={n(wait.width)}
                        height={n(view.height - view.ruler)} />
                    <text x={n(wait.x + wait.width / 2.0)} y={n(view.height - 6.0)}>{ &wait.label }</text>
                </g>
            }) }
            { for view.threads.iter().map(thread) }
            { for view.ops.iter().map(|op| operation(op, go(op.from, op.to))) }
            { for view.boxes.iter().map(|b| call(b, go(b.from, b.to))) }
            { for view.work.iter().map(|span| stretch(span, "work")) }
            { for view.blocked.iter().map(|span| stretch(span, "blocked")) }
            { for view.arrows.iter().map(arrow) }
            { for view.marks.iter().map(|m| mark(m, go(m.position, m.position))) }
        </g>
    }
}

fn n(number: f64) -> String {
    ::diagram::px(number)
}

fn call(b: &BoxView, onclick: Callback<MouseEvent>) -> Html {
    let kind = match b.kind {
        BoxKind::Poll => "poll",
        BoxKind::Turn => "turn",
        BoxKind::Async => "async",
        BoxKind::Block => "block",
        BoxKind::Sync => "sync",
    };
    let end = match b.end {
        BoxEnd::Suspended | BoxEnd::Pending => "pending",
        BoxEnd::Returned | BoxEnd::Ready | BoxEnd::Turn | BoxEnd::Open => "finished",
    };
    html! {
        <g class={classes!("box", kind, end)} {onclick}>
            <title>{ &b.title }</title>
            <rect x={n(b.x)} y={n(b.y)} width={n(b.width)} height={n(b.height)} />
            <text x={n(b.x + 5.0)} y={n(b.y + b.height / 2.0 + 4.0)}>{ &b.label }</text>
        </g>
    }
}

fn thread(t: &ThreadView) -> Html {
    let kind = match t.kind {
        ThreadKind::Suspended => "suspended",
        ThreadKind::NotStarted => "unstarted",
        ThreadKind::Pending => "pending",
        ThreadKind::Queued => "queued",
    };
    html! {
        <g class={classes!("thread", kind)}>
            <title>{ &t.title }</title>
            <line x1={n(t.x1)} x2={n(t.x2)} y1={n(t.y)} y2={n(t.y)} />
            if t.ends_in == EndsIn::Dropped {
                <path class="dropped" d={format!("M{} {}l8 8m0-8l-8 8", n(t.x2 - 4.0), n(t.y - 4.0))} />
            }
        </g>
    }
}

fn operation(op: &OpView, onclick: Callback<MouseEvent>) -> Html {
    let end = match op.end {
        Some(OpEnd::Done) => "done",
        Some(OpEnd::Failed(_)) => "failed",
        Some(OpEnd::Cancelled) => "cancelled",
        None => "open-ended",
    };
    html! {
        <g class={classes!("op", end)} {onclick}>
            <title>{ &op.title }</title>
            <rect x={n(op.x)} y={n(op.y)} width={n(op.width)} height={n(op.height)} />
            <text x={n(op.x + 5.0)} y={n(op.y + op.height / 2.0 + 4.0)}>{ &op.label }</text>
        </g>
    }
}

fn stretch(span: &Span, class: &'static str) -> Html {
    html! {
        <rect {class} x={n(span.x)} y={n(span.y)} width={n(span.width)} height={n(span.height)} />
    }
}

fn arrow(arrow: &ArrowView) -> Html {
    let kind = match arrow.kind {
        ArrowKind::Wake => "wake",
        ArrowKind::Spawn => "spawn",
    };
    html! {
        <g class={classes!("arrow", kind)}>
            <title>{ &arrow.title }</title>
            <path class="line" d={arrow.path.clone()} />
            <path class="head" d={arrow.head.clone()} />
        </g>
    }
}

fn mark(mark: &Mark, onclick: Callback<MouseEvent>) -> Html {
    let kind = match mark.kind {
        MarkKind::Printed => "printed",
        MarkKind::Wake => "idle-wake",
    };
    html! {
        <g class={classes!("mark", kind)} {onclick}>
            <title>{ &mark.title }</title>
            <path d={format!("M{} {}l-4 -7h8z", n(mark.x), n(mark.y))} />
        </g>
    }
}
