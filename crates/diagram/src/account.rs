//! Trace → words and tables: the text equal of the picture.
//!
//! First a sentence with the outcome; then, lane by lane, a sentence about its task and tables of
//! polls or turns, of calls, of where these were suspended, of what kept them on the stack; then
//! messages, what was asked of the outside world, threads, and what was printed. All of it is said
//! from the ledger. An [`Account`] is data: its text ([`Account::to_text`]) is Markdown, aligned,
//! so that it reads well as plain text too, and a page makes real tables of it, whose rows lead to
//! their events and of which one is at the cursor.

mod lane;
mod text;
mod totals;
mod world;

use crate::Timeline;
use crate::ledger::{Ledger, Reach};
use crate::narrate::{narrate, opening};
use crate::sentence::{fill, unknown};
use crate::words::{capital, lane_label};
use trace::{Index, LaneId, LaneKind, Trace};

/// A run in words and tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Which run, and how it ended.
    pub opening: String,
    /// Lanes first, then what belongs to none.
    pub sections: Vec<Section>,
}

/// A lane, or a subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub heading: String,
    /// Whole sentences, before the tables.
    pub sentences: Vec<String>,
    /// None of them is empty.
    pub tables: Vec<Table>,
}

/// Rows under the names of their columns. The first cell of a row is what the row is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the rows are.
    pub caption: &'static str,
    /// A name for each cell of a row.
    pub columns: Vec<&'static str>,
    /// In order of time, as a rule.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As many as the table has columns.
    pub cells: Vec<Cell>,
    /// From which event it reaches; none if it has no place in time.
    pub from: Option<usize>,
    /// To which event; none if that never came.
    pub to: Option<usize>,
}

/// A text, and the event that it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Where that can be seen.
    pub event: Option<usize>,
}

/// A run of more events than this is neither told nor drawn in characters.
const LONG: usize = 20_000;

/// Whether a run is so long that nothing a step does may cost as much as the run is long.
pub fn is_long(trace: &Trace) -> bool {
    trace.events.len() > LONG
}

/// The text equal of the picture; of a run that is too long for that, its totals.
pub fn account(trace: &Trace) -> Account {
    if is_long(trace) {
        return Account::in_numbers(trace, &Index::new(trace));
    }
    let ledger = Ledger::whole(trace);
    let mut account = Account::of(trace);
    // Of JavaScript that takes part in a run of Rust's there are operations and lines alone.
    let is_told = |id: &LaneId| match trace.lane(*id).kind {
        LaneKind::Reactor => false,
        LaneKind::JavaScript => trace.is_javascript(),
        LaneKind::Task(_) | LaneKind::Thread => true,
    };
    for id in (0..trace.lanes.len() as u32).map(LaneId).filter(is_told) {
        let mut section = Section::new(capital(&lane_label(trace, id)));
        section.sentences.extend(lane::sentence(trace, &ledger, id));
        section.add(lane::polls(trace, &ledger, id));
        section.add(lane::turns(trace, &ledger, id));
        section.add(lane::calls(trace, &ledger, id));
        section.add(lane::suspensions(trace, &ledger, id));
        section.add(lane::stretches(trace, &ledger, id));
        section.add(lane::idle_wakes(trace, &ledger, id));
        account.sections.push(section);
    }
    account.add("Messages", world::messages(trace, &ledger));
    account.add("Outside world", world::operations(trace, &ledger));
    account.sections.extend(world::threads(trace, &ledger));
    account.add("Printed", world::printed(trace));
    account.sections.extend(world::terminals(trace));
    account
}

/// What to announce when a reader has moved from one position of a timeline to another, in the
/// trace of this number: of one step on, its sentence; of a leap, where it led, and the sentence of
/// the step there. Nothing if that step is none of this trace's.
pub fn announce(
    trace: &Trace,
    timeline: &Timeline,
    which: usize,
    from: usize,
    to: usize,
) -> String {
    let sentence = match timeline.event(to, which) {
        _ if to == 0 => opening(trace),
        Some(event) => narrate(trace, event),
        None => return String::new(),
    };
    if to == from + 1 {
        return sentence;
    }
    fill("Step {number} of {of}, at {at}. {sentence}", &|word| match word {
        "number" => to.to_string(),
        "of" => timeline.steps().to_string(),
        "at" => timeline.at(to).words(),
        "sentence" => sentence.clone(),
        _ => unknown(word),
    })
}

impl Account {
    fn of(trace: &Trace) -> Account {
        let opening = fill("{example}, seed {seed}. {outcome}", &|word| match word {
            "example" => trace.recipe.example.clone(),
            "seed" => trace.recipe.seed.to_string(),
            "outcome" => trace.outcome.sentence(trace),
            _ => unknown(word),
        });
        Account { opening, sections: Vec::new() }
    }

    /// A section of one table, unless that is empty.
    fn add(&mut self, heading: &str, table: Table) {
        if !table.rows.is_empty() {
            let mut section = Section::new(heading.to_owned());
            section.add(table);
            self.sections.push(section);
        }
    }
}

impl Section {
    fn new(heading: String) -> Section {
        Section { heading, sentences: Vec::new(), tables: Vec::new() }
    }

    /// A table, unless it is empty, without the columns in which nothing stands.
    fn add(&mut self, mut table: Table) {
        if table.rows.is_empty() {
            return;
        }
        let used: Vec<bool> = (0..table.columns.len())
            .map(|column| table.rows.iter().any(|row| !row.cells[column].text.is_empty()))
            .collect();
        let keep = |place: &mut usize| {
            *place += 1;
            used[*place - 1]
        };
        let mut place = 0;
        table.columns.retain(|_| keep(&mut place));
        for row in &mut table.rows {
            let mut place = 0;
            row.cells.retain(|_| keep(&mut place));
        }
        self.tables.push(table);
    }
}

impl Table {
    fn new(caption: &'static str, columns: &[&'static str]) -> Table {
        Table { caption, columns: columns.to_vec(), rows: Vec::new() }
    }

    fn row<const N: usize>(&mut self, reach: Option<Reach>, cells: [Cell; N]) {
        let (from, to) = (reach.map(|reach| reach.from), reach.and_then(|reach| reach.to));
        self.rows.push(Row { cells: cells.into(), from, to });
    }

    /// The row at a cursor, that is after so many events: of those under way, or ended by the last
    /// event, the one that began last.
    pub fn current(&self, cursor: usize) -> Option<usize> {
        let last = cursor.checked_sub(1)?;
        let begun = |row: &&(usize, usize, Option<usize>)| {
            row.1 <= last && row.2.is_none_or(|to| to >= last)
        };
        let rows = self.rows.iter().enumerate();
        let rows: Vec<_> = rows.filter_map(|(at, row)| Some((at, row.from?, row.to))).collect();
        rows.iter().filter(begun).max_by_key(|row| row.1).map(|row| row.0)
    }
}

impl Cell {
    fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), event: None }
    }

    /// The instant of an event; never, if there is none.
    fn at(trace: &Trace, event: Option<usize>) -> Cell {
        let text = event.map_or_else(|| "never".to_owned(), |at| trace.events[at].at.words());
        Cell { text, event }
    }

    /// The same, and nothing if there is none.
    fn maybe(trace: &Trace, event: Option<usize>) -> Cell {
        if event.is_none() { Cell::default() } else { Cell::at(trace, event) }
    }
}
