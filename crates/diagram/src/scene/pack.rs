//! A row for each of several stretches, so that those in one row never overlap.
//!
//! Greedy: in order of their start, each takes the lowest row that is free.

use super::{Row, Scene};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use trace::{CallId, LaneId};

/// Rows for stretches `(from, to)`, both ends taken, ordered by `from`.
pub(super) fn rows(stretches: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut busy: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    let (mut free, mut count) = (BTreeSet::new(), 0);
    stretches
        .map(|(from, to)| {
            while let Some(Reverse((_, row))) = busy.peek().filter(|next| next.0.0 < from) {
                free.insert(*row);
                busy.pop();
            }
            let row = free.pop_first().unwrap_or_else(|| {
                count += 1;
                count - 1
            });
            busy.push(Reverse((to, row)));
            row
        })
        .collect()
}

impl Scene {
    /// Gives each operation a row, and each call whose lines share a row a slot of its own there.
    pub(super) fn pack(&mut self) {
        let found = rows(self.bars.iter().map(|bar| (bar.reach.from, bar.reach.to)));
        for (bar, row) in self.bars.iter_mut().zip(found) {
            bar.row = row;
        }
        // Per row, the life of each call there: from its first line's start to its last line's end.
        let mut lives: BTreeMap<(LaneId, Row), BTreeMap<CallId, (usize, usize)>> = BTreeMap::new();
        for line in &self.lines {
            let Some(call) = line.call else { continue };
            let (from, to) = (line.reach.from, line.reach.to);
            let life = lives.entry((line.lane, line.row)).or_default();
            let life = life.entry(call).or_insert((from, to));
            *life = (life.0.min(from), life.1.max(to));
        }
        let mut slots = BTreeMap::new();
        for (place, lives) in lives {
            let mut lives: Vec<_> = lives.into_iter().map(|(call, life)| (life, call)).collect();
            lives.sort_unstable();
            let found = rows(lives.iter().map(|(life, _)| *life));
            slots.extend(lives.iter().zip(found).map(|((_, call), slot)| ((place, *call), slot)));
        }
        for line in &mut self.lines {
            let slot = line.call.and_then(|call| slots.get(&((line.lane, line.row), call)));
            line.slot = slot.copied().unwrap_or(0);
        }
    }
}
