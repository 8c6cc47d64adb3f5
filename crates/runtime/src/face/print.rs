//! `println!`: a line of output is an event.

use crate::current::World;
use std::fmt;
use trace::SourceSpan;

/// Prints a line as `std`'s does; inside a run it is recorded instead.
#[macro_export]
macro_rules! println {
    ($($argument:tt)*) => {
        $crate::__trace::print(
            ::core::format_args!($($argument)*),
            (::core::line!(), ::core::column!()),
        )
    };
}

/// What [`println!`](crate::println) expands to.
pub fn print(text: fmt::Arguments<'_>, (line, column): (u32, u32)) {
    let text = text.to_string();
    let Some(world) = World::try_current() else {
        // In a page, `std`'s goes nowhere.
        #[cfg(not(target_arch = "wasm32"))]
        std::println!("{text}");
        return;
    };
    let span = SourceSpan { line, column, end_line: line, end_column: column };
    let mut record = world.record();
    for text in text.split('\n') {
        record.log(text, Some(span));
    }
}
