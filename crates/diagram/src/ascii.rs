//! Trace → a picture in characters, for a terminal and for tests.
//!
//! A row per task's polls and a row per call, indented by its depth; a column per event, and one
//! more where the clock jumps. Long runs are scaled down, and the first line says by how much.

mod rows;

use crate::words::{grouped, shorten};
use crate::{Scene, Timeline, is_long};
use rows::{Rows, Scale};
use trace::Trace;

/// The width of the labels and of the plot, in characters.
const LABELS: usize = 22;
const PLOT: usize = 76;

const LEGEND: &str = "\
# on the stack   . pending, off the stack   : on the run queue   o future made, - nothing has run
x dropped   _ blocked   % work   \" prints   ^ woken   [==] operation, [=! failed, [=x cancelled";

/// Only of runs in which tasks send each other messages.
const MESSAGES: &str = "! sends a message   ? receives one\n";

/// The picture for a terminal and for tests, at most 100 columns wide. Of a run too long for
/// a row per call, only the sentence that says so.
pub fn ascii(trace: &Trace) -> String {
    if is_long(trace) {
        let (example, seed, events) =
            (&trace.recipe.example, trace.recipe.seed, trace.events.len());
        return format!(
            "{example}, seed {seed}: {} events are too many for a drawing in characters; an SVG \
             shows some of them, and the account their number.\n",
            grouped(events)
        );
    }
    let timeline = Timeline::new(&[trace]);
    let scene = Scene::new(trace);
    let scale = Scale::new(&timeline, PLOT);
    let mut out = format!("{}, seed {}; {}\n", trace.recipe.example, trace.recipe.seed, scale);
    line(&mut out, "", &scale.ruler());
    for (label, cells) in Rows::of(trace, &scene, &scale).rows {
        line(&mut out, &label, &cells);
    }
    out.push_str(LEGEND);
    out.push('\n');
    if !trace.channels.is_empty() {
        out.push_str(MESSAGES);
    }
    out
}

fn line(out: &mut String, label: &str, cells: &[char]) {
    let text: String = cells.iter().collect();
    let label = shorten(label, LABELS);
    let whole = format!("{label:LABELS$} |{text}");
    out.push_str(whole.trim_end());
    out.push('\n');
}
