//! `cargo xtask test`: runs parts one after the other, goes on after a failure, and sums up.
//!
//! The last line, `N passed, N failed`, counts over all parts; CI reads it.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::parts::Part;
use crate::tally::Tally;

/// Runs one part or all of them; false when anything failed.
pub(crate) fn run(part: Part) -> Result<bool> {
    let mut rows = Vec::new();
    let mut total = Tally::default();
    for part in part.members() {
        println!("\n== {} ==\n", part.name());
        let (outcome, duration) = timed(|| part.run());
        let tally = outcome.unwrap_or_else(|error| {
            println!("error: {error:#}");
            Tally::one(false)
        });
        rows.push((part, tally, duration));
        total += tally;
    }
    println!("\n== summary ==\n");
    for (part, Tally { passed, failed, skipped }, duration) in rows {
        let verdict = if failed == 0 { "ok    " } else { "FAILED" };
        let seconds = duration.as_secs_f64();
        println!(
            "{verdict} {:8} {passed:>5} ok {failed:>3} bad {skipped:>3} left out {seconds:>7.1} s",
            part.name()
        );
    }
    println!("\n{total}");
    Ok(total.failed == 0)
}

#[expect(clippy::disallowed_methods, reason = "a stopwatch for people, no part of any run")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}
