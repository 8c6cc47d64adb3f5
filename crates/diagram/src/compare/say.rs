//! A difference, and the totals, in whole sentences: each is one form.

use super::row::{Row, name};
use super::{Change, Totals};
use crate::inspect::Thing;
use crate::sentence::{fill, unknown};
use crate::words::{between, grouped};
use trace::{EventKind, Instant, Trace};

/// A thing in the run before and in the run after, as far as each has it.
pub(super) struct Pair<'a> {
    pub(super) before: &'a Trace,
    pub(super) after: &'a Trace,
    pub(super) old: Option<&'a Row>,
    pub(super) new: Option<&'a Row>,
}

fn at(trace: &Trace, event: usize) -> Instant {
    trace.events[event].at
}

impl Pair<'_> {
    /// In which way the two differ, if they do.
    pub(super) fn change(&self) -> Option<Change> {
        let (old, new) = match (self.old, self.new) {
            (Some(old), Some(new)) => (old, new),
            (Some(_), None) => return Some(Change::Gone),
            (None, Some(_)) => return Some(Change::New),
            (None, None) => return None,
        };
        if old.how != new.how {
            return Some(Change::Otherwise);
        }
        let later = |new: Instant, old: Instant| new.0.wrapping_sub(old.0).cast_signed();
        let from = later(at(self.after, new.reach.from), at(self.before, old.reach.from));
        // What ends in neither run does not end later because the run does.
        let to = match (old.reach.to, new.reach.to) {
            (None, None) => from,
            _ => later(new.reach.end(self.after), old.reach.end(self.before)),
        };
        let renamed = name(self.before, old.thing) != name(self.after, new.thing);
        let text = matches!(new.thing, Thing::Line(_)) && renamed;
        (from != 0 || to != 0 || text).then_some(Change::Moved { from, to })
    }

    pub(super) fn sentence(&self, kind: Change) -> String {
        let row = self.new.or(self.old);
        let line = row.is_some_and(|row| matches!(row.thing, Thing::Line(_)));
        let over = row.is_some_and(|row| row.reach.to.is_some());
        let form = match (kind, line) {
            (Change::New, true) => "{Name} is printed only now, at {from}.",
            (Change::Gone, true) => "{Name} is no longer printed; before, it was, at {was_from}.",
            (Change::Moved { from: 0, .. }, true) => "{Name} is printed, at {from} as before.",
            (_, true) => "{Name} is printed at {from} instead of {was_from}.",
            (Change::New, _) if over => "{Name} is new: from {from} to {to}.",
            (Change::New, _) => "{Name} is new: from {from}, and never over.",
            (Change::Gone, _) if over => {
                "{Name} is gone; before, it lasted from {was_from} to {was_to}."
            }
            (Change::Gone, _) => "{Name} is gone; before, it began at {was_from} and never ended.",
            (Change::Otherwise, _) => self.otherwise(),
            (Change::Moved { from, to }, _) => match (from, to) {
                (0, _) => "{Name} ends at {to} instead of {was_to}.",
                (_, 0) => "{Name} begins at {from} instead of {was_from}, and ends as before.",
                _ if from == to && from > 0 => {
                    "{Name} comes {later} later: at {from} instead of {was_from}."
                }
                _ if from == to => "{Name} comes {later} earlier: at {from} instead of {was_from}.",
                _ => "{Name} lasts from {from} to {to} instead of from {was_from} to {was_to}.",
            },
        };
        fill(form, &|word| self.word(word))
    }

    fn otherwise(&self) -> &'static str {
        let poll = matches!(self.new.map(|new| new.thing), Some(Thing::Poll(..)));
        let over = |row: Option<&Row>| row.is_some_and(|row| row.reach.to.is_some());
        match (poll, over(self.old), over(self.new)) {
            (true, ..) => "{Name} answers {how} instead of {was_how}.",
            (_, true, false) => "{Name} never ends; before, it ended at {was_to}: {was_how}.",
            (_, false, _) => "{Name} ends at {to}: {how}; before, it never ended.",
            _ => "{Name} ends otherwise: {how} at {to} instead of {was_how} at {was_to}.",
        }
    }

    fn word(&self, word: &str) -> String {
        let old = self.old.map(|old| (self.before, old));
        let new = self.new.map(|new| (self.after, new));
        let from = |(trace, row): (&Trace, &Row)| at(trace, row.reach.from).words();
        let to = |(trace, row): (&Trace, &Row)| row.reach.end(trace).words();
        match word {
            "name" => self.name(),
            "from" => new.map_or_else(String::new, from),
            "to" => new.map_or_else(String::new, to),
            "was_from" => old.map_or_else(String::new, from),
            "was_to" => old.map_or_else(String::new, to),
            "how" => self.new.map_or_else(String::new, |new| new.how.clone()),
            "was_how" => self.old.map_or_else(String::new, |old| old.how.clone()),
            "later" => {
                let starts = |(trace, row): (&Trace, &Row)| at(trace, row.reach.from);
                let ends = old.map(starts).zip(new.map(starts));
                let (one, other) = ends.unwrap_or_default();
                between(one.min(other), one.max(other))
            }
            _ => unknown(word),
        }
    }

    /// What it is called, and what it was called.
    fn name(&self) -> String {
        let old = self.old.map(|old| name(self.before, old.thing));
        let new = self.new.map(|new| name(self.after, new.thing));
        match (old, new) {
            (Some(old), Some(new)) if old != new => {
                fill("{new}, in the place of {old},", &|word| match word {
                    "new" => new.clone(),
                    "old" => old.clone(),
                    _ => unknown(word),
                })
            }
            (old, new) => new.or(old).unwrap_or_default(),
        }
    }
}

