//! What is said in the picture itself: of the shape beneath the pointer, of the one that was
//! picked, and of the stretch that is measured. It comes with the words, a moment after the
//! picture.

use super::diagram::shape::{group, line, path, rect, words};
use super::element::{Element, tag};
use crate::state::{Beside, Picked, Run};
use diagram::title::{self, Titles};
use diagram::{Axis, Change, OpView, Shape, View, px};
use examples::Kind;
use trace::{Instant, OpName, Trace};
use yew::Html;

/// What the reader asks about.
#[derive(Clone, Copy)]
pub struct Asked {
    /// Beneath the pointer.
    pub(super) hovered: Option<Shape>,
    /// Picked.
    pub(super) picked: Option<Picked>,
    /// From which place to which.
    pub(super) measured: Option<(f64, f64)>,
    /// An operation whose end is moved, how far from the window's left end, and to which instant.
    pub(super) moving: Option<(usize, f64, Instant)>,
}

/// The width of a card, px.
const CARD: f64 = 296.0;
/// The height of a line, px, and how many characters it holds.
const LINE: f64 = 18.0;
const IN_LINE: usize = 46;

/// Outlines, what is measured, and the card.
pub fn aside(run: &Run, view: &View, Asked { hovered, picked, measured, moving }: Asked) -> Html {
    let chosen = picked.and_then(|picked| view.of_event(picked.language.which(), picked.from));
    let mut layer = tag("g").class("aside");
    for (class, shape) in [("picked", chosen), ("hovered", hovered)] {
        if let Some((x, y, width, height)) = shape.and_then(|shape| view.bounds(shape)) {
            layer = layer.with(rect(class, x - 2.0, y - 2.0, width + 4.0, height + 4.0));
        }
    }
    if let Some(beside) = &run.beside {
        layer = layer.all(differences(run, view, beside));
    }
    if let Some(picked) = picked {
        layer = layer.all(causes(run, view, picked));
    }
    if let Some((from, to)) = measured {
        layer = layer.with(measure(run, view, from, to));
    }
    if let Some((op, x, to)) = moving {
        return layer.with(moved(view, op, x, to)).done();
    }
    if let Some(Shape::Op(at)) = hovered
        && let Some(op) = view.ops.get(at).filter(|op| movable(run, op))
    {
        let grip = format!(
            "M{} {}v{}m3-{}v{}",
            px(op.x + op.width - 7.0),
            px(op.y + 4.0),
            px(op.height - 8.0),
            px(op.height - 8.0),
            px(op.height - 8.0)
        );
        layer = layer.with(path("grip", grip));
    }
    if let Some(shape) = hovered {
        layer = layer.with(card(run, view, shape));
    }
    layer.done()
}

/// A sign at whatever differs between two runs: moved, otherwise, new or gone.
fn differences(run: &Run, view: &View, beside: &Beside) -> Vec<Element> {
    let own = run.traces().len();
    let mut shapes = Vec::new();
    for compared in &beside.compared {
        let which = usize::from(compared.javascript);
        for difference in &compared.differences {
            let (class, sign, which) = match difference.kind {
                Change::Moved { .. } => ("moved", "→", which),
                Change::Otherwise => ("otherwise", "≠", which),
                Change::New => ("new", "+", which),
                Change::Gone => ("gone", "−", own + which),
            };
            let place = view.of_event(which, difference.event);
            let Some((x, y, width, height)) = place.and_then(|at| view.bounds(at)) else {
                continue;
            };
            let group = group(format!("difference {class}"))
                .with(rect("", x - 1.0, y - 1.0, width + 2.0, height + 2.0))
                .with(tag("circle").value("cx", px(x)).value("cy", px(y)).attr("r", "6.5"))
                .with(words("", x, y + 4.0, sign));
            shapes.push(group);
        }
    }
    shapes
}

/// A line from each cause of what was picked to what it caused, and a frame around the cause.
fn causes(run: &Run, view: &View, picked: Picked) -> Vec<Element> {
    let which = picked.language.which();
    let Some(details) = run.details(picked) else { return Vec::new() };
    let mut shapes = Vec::new();
    for cause in &details.causes {
        let at = |event: usize| view.bounds(view.of_event(which, event)?);
        let x = |event: usize| {
            let x = view.x(&run.timeline, run.timeline.position(which, event));
            x.clamp(view.gutter - 20.0, view.width + 20.0)
        };
        let (Some(from), Some(to)) = (at(cause.from), at(cause.to)) else { continue };
        let frame = rect("cause", from.0 - 2.0, from.1 - 2.0, from.2 + 4.0, from.3 + 4.0);
        let (x1, x2) = (x(cause.from), x(cause.to));
        let (y1, y2) = (from.1 + from.3 / 2.0, to.1 + to.3 / 2.0);
        let bow = (y1 + y2) / 2.0 - if y1 == y2 { 18.0 } else { 0.0 };
        let data = format!(
            "M{} {}C{} {} {} {} {} {}",
            px(x1),
            px(y1),
            px(x1),
            px(bow),
            px(x2),
            px(bow),
            px(x2),
            px(y2)
        );
        shapes.push(group("because".to_owned()).with(frame).with(path("line", data)));
    }
    shapes
}

