//! A long run in a few numbers: all of it in words would fill books.

use super::table::Table;
use super::{heading, printed};
use crate::words::grouped;
use trace::{Index, LaneKind, Trace};

/// The text that stands for a run too long to be told event by event: its totals and its output.
pub fn totals(trace: &Trace, index: &Index) -> String {
    let end = index.tally_at(usize::MAX);
    let tasks = trace.lanes.iter().filter(|lane| matches!(lane.kind, LaneKind::Task(_)));
    let (example, seed) = (&trace.recipe.example, trace.recipe.seed);
    let outcome = trace.outcome.sentence(trace);
    let mut out = format!("{example}, seed {seed}. {outcome}\n");
    heading(&mut out, "In numbers");
    let mut table = Table::new(&["what", "how many"]);
    for (what, number) in [
        ("events", trace.events.len()),
        ("tasks", tasks.count()),
        ("polls", end.polls as usize),
        ("operations", trace.ops.len()),
        ("calls", trace.calls.len()),
    ] {
        table.row(vec![what.to_owned(), grouped(number)]);
    }
    table.write(&mut out);
    out.push_str("\nThat is too much to be told event by event.\n");
    printed(&mut out, trace);
    out
}
