//! A column of a state: a value for each row of one of the trace's tables.
//!
//! It stands apart so that a state can know all rows or only a few: of a run with a hundred
//! thousand tasks a page shows a handful, and asks about no others. It leaves out which those are.

use std::ops::{Index, IndexMut};

/// A value for each row of a table. Of a [partial state](crate::State::of_few) only a few rows are
/// known; the others are as they were before the run.
#[derive(Clone, Debug)]
pub struct Rows<T> {
    places: Places,
    /// If all rows are known: these. Otherwise what a row is of which nothing is known, and then
    /// the known ones in the order in which they were first changed.
    values: Vec<T>,
}

/// Where the value of a row is. It knows nothing of values, and so serves all tables.
#[derive(Clone, Debug)]
struct Places {
    /// If only some rows are known: their numbers, in order, each with its place.
    few: Option<Vec<(usize, usize)>>,
}

impl Places {
    #[inline(never)]
    fn find(&self, number: usize) -> usize {
        let Some(few) = &self.few else { return number };
        few.binary_search_by_key(&number, |(known, _)| *known).map_or(0, |found| few[found].1)
    }

    /// The same for a row that is about to change: a new place if it had none.
    #[inline(never)]
    fn claim(&mut self, number: usize) -> usize {
        let Some(few) = &mut self.few else { return number };
        match few.binary_search_by_key(&number, |(known, _)| *known) {
            Ok(found) => few[found].1,
            Err(gap) => {
                let place = few.len() + 1;
                few.insert(gap, (number, place));
                place
            }
        }
    }

    /// The number of the known row that comes so late in order, and its place.
    fn nth(&self, nth: usize) -> (usize, usize) {
        self.few.as_ref().map_or((nth, nth), |few| few[nth])
    }
}

impl<T: Clone> Rows<T> {
    /// A table of so many rows that are all like this.
    pub fn all(count: usize, value: T) -> Rows<T> {
        // Made, not cloned in one go: clones of lists are code.
        let values = (0..count).map(|_| value.clone()).collect();
        Rows { places: Places { few: None }, values }
    }

    /// A table of any number of rows that are all like this, which takes no room for them.
    pub fn few(value: T) -> Rows<T> {
        Rows { places: Places { few: Some(Vec::new()) }, values: vec![value] }
    }

    /// The rows that are known, with their numbers, in order.
    pub fn known(&self) -> impl Iterator<Item = (usize, &T)> {
        let count = self.places.few.as_ref().map_or(self.values.len(), Vec::len);
        (0..count).map(|nth| {
            let (number, place) = self.places.nth(nth);
            (number, &self.values[place])
        })
    }
}

impl<T> Index<usize> for Rows<T> {
    type Output = T;

    fn index(&self, number: usize) -> &T {
        &self.values[self.places.find(number)]
    }
}

impl<T: Clone> IndexMut<usize> for Rows<T> {
    // Asked for in many places: a call each, and not its body.
    #[inline(never)]
    fn index_mut(&mut self, number: usize) -> &mut T {
        let place = self.places.claim(number);
        if self.places.few.is_some() && place == self.values.len() {
            let other = self.values[0].clone();
            self.values.push(other);
        }
        &mut self.values[place]
    }
}

/// Of the same rows, the same is known, in whatever order that came about.
impl<T: Clone + PartialEq> PartialEq for Rows<T> {
    fn eq(&self, other: &Rows<T>) -> bool {
        self.known().eq(other.known())
    }
}

impl<T: Clone + Eq> Eq for Rows<T> {}
