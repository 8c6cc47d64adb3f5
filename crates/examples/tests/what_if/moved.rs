//! One operation that ends elsewhere, and what must hold of the run then.

use std::time::Duration;
use trace::{Instant, OpEnd, OpId, OpName, Recipe, Trace};

/// An operation, and when it shall end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Move {
    pub(crate) name: OpName,
    pub(crate) to: Instant,
}

impl Move {
    /// The recipe of a run, and this.
    pub(crate) fn recipe(self, before: &Trace) -> Recipe {
        before.recipe.clone().with_what_if(self.name, Some(self.to))
    }
}

/// Sooner and later, by little and by much: moves of every operation that can be moved.
pub(crate) fn moves(trace: &Trace) -> Vec<Move> {
    let ops = (0..trace.ops.len() as u32).map(OpId);
    let movable = ops.filter(|op| trace.op(*op).kind.is_movable());
    movable.flat_map(|op| moves_of(trace, op)).collect()
}

fn moves_of(trace: &Trace, op: OpId) -> Vec<Move> {
    let (Some(name), Some(span)) = (trace.op_name(op), trace.op_span(op)) else { return vec![] };
    let half = Instant(span.start.0 + (span.end.0 - span.start.0) / 2);
    let little = Instant(span.end.0.saturating_sub(1)).max(span.start);
    let (later, much) = (Duration::from_micros(1_500), Duration::from_millis(70));
    let to = [
        span.start,
        half,
        little,
        span.end,
        span.end.after(later),
        span.end.after(much),
        Instant(u64::MAX),
    ];
    to.map(|to| Move { name, to }).to_vec()
}

/// The lines of the text form that are events.
fn events(trace: &Trace) -> Vec<String> {
    let text = trace.to_text();
    let lines: Vec<_> = text.lines().map(str::to_owned).collect();
    lines[lines.len() - trace.events.len()..].to_vec()
}

/// When and how it ended.
pub(crate) fn ended_at(trace: &Trace, name: OpName) -> (Instant, OpEnd) {
    let op = trace.find_op(name).expect("it was asked for before anything changed");
    let span = trace.op_span(op).expect("what begins ends");
    (span.end, span.how)
}

/// What holds of every run with a what-if; whether it came about as it was asked for.
pub(crate) fn check(before: &Trace, again: &Trace, one: Move) -> bool {
    let Move { name, to } = one;
    let what = format!("{:?}, {name} at {to}", before.recipe);
    assert_eq!(again.validate(), Ok(()), "{what}");
    assert_eq!(Trace::parse(&again.to_text()).as_ref(), Ok(again), "{what}");
    let (end, how) = ended_at(before, name);
    let first = end.min(to);
    let same = before.events.iter().take_while(|event| event.at < first).count();
    let (now, then) = (events(again), events(before));
    let other = (0..same).find(|place| now.get(*place) != then.get(*place));
    let other = other.map(|place| (now.get(place), &then[place]));
    assert_eq!(other, None, "{what}: before {first}");
    let (ends, now) = ended_at(again, name);
    let is_met = ends == to && now != OpEnd::Cancelled;
    let said = again.unmet().iter().any(|said| said.starts_with(&name.to_string()));
    assert_eq!(is_met, !said, "{what}: it ends at {ends}, {:?}", again.unmet());
    if to == end && how != OpEnd::Cancelled {
        assert!(again.events == before.events, "{what}: where it ends by itself");
    }
    let given_up = now == OpEnd::Cancelled;
    if to >= end && how != OpEnd::Cancelled {
        assert!(is_met || given_up, "{what}: it can always come later, not at {ends}");
    } else if how != OpEnd::Cancelled {
        assert!(ends <= end, "{what}: it ends at {ends}, and not before {end}");
    }
    is_met
}
