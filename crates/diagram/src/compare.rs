//! Two runs, before and after something was changed → what moved, what is new, what is gone.
//!
//! A pinned run and the one that follows from another knob, seed or what-if are matched by names
//! that outlive the change: a lane by its task's name and its place among those of that name, a
//! call by its lane and function, an operation by whoever asked for it, a poll by what brought it
//! (`compare/align.rs`). What is matched and stands at other times has moved. Runs of different
//! examples, and runs too long to be told box by box, have totals alone. It leaves out where the
//! two are drawn: a difference names its things, and the page knows their boxes.

mod align;
mod row;
mod say;

use crate::inspect::Thing;
use crate::is_long;
use crate::ledger::Ledger;
use align::align;
use row::{Row, rows};
use say::Pair;
use trace::Trace;

/// What differs between two runs in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Whether it is the twin's language.
    pub javascript: bool,
    /// In the order of the later run, what is gone where it was in the earlier one.
    pub differences: Vec<Difference>,
    /// All of it in numbers.
    pub totals: Totals,
}

/// Something that is not in both runs, or not at the same times, or does not end the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In which way.
    pub kind: Change,
    /// The thing in the run before.
    pub before: Option<Thing>,
    /// The thing in the run after.
    pub after: Option<Thing>,
    /// Its first event: in the run after, if it is there, else in the one before.
    pub event: usize,
    /// The difference in a whole sentence.
    pub sentence: String,
}

/// In which way something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It begins and ends so many nanoseconds later; earlier, if that is less than nothing. An end
    /// that never came counts as the end of its run.
    Moved {
        /// How much later it begins.
        from: i64,
        /// How much later it ends.
        to: i64,
    },
    /// It ends in another way: dropped instead of done.
    Otherwise,
    /// Only the run after has it.
    New,
    /// Only the run before had it.
    Gone,
}

/// The differences counted, and a sentence about the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many have moved.
    pub moved: usize,
    /// How many end in another way.
    pub otherwise: usize,
    /// How many are new.
    pub new: usize,
    /// How many are gone.
    pub gone: usize,
    /// Time, polls or turns, and these numbers, in whole sentences.
    pub sentence: String,
}

/// What differs between two runs of an example, language by language, in the order of `after`. A
/// language that only one of them has is left out.
pub fn compare(before: &[&Trace], after: &[&Trace]) -> Vec<Compared> {
    let pairs = after.iter().filter_map(|after| {
        let same = |before: &&&Trace| before.is_javascript() == after.is_javascript();
        Some((*before.iter().find(same)?, *after))
    });
    pairs.map(|(before, after)| one(before, after)).collect()
}

fn one(before: &Trace, after: &Trace) -> Compared {
    let javascript = after.is_javascript();
    let strangers = before.recipe.example != after.recipe.example;
    let long = is_long(before) || is_long(after);
    let mut totals = Totals::default();
    let mut differences = Vec::new();
    if !strangers && !long {
        let ledgers = (Ledger::whole(before), Ledger::whole(after));
        differences = all(before, after, &ledgers.0, &ledgers.1);
        for difference in &differences {
            *match difference.kind {
                Change::Moved { .. } => &mut totals.moved,
                Change::Otherwise => &mut totals.otherwise,
                Change::New => &mut totals.new,
                Change::Gone => &mut totals.gone,
            } += 1;
        }
    }
    totals.sentence = say::totals(before, after, &totals, strangers, long);
    Compared { javascript, differences, totals }
}

fn all(before: &Trace, after: &Trace, old: &Ledger, new: &Ledger) -> Vec<Difference> {
    let (old, new) = (rows(before, old), rows(after, new));
    let mut found: Vec<(u64, Difference)> = Vec::new();
    // Groups of rows with the same name are lined up; a group is a kind of thing in one place.
    for (group, olds) in &old {
        let news: &[Row] = new.get(group).map_or(&[], |rows| rows);
        differ(before, after, olds, news, &mut found);
    }
    for (_, news) in new.iter().filter(|(group, _)| !old.contains_key(*group)) {
        differ(before, after, &[], news, &mut found);
    }
    found.sort_by_key(|(at, difference)| (*at, difference.event));
    found.into_iter().map(|(_, difference)| difference).collect()
}

fn differ(
    before: &Trace,
    after: &Trace,
    olds: &[Row],
    news: &[Row],
    found: &mut Vec<(u64, Difference)>,
) {
    let marks = |rows: &[Row]| -> Vec<String> { rows.iter().map(|row| row.mark.clone()).collect() };
    for (old, new) in align(&marks(olds), &marks(news)) {
        let (old, new) = (old.map(|old| &olds[old]), new.map(|new| &news[new]));
        let pair = Pair { before, after, old, new };
        let Some(kind) = pair.change() else { continue };
        let (trace, row) = match (old, new) {
            (_, Some(new)) => (after, new),
            (Some(old), None) => (before, old),
            (None, None) => continue,
        };
        let difference = Difference {
            kind,
            before: old.map(|old| old.thing),
            after: new.map(|new| new.thing),
            event: row.reach.from,
            sentence: pair.sentence(kind),
        };
        found.push((trace.events[row.reach.from].at.0, difference));
    }
}
