//! A row for each of several stretches, so that those in one row never overlap.
//!
//! Greedy: in order of their start, each takes the lowest row that is free.

use super::{Row, Scene};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use trace::{CallId, LaneId};

/// Rows for stretches `(from, to)`, both ends taken, ordered by `from`.
pub(super) fn rows(stretches: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut busy: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    let mut free: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    let mut count = 0;
    stretches
        .map(|(from, to)| {
            while let Some(Reverse((_, row))) = busy.peek().filter(|next| next.0.0 < from) {
                free.push(Reverse(*row));
                busy.pop();
            }
            let row = free.pop().map_or_else(
                || {
                    count += 1;
                    count - 1
                },
                |Reverse(row)| row,
            );
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
        let lives = self.lives();
        // The lives of one row lie together, in order of their start.
        let mut slots = vec![0; self.next_call()];
        for row in lives.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let found = rows(row.iter().map(|(_, _, from, to, _)| (*from, *to)));
            row.iter().zip(found).for_each(|(life, slot)| slots[life.4.index()] = slot);
        }
        for line in &mut self.lines {
            line.slot = line.call.map_or(0, |call| slots[call.index()]);
        }
    }

    /// One more than the largest number of a call that has a line.
    fn next_call(&self) -> usize {
        let calls = self.lines.iter().filter_map(|line| line.call);
        calls.map(|call| call.index() + 1).max().unwrap_or(0)
    }

    /// Per row and call, in that order: from its first line's start to its last line's end.
    fn lives(&self) -> Vec<(LaneId, Row, usize, usize, CallId)> {
        let mut lives: Vec<(LaneId, Row, usize, usize, CallId)> = Vec::new();
        let mut place = vec![usize::MAX; self.next_call()];
        for line in &self.lines {
            let Some(call) = line.call else { continue };
            let (from, to) = (line.reach.from, line.reach.to);
            match lives.get_mut(place[call.index()]) {
                Some(life) if (life.0, life.1) == (line.lane, line.row) => {
                    (life.2, life.3) = (life.2.min(from), life.3.max(to));
                }
                _ => {
                    place[call.index()] = lives.len();
                    lives.push((line.lane, line.row, from, to, call));
                }
            }
        }
        lives.sort_unstable();
        lives
    }
}
