//! Knobs: numbers in an example's source that its reader may turn.

use crate::current::World;
use std::ops::RangeInclusive;

/// A number that the run's recipe may set: `knob!(cups = 3, 1..=9)` is 3 unless the recipe says
/// otherwise, and always lies in the range. It becomes any integer type that holds the range.
#[macro_export]
macro_rules! knob {
    ($name:ident = $default:literal, $range:expr) => {
        $crate::__trace::knob(::core::stringify!($name), $default, $range)
    };
}

/// The value of a knob in the present run.
pub fn knob<T: TryFrom<i64>>(name: &str, default: i64, range: RangeInclusive<i64>) -> T {
    let value = turned(name).unwrap_or(default).clamp(*range.start(), *range.end());
    let value = T::try_from(value).ok();
    value.expect("the type of a knob holds every number of its range")
}

fn turned(name: &str) -> Option<i64> {
    let world = World::current();
    let record = world.record();
    let knobs = &record.builder.so_far().recipe.knobs;
    knobs.iter().find(|(turned, _)| turned == name).map(|(_, value)| *value)
}
