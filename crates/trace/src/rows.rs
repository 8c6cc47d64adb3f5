//! A column of a state: a value for each row of one of the trace's tables.
//!
//! It stands apart so that a state can know all rows or only a few: of a run with a hundred
//! thousand tasks a page shows a handful, and asks about no others. It leaves out which those are.

use std::ops::{Index, IndexMut};

/// A value for each row of a table. Of a [partial state](crate::State::of_few) only a few rows are
/// known; the others are as they were before the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows<T> {
    /// If only some rows are known: their numbers, in order.
    few: Option<Vec<usize>>,
    /// The rows that are known, and last, if these are few, what all others are.
    values: Vec<T>,
}

/// Where a number stands among others, or would. One function for all tables.
#[inline(never)]
fn place(numbers: &[usize], number: usize) -> Result<usize, usize> {
    numbers.binary_search(&number)
}

impl<T: Clone> Rows<T> {
    /// A table of so many rows that are all like this.
    pub fn all(count: usize, value: T) -> Rows<T> {
        // Made, not cloned in one go: clones of lists are code.
        Rows { few: None, values: (0..count).map(|_| value.clone()).collect() }
    }

    /// A table of any number of rows that are all like this, which takes no room for them.
    pub fn few(value: T) -> Rows<T> {
        Rows { few: Some(Vec::new()), values: vec![value] }
    }

    /// The rows that are known, with their numbers, in order.
    pub fn known(&self) -> impl Iterator<Item = (usize, &T)> {
        let count = self.few.as_ref().map_or(self.values.len(), Vec::len);
        let number = |place: usize| self.few.as_ref().map_or(place, |few| few[place]);
        self.values[..count].iter().enumerate().map(move |(place, value)| (number(place), value))
    }
}

// Asked for in many places: a call each, and not its body.
impl<T> Index<usize> for Rows<T> {
    type Output = T;

    #[inline(never)]
    fn index(&self, number: usize) -> &T {
        let others = self.values.len().saturating_sub(1);
        &self.values[self.few.as_ref().map_or(number, |few| place(few, number).unwrap_or(others))]
    }
}

impl<T: Clone> IndexMut<usize> for Rows<T> {
    #[inline(never)]
    fn index_mut(&mut self, number: usize) -> &mut T {
        let Some(few) = &mut self.few else { return &mut self.values[number] };
        let place = place(few, number).unwrap_or_else(|place| {
            few.insert(place, number);
            let other = self.values[self.values.len() - 1].clone();
            self.values.insert(place, other);
            place
        });
        &mut self.values[place]
    }
}
