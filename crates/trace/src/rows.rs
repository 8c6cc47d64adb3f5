//! A column of a state: a value for each row of one of the trace's tables.
//!
//! It stands apart so that a state can know all rows or only a few: of a run with a hundred thousand
//! tasks a page shows a handful, and asks about no others. It leaves out which those are.

use std::ops::{Index, IndexMut};

/// A value for each row of a table. Of a [partial state](crate::State::of_few) only a few rows are
/// known; the others are as they were before the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows<T> {
    /// Every row, if all are known.
    all: Vec<T>,
    /// Else the rows that were touched, in order.
    few: Vec<(usize, T)>,
    /// What the others are; none if all are known.
    others: Option<T>,
}

impl<T: Clone> Rows<T> {
    /// A table of so many rows that are all like this.
    pub fn all(count: usize, value: T) -> Rows<T> {
        // Made, not cloned in one go: clones of lists are code.
        Rows { all: (0..count).map(|_| value.clone()).collect(), few: Vec::new(), others: None }
    }

    /// A table of any number of rows that are all like this, which takes no room for them.
    pub fn few(value: T) -> Rows<T> {
        Rows { all: Vec::new(), few: Vec::new(), others: Some(value) }
    }

    /// The rows that are known, with their numbers, in order.
    pub fn known(&self) -> impl Iterator<Item = (usize, &T)> {
        let few = self.few.iter().map(|(number, value)| (*number, value));
        self.all.iter().enumerate().chain(few)
    }
}

impl<T> Index<usize> for Rows<T> {
    type Output = T;

    fn index(&self, number: usize) -> &T {
        match &self.others {
            None => &self.all[number],
            Some(other) => {
                let place = self.few.binary_search_by_key(&number, |row| row.0);
                place.map_or(other, |place| &self.few[place].1)
            }
        }
    }
}

impl<T: Clone> IndexMut<usize> for Rows<T> {
    fn index_mut(&mut self, number: usize) -> &mut T {
        let Some(other) = &self.others else { return &mut self.all[number] };
        let place = match self.few.binary_search_by_key(&number, |row| row.0) {
            Ok(place) => place,
            Err(place) => {
                self.few.insert(place, (number, other.clone()));
                place
            }
        };
        &mut self.few[place].1
    }
}
