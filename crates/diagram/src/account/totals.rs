//! A long run in a few numbers: all of it in words would fill books.

use super::world::printed;
use super::{Account, Cell, Section, Table};
use crate::words::grouped;
use trace::{Index, LaneKind, Trace};

impl Account {
    /// What stands for a run too long to be told event by event: its totals and its output.
    pub fn in_numbers(trace: &Trace, index: &Index) -> Account {
        let end = index.tally_at(usize::MAX);
        let tasks = trace.lanes.iter().filter(|lane| matches!(lane.kind, LaneKind::Task(_)));
        let mut table = Table::new("Totals", &["what", "how many"]);
        for (what, number) in [
            ("events", trace.events.len()),
            ("tasks", tasks.count()),
            ("polls", end.polls as usize),
            ("operations", trace.ops.len()),
            ("calls", trace.calls.len()),
        ] {
            table.row(None, [Cell::text(what), Cell::text(grouped(number))]);
        }
        let mut account = Account::of(trace);
        let mut section = Section::new("In numbers".to_owned());
        section.sentences.push("That is too much to be told event by event.".to_owned());
        section.add(table);
        account.sections.push(section);
        account.add("Printed", printed(trace));
        account
    }
}