/// All in whole sentences: time and polls, then the differences in numbers, then the outcome.
pub(super) fn totals(
    before: &Trace,
    after: &Trace,
    totals: &Totals,
    strangers: bool,
    long: bool,
) -> String {
    let ((old, _), (new, counted)) = (turns(before), turns(after));
    let (then, now) = (before.end(), after.end());
    let form = match (then == now, old == new) {
        (false, false) => "This run takes {now} instead of {then}, and {new} instead of {old}.",
        (false, true) => "This run takes {now} instead of {then}, and {new} as before.",
        (true, false) => "This run takes {now} as before, and {new} instead of {old}.",
        (true, true) => "This run takes {now} and {new}, as before.",
    };
    let all = totals.moved + totals.otherwise + totals.new + totals.gone;
    let rest = match (strangers, long, all) {
        (true, ..) => "They are runs of two examples, so that no more can be compared.",
        (_, true, _) => "That is too much to be compared one by one.",
        (_, _, 0) => "Nothing else differs.",
        _ => "Moved: {moved}. New: {added}. Gone: {gone}. Ending otherwise: {otherwise}.",
    };
    let word = |word: &str| match word {
        "now" => now.words(),
        "then" => then.words(),
        "new" => [&grouped(new)[..], counted].join(" "),
        "old" => grouped(old),
        "moved" => grouped(totals.moved),
        "added" => grouped(totals.new),
        "gone" => grouped(totals.gone),
        "otherwise" => grouped(totals.otherwise),
        _ => unknown(word),
    };
    let mut sentences = vec![fill(form, &word), fill(rest, &word)];
    if before.outcome.name() != after.outcome.name() {
        sentences.push(after.outcome.sentence(after));
    }
    sentences.join(" ")
}

/// How often a program got its turn, and what its turns are called: `7` and `polls`.
fn turns(trace: &Trace) -> (usize, &'static str) {
    let count =
        |is: fn(&EventKind) -> bool| trace.events.iter().filter(|event| is(&event.kind)).count();
    let (number, one, many) = match (trace.is_javascript(), trace.tasks.is_empty()) {
        (true, _) => (count(|kind| *kind == EventKind::TurnStarted), "turn", "turns"),
        (_, true) => (trace.calls.len(), "call", "calls"),
        _ => (count(|kind| matches!(kind, EventKind::PollStarted(_))), "poll", "polls"),
    };
    (number, if number == 1 { one } else { many })
}
