//! A row for each of several stretches, so that those in one row never overlap.
//!
//! Greedy: in order of their start, each takes the lowest row that is free.

use super::Scene;
use crate::scene::Key;

/// Rows for stretches `(from, to)`, both ends taken, ordered by `from`.
#[inline(never)]
fn rows(stretches: &[(usize, usize)]) -> Vec<usize> {
    // Per row, the end of its last stretch: a handful, so that a search costs nothing.
    let mut ends: Vec<usize> = Vec::new();
    let mut rows = Vec::with_capacity(stretches.len());
    for (from, to) in stretches {
        let row = ends.iter().position(|end| end < from).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(0);
        }
        ends[row] = *to;
        rows.push(row);
    }
    rows
}

impl Scene {
    /// Gives each operation a row, and each call whose lines share a row a slot of its own there.
    pub(super) fn pack(&mut self) {
        let bars: Vec<_> = self.bars.iter().map(|bar| (bar.reach.from, bar.reach.to)).collect();
        for (bar, row) in self.bars.iter_mut().zip(rows(&bars)) {
            bar.row = row;
        }
        let lives = self.lives();
        // The lives of one row lie together, in order of their start.
        let mut slots = vec![0; self.next_call()];
        for row in lives.chunk_by(|one, other| one[..2] == other[..2]) {
            let stretches: Vec<_> = row.iter().map(|life| (life[2], life[3])).collect();
            for (life, slot) in row.iter().zip(rows(&stretches)) {
                slots[life[4]] = slot;
            }
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
    fn lives(&self) -> Vec<Key> {
        let mut lives: Vec<Key> = Vec::new();
        let mut place = vec![usize::MAX; self.next_call()];
        for line in &self.lines {
            let Some(call) = line.call else { continue };
            let (lane, row) = (line.lane.index(), line.row.number());
            let (from, to) = (line.reach.from, line.reach.to);
            match lives.get_mut(place[call.index()]) {
                Some(life) if life[..2] == [lane, row] => {
                    (life[2], life[3]) = (life[2].min(from), life[3].max(to));
                }
                _ => {
                    place[call.index()] = lives.len();
                    lives.push([lane, row, from, to, call.index()]);
                }
            }
        }
        super::sort(&mut lives);
        lives
    }
}