/// An operation's end on its way: where it would end, and when that is.
fn moved(view: &View, op: usize, x: f64, to: Instant) -> Element {
    let Some(op) = view.ops.get(op) else { return tag("g") };
    let right = (x + view.start()).max(op.x);
    let words = words("long", right, op.y - 6.0, &to.words());
    group("moving".to_owned())
        .with(rect("wished", op.x, op.y, right - op.x, op.height))
        .with(line("edge", right, view.ruler, right, view.height))
        .with(words)
}

/// Whether an operation of the picture can be moved by its end.
pub(super) fn movable(run: &Run, op: &OpView) -> bool {
    let trace = run.drawn().get(op.trace).copied();
    let is_free =
        |trace: &Trace| trace.op(op.op).kind.is_movable() && trace.op_name(op.op).is_some();
    op.count == 1 && run.example.kind != Kind::Live && trace.is_some_and(is_free)
}

/// Where an operation's end goes that is put to `x`, px from the window's left end: its name, and a
/// round instant not before its beginning.
pub(super) fn moved_to(
    run: &Run,
    view: &View,
    axis: &Axis<'_>,
    op: usize,
    x: f64,
) -> Option<(OpName, Instant)> {
    let op = view.ops.get(op)?;
    let trace = *run.drawn().get(op.trace)?;
    let name = trace.op_name(op.op)?;
    let (from, to) = (op.reach.from_event(), op.reach.to_event()?);
    let (start, end) = (trace.events[from].at, trace.events[to].at);
    // How much time a px is, over the whole run; at least a microsecond.
    let last = run.timeline.at(run.end()).0;
    let all = view.from_start(view.x(&run.timeline, run.end())).max(1.0);
    let a_px = (last / (all as u64).max(1)).max(1_000);
    let by = x - view.from_start(op.x + op.width);
    let wanted = match axis.is_true_to_scale() && x < all {
        true => run.timeline.instant_at(axis.place_at(view.window, x)).0,
        // Where no time passes from left to right, a px is as much time as it is on the whole.
        false => end.0.saturating_add_signed((by * a_px as f64) as i64),
    };
    // As exact as a hand can be.
    let steps = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
    let step = steps.into_iter().rev().find(|step| *step <= a_px * 100).unwrap_or(1_000);
    let round = wanted.saturating_add(step / 2) / step * step;
    Some((name, Instant(round).max(start)))
}

/// From one place to another: how long that takes, and how many steps.
fn measure(run: &Run, view: &View, from: f64, to: f64) -> Element {
    let (from, to) = (from.min(to), from.max(to));
    let at = |place: f64| view.x_at(&run.timeline, place).clamp(view.gutter, view.width);
    let (left, right) = (at(from), at(to));
    let long = Axis::between(&run.timeline, from, to);
    let y = view.ruler - 3.0;
    group("measure".to_owned())
        .with(rect("band", left, view.ruler, right - left, view.height - view.ruler))
        .with(path("span", format!("M{} {}v6m0-3H{}m0-3v6", px(left), px(y - 3.0), px(right))))
        .with(words("long", (left + right) / 2.0, 13.0, &long))
        .with(line("edge", right, view.ruler, right, view.height))
}

/// A sentence about a shape, beneath it.
fn card(run: &Run, view: &View, shape: Shape) -> Element {
    let Some((x, y, _, height)) = view.bounds(shape) else { return tag("g") };
    let text = sentence(run, view, shape).unwrap_or_default();
    let x = x.min(view.width - CARD - 6.0).max(view.gutter + 4.0);
    let lines = wrapped(&text);
    let tall = lines.len() as f64 * LINE + 12.0;
    // Above the shape, if there is no room beneath.
    let beneath = y + height + 7.0;
    let above = y - tall - 7.0;
    let y = if beneath + tall > view.height && above >= 0.0 { above } else { beneath };
    let ground = rect("ground", x, y, CARD, tall);
    let words = (1..)
        .zip(lines)
        .map(|(nth, text)| words("", x + 10.0, y + 2.0 + f64::from(nth) * LINE, &text));
    group("card".to_owned()).with(ground).all(words)
}

/// A text in lines that fit a card.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split(' ') {
        let fits = |line: &&mut String| (line.chars().count() + word.chars().count()) < IN_LINE;
        match lines.last_mut().filter(fits) {
            Some(line) => *line = [line, " ", word].concat(),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// What a shape stands for.
fn sentence(run: &Run, view: &View, shape: Shape) -> Option<String> {
    let (which, _) = view.reach(shape)?;
    let trace = *run.drawn().get(which)?;
    Some(match shape {
        Shape::Box(at) => Titles::new(trace).of_box(&view.boxes[at]),
        Shape::Op(at) => title::op(trace, &view.ops[at]),
        Shape::Mark(at) => title::mark(trace, &view.marks[at]),
        Shape::Arrow(at) => title::arrow(trace, &view.arrows[at]),
        Shape::Thread(at) => title::thread(trace, &view.threads[at]),
    })
}
