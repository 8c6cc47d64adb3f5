//! Operations → rows in which none overlaps another, and the event at which each row is free again.
//!
//! A viewer's tracks hold slices that nest, and operations of one lane begin and end as they like.
//! In a row of its own each is a slice, from which the arrow of the wake that it causes can start.

use std::collections::BTreeSet;
use trace::{Cause, EventKind, OpEnd, OpId, Trace};

/// Where an operation is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// Its row, from 0. None if it never begins.
    pub(crate) row: Option<usize>,
    /// The event after which it is closed: its end, or the last wake that this causes at that
    /// instant. None if it never ends.
    pub(crate) closes: Option<usize>,
    /// How it ended.
    pub(crate) end: Option<OpEnd>,
}

/// The place of each operation, and the number of rows.
pub(crate) fn rows(trace: &Trace) -> (Vec<Place>, usize) {
    let mut places = vec![Place::default(); trace.ops.len()];
    for (index, event) in trace.events.iter().enumerate() {
        let (op, end) = match event.kind {
            EventKind::OpEnded(op, end) => (op, Some(end)),
            EventKind::Woken(_, Cause::Op(op), _) => (op, None),
            _ => continue,
        };
        let place = &mut places[op.index()];
        match (place.closes, end) {
            (None, Some(_)) => (place.closes, place.end) = (Some(index), end),
            (Some(ended), None) if trace.events[ended].at == event.at => {
                place.closes = Some(index);
            }
            _ => {}
        }
    }
    let mut free = BTreeSet::new();
    let mut rows = 0;
    for (index, event) in trace.events.iter().enumerate() {
        if let EventKind::OpStarted(op) = event.kind {
            let row = free.pop_first().unwrap_or(rows);
            rows = rows.max(row + 1);
            places[op.index()].row = Some(row);
        }
        if let Some(op) = closed_at(&places, trace, index) {
            free.extend(places[op.index()].row);
        }
    }
    (places, rows)
}

/// The operation whose slice is closed after an event.
pub(crate) fn closed_at(places: &[Place], trace: &Trace, index: usize) -> Option<OpId> {
    let op = match trace.events[index].kind {
        EventKind::OpEnded(op, _) | EventKind::Woken(_, Cause::Op(op), _) => op,
        _ => return None,
    };
    (places[op.index()].closes == Some(index)).then_some(op)
}
