//! Trace → words and tables: the text equal of the picture.
//!
//! First a sentence with the outcome; then, lane by lane, tables of polls and of calls; then what
//! was asked of the outside world; then what was printed. The tables are Markdown and aligned, so
//! that they read well as plain text too. `account/rows.rs` collects what stands in them.

mod rows;
mod table;
mod terminal;
mod totals;

use crate::scene::{Row, Scene, Spot};
use crate::words::{awaited, between, bytes, capital, lane_label};
use crate::{BoxKind, MarkKind, Reach, title};
use rows::{Lives, op_row, poll_row, turn_row, why};
use table::Table;
use trace::{EventKind, Index, Instant, LaneId, LaneKind, Trace};

pub use totals::totals;

/// A run of more events than this is neither told nor drawn in characters.
const LONG: usize = 20_000;

/// Whether a run is so long that nothing a step does may cost as much as the run is long.
pub fn is_long(trace: &Trace) -> bool {
    trace.events.len() > LONG
}

/// The text equal of the picture; of a run that is too long for that, its [`totals`].
pub fn account(trace: &Trace) -> String {
    if is_long(trace) {
        return totals(trace, &Index::new(trace));
    }
    let scene = Scene::new(trace);
    let (example, seed) = (&trace.recipe.example, trace.recipe.seed);
    let outcome = trace.outcome.sentence(trace);
    let mut out = format!("{example}, seed {seed}. {outcome}\n");
    let (why, lives) = (why(trace), Lives::of(trace));
    // Of JavaScript that takes part in a run of Rust's there are operations and lines alone.
    let is_told = |kind| match kind {
        LaneKind::Reactor => false,
        LaneKind::JavaScript => trace.is_javascript(),
        LaneKind::Task(_) | LaneKind::Thread => true,
    };
    for lane in scene.lanes.iter().filter(|lane| is_told(lane.kind)) {
        heading(&mut out, &capital(&lane_label(trace, lane.id)));
        let mut polls = Table::new(&["poll", "from", "to", "why", "answer"]);
        let mut turns = Table::new(&["turn", "from", "to", "why"]);
        for piece in (1..).zip(scene.pieces.at(Spot::new(lane.id, Row::Strip))) {
            match piece.1.kind {
                BoxKind::Turn => turns.row(turn_row(trace, lane.id, piece, &scene)),
                _ => polls.row(poll_row(trace, lane.id, piece, &why)),
            }
        }
        polls.write(&mut out);
        turns.write(&mut out);
        lives.table(trace, lane.id).write(&mut out);
        stretches(trace, &scene, lane.id).write(&mut out);
        let dots = scene.dots.at(Spot::new(lane.id, Row::Strip)).iter();
        for dot in dots.filter(|dot| dot.kind == MarkKind::Wake) {
            let sentence = title::dot(trace, dot.kind, lane.id, dot.event as usize);
            out.push_str(&format!("\n{sentence}\n"));
        }
    }
    if !scene.bars.is_empty() {
        heading(&mut out, "Outside world");
        let mut ops = Table::new(&["operation", "asked for by", "from", "to", "end"]);
        scene.bars.iter().for_each(|bar| ops.row(op_row(trace, bar)));
        ops.write(&mut out);
    }
    threads(&mut out, trace);
    printed(&mut out, trace);
    terminal::terminals(&mut out, trace);
    out
}

fn heading(out: &mut String, text: &str) {
    out.push_str("\n## ");
    out.push_str(text);
    out.push('\n');
}

/// Work, and waiting on the stack.
fn stretches(trace: &Trace, scene: &Scene, lane: LaneId) -> Table {
    let mut table = Table::new(&["on the stack meanwhile", "from", "to"]);
    let rows = scene.work.of_lane(lane).chain(scene.blocked.of_lane(lane));
    let mut found: Vec<Reach> = rows.flat_map(|(_, stretches)| stretches).copied().collect();
    found.sort_by_key(|stretch| stretch.from_event());
    for stretch in found {
        let what = match trace.events[stretch.from_event()].kind {
            EventKind::WaitStarted(wait) => {
                format!("waiting for {}", awaited(trace, trace.wait(wait).on))
            }
            EventKind::Thread(_) => "waiting for a core".to_owned(),
            _ => "computing".to_owned(),
        };
        let (from, to) = rows::times(trace, stretch);
        table.row(vec![what, from, to]);
    }
    table
}

/// What the threads cost, if any were made: counted, and estimated.
fn threads(out: &mut String, trace: &Trace) {
    let costs = trace.thread_costs();
    if costs.spawned == 0 {
        return;
    }
    heading(out, "Threads");
    let mut table = Table::new(&["what", "how much"]);
    let mut row = |what: &str, much: String| table.row(vec![what.to_owned(), much]);
    row("threads made", costs.spawned.to_string());
    row("address space reserved for their stacks", bytes(costs.reserved));
    row("context switches because a thread waits", costs.voluntary.to_string());
    row("context switches because a time slice is over", costs.involuntary.to_string());
    row("about so much processor time for all that", between(Instant::START, costs.time()));
    table.write(out);
}

fn printed(out: &mut String, trace: &Trace) {
    let mut lines = Table::new(&["at", "by", "line"]);
    for (_, event, text) in trace.log() {
        lines.row(vec![event.at.words(), lane_label(trace, event.lane), text.to_owned()]);
    }
    if !lines.is_empty() {
        heading(out, "Printed");
        lines.write(out);
    }
}
