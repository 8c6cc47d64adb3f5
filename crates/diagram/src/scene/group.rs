//! Things by rows: what stands in one row lies together, in order.
//!
//! A view asks a row for what stands in its window, so each row is a slice in which it can search.
//! Putting a million things into rows is two passes of counting, one for rows and one for lanes.

use super::Row;
use trace::LaneId;

/// A row of a lane; of several lines that run there at once, which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) lane: LaneId,
    /// [`Row::number`].
    pub(crate) row: u16,
    /// Which of several in the same row, so that they can be told apart.
    pub(crate) slot: u16,
}

impl Spot {
    /// More lines than this at once are not told apart: the rest share a last slot, and overlap.
    pub(crate) const SLOTS: u16 = 8;

    pub(crate) fn new(lane: LaneId, row: Row) -> Spot {
        Spot { lane, row: row.number().min(u16::MAX.into()) as u16, slot: 0 }
    }

    #[inline(never)]
    pub(crate) fn row(self) -> Row {
        Row::of(self.row.into())
    }

    /// How many rows of calls the lane needs for it.
    pub(super) fn rows(self) -> usize {
        usize::from(self.row)
    }
}

/// Things by rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grouped<T> {
    items: Vec<T>,
    /// In order; each with the place of its first item.
    rows: Vec<(Spot, u32)>,
}

impl<T> Default for Grouped<T> {
    fn default() -> Grouped<T> {
        Grouped { items: Vec::new(), rows: Vec::new() }
    }
}

impl<T: Copy> Grouped<T> {
    /// Groups `items`, which stand in order, each with its row.
    pub(super) fn new(items: Vec<T>, spots: &[Spot]) -> Grouped<T> {
        let (order, rows) = grouping(spots);
        let items = match order {
            Some(order) => order.iter().map(|place| items[*place as usize]).collect(),
            None => items,
        };
        Grouped { items, rows }
    }
}

impl<T> Grouped<T> {
    /// Everything, by rows.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }

    /// Every row, with what stands there.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (Spot, &[T])> {
        (0..self.rows.len()).map(|number| self.row(number))
    }

    /// The rows of one lane.
    pub(crate) fn of_lane(&self, lane: LaneId) -> impl Iterator<Item = (Spot, &[T])> {
        let first = self.rows.partition_point(|(spot, _)| spot.lane < lane);
        let after = self.rows.partition_point(|(spot, _)| spot.lane <= lane);
        (first..after).map(|number| self.row(number))
    }

    /// One row.
    pub(crate) fn at(&self, wanted: Spot) -> &[T] {
        let found = self.rows.binary_search_by_key(&wanted, |(spot, _)| *spot);
        found.map_or(&[], |number| self.row(number).1)
    }

    /// The how-manieth of its row an item is, from 1.
    pub(super) fn number(&self, item: u32) -> usize {
        let after = self.rows.partition_point(|(_, from)| *from <= item);
        let start = after.checked_sub(1).map_or(0, |row| self.rows[row].1);
        (item - start) as usize + 1
    }

    fn row(&self, number: usize) -> (Spot, &[T]) {
        let (spot, from) = self.rows[number];
        let to = self.rows.get(number + 1).map_or(self.items.len(), |(_, next)| *next as usize);
        (spot, &self.items[from as usize..to])
    }

    pub(super) fn bytes(&self) -> usize {
        self.items.len() * size_of::<T>() + self.rows.len() * size_of::<(Spot, u32)>()
    }
}

/// The order in which things lie row by row (none if they do so already), and the rows.
#[inline(never)]
pub(super) fn grouping(spots: &[Spot]) -> (Option<Vec<u32>>, Vec<(Spot, u32)>) {
    let order = if spots.is_sorted() {
        None
    } else {
        let mut order: Vec<u32> = (0..spots.len() as u32).collect();
        counted(&mut order, &|place| spots[place as usize].slot.into());
        counted(&mut order, &|place| spots[place as usize].row.into());
        counted(&mut order, &|place| spots[place as usize].lane.0 as usize);
        Some(order)
    };
    let spot = |place: usize| order.as_ref().map_or(spots[place], |by| spots[by[place] as usize]);
    let mut rows: Vec<(Spot, u32)> = Vec::new();
    for place in 0..spots.len() {
        let here = spot(place);
        if rows.last().is_none_or(|(last, _)| *last != here) {
            rows.push((here, place as u32));
        }
    }
    (order, rows)
}

/// Sorts by a small number, and leaves what has the same number in its order.
fn counted(order: &mut Vec<u32>, number: &dyn Fn(u32) -> usize) {
    let mut starts: Vec<u32> = Vec::new();
    for place in order.iter() {
        let number = number(*place) + 1;
        if starts.len() <= number {
            starts.resize(number + 1, 0);
        }
        starts[number] += 1;
    }
    if starts.len() < 3 {
        // All have number 0.
        return;
    }
    for number in 1..starts.len() {
        starts[number] += starts[number - 1];
    }
    let mut sorted = vec![0; order.len()];
    for place in order.iter() {
        let start = &mut starts[number(*place)];
        sorted[*start as usize] = *place;
        *start += 1;
    }
    *order = sorted;
}
