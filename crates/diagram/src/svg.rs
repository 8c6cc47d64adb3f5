//! View → SVG: the picture as one file that needs nothing else.
//!
//! Drawing computes nothing but the veil over what has not happened yet. No font is loaded, and
//! state is told by shape: see `svg/shape.rs`. Colours and strokes are in `svg/theme.rs`.

mod pen;
mod shape;
mod theme;

use crate::title::Titles;
use crate::{Timeline, View};
use pen::Pen;
use trace::Trace;

/// Which palette.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Ink on paper.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// The picture as one self-contained file, with everything after `position` veiled.
pub fn svg(
    view: &View,
    traces: &[&Trace],
    timeline: &Timeline,
    position: usize,
    theme: Theme,
) -> String {
    let mut pen = Pen::default();
    pen.open(view.width, view.height);
    describe(&mut pen, traces);
    pen.raw(&theme::style(theme));
    pen.rect("paper", 0.0, 0.0, view.width, view.height);
    shape::ground(&mut pen, view);
    let titles: Vec<Titles<'_>> = traces.iter().map(|trace| Titles::new(trace)).collect();
    shape::threads(&mut pen, view, traces);
    shape::boxes(&mut pen, view, traces, &titles);
    shape::ops(&mut pen, view, traces);
    shape::arrows(&mut pen, view, traces);
    shape::marks(&mut pen, view, traces);
    let (x, end) = (view.x(timeline, position), view.x(timeline, usize::MAX));
    if x < end {
        pen.rect("veil", x, view.ruler, view.width - x, view.height - view.ruler);
        pen.line("cursor", x, view.ruler - 12.0, x, view.height);
    }
    shape::gutter(&mut pen, view);
    pen.close()
}

fn describe(pen: &mut Pen, traces: &[&Trace]) {
    let Some(first) = traces.first() else {
        pen.element("title", "An empty timing diagram");
        return;
    };
    let (example, seed) = (&first.recipe.example, first.recipe.seed);
    pen.element("title", &format!("Timing diagram of {example}, seed {seed}"));
    let outcomes: Vec<_> = traces.iter().map(|trace| trace.outcome.sentence(trace)).collect();
    pen.element("desc", &outcomes.join(" "));
}
