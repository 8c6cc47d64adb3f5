//! A row for each of several stretches, so that those in one row never overlap.
//!
//! Greedy: in order of their start, each takes the lowest row that is free.

use super::group::{Grouped, Spot, grouping};
use super::{Bar, Line, OPEN, Reach, Scene};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use trace::{LaneId, Trace};

/// Rows for stretches in order of their start.
#[inline(never)]
pub(super) fn packed(stretches: &[Reach]) -> Vec<u32> {
    // Which rows are taken until when, the first to be free again on top; and the free ones.
    let (mut taken, mut free) = (BinaryHeap::new(), BinaryHeap::new());
    let mut rows = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        while let Some(Reverse((to, row))) = taken.peek().copied()
            && to < stretch.from
        {
            taken.pop();
            free.push(Reverse(row));
        }
        let row = free.pop().map_or(taken.len() as u32, |Reverse(row)| row);
        taken.push(Reverse((stretch.to, row)));
        rows.push(row);
    }
    rows
}

impl Scene {
    /// Gives each operation a row, save those of lanes that are summed up with others; how many
    /// rows that makes.
    pub(super) fn pack(&mut self, trace: &Trace) -> usize {
        let mut crowded = vec![false; trace.lanes.len()];
        self.crowd.iter().for_each(|member| crowded[member.lane.index()] = true);
        let shown = |bar: &Bar| !crowded[trace.op(bar.op).lane.index()];
        let numbers = (0..self.bars.len() as u32).filter(|bar| shown(&self.bars[*bar as usize]));
        let numbers: Vec<u32> = numbers.collect();
        let reaches: Vec<_> = numbers.iter().map(|bar| self.bars[*bar as usize].reach).collect();
        let rows = packed(&reaches);
        let spot = |row: &u32| Spot { lane: LaneId(0), row: *row as u16, slot: 0 };
        let spots: Vec<_> = rows.iter().map(spot).collect();
        for (bar, row) in numbers.iter().zip(&rows) {
            self.bars[*bar as usize].row = *row;
        }
        self.bar_rows = Grouped::new(numbers, &spots);
        rows.iter().max().map_or(0, |last| *last as usize + 1)
    }
}

/// Gives each call whose lines share a row with others a slot of its own there.
pub(super) fn slots(lines: &[Line], at: &mut [Spot], calls: usize) {
    // Per row and call: from its first line's start to its last line's end, in order of start.
    let (mut spots, mut reaches): (Vec<Spot>, Vec<Reach>) = Default::default();
    let mut life_of_call = vec![OPEN; calls];
    let mut life_of_line = vec![OPEN; lines.len()];
    for (number, line) in lines.iter().enumerate() {
        let Some(call) = line.call() else { continue };
        let life = &mut life_of_call[call.index()];
        match spots.get(*life as usize) {
            Some(here) if *here == at[number] => reaches[*life as usize].to = line.reach.to,
            _ => {
                *life = spots.len() as u32;
                spots.push(at[number]);
                reaches.push(line.reach);
            }
        }
        life_of_line[number] = *life;
    }
    let (order, rows) = grouping(&spots);
    let life = |place: u32| order.as_ref().map_or(place, |order| order[place as usize]);
    let mut slots = vec![0; spots.len()];
    for (number, (_, from)) in rows.iter().enumerate() {
        let to = rows.get(number + 1).map_or(spots.len() as u32, |(_, next)| *next);
        let own: Vec<_> = (*from..to).map(|place| reaches[life(place) as usize]).collect();
        for (place, slot) in (*from..to).zip(packed(&own)) {
            slots[life(place) as usize] = slot.min(Spot::SLOTS.into()) as u16;
        }
    }
    for (number, life) in life_of_line.iter().enumerate().filter(|(_, life)| **life != OPEN) {
        at[number].slot = slots[*life as usize];
    }
}
